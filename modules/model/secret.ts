/** Secrets of containers: `ssm:` names, ARNs and the long form -> what the task definition and the policy need. */
import { differs, show, type Text, text } from "../iam/text";
import { error, type Path, quote, warning } from "../problem";
import type { ContainerSpec } from "../spec/schema";
import type { AccountRegion, Secret } from "./model";
import { isVariable } from "./scope";
import { type KeySpec, keyOfSecret } from "./secret-lookup";
import {
  type ParameterReference,
  parameterArn,
  parseParameter,
  parseSecretArn,
  parseSecretReference,
  type SecretParts,
  type SecretsManagerReference,
  secretResource,
  valueFrom,
} from "./secret-reference";
import { keyOf, type StackScope } from "./stack-scope";

/** A secret as the platform file writes it. */
export type SecretSpec = ContainerSpec["secrets"][string];
type LongSecret = Extract<SecretSpec, { secret: unknown }>;
type LongParameter = Extract<SecretSpec, { parameter: unknown }>;

/**
 * One secret. Problem codes: those of `parseSecretArn` and `parseParameter`, of keys, `partition-mismatch`, and `cross-account-key` for a secret of
 * another account without a customer-managed key: the AWS managed key cannot be used from outside its account
 * (https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html).
 */
export function resolveSecret(scope: StackScope, name: string, spec: SecretSpec, path: Path): Secret | undefined {
  if (typeof spec === "string") {
    const reference = parseSecretReference(spec, path, scope.report);
    if (reference === undefined) return undefined;
    return reference.kind === "parameter"
      ? parameterSecret(scope, name, reference, undefined, undefined, path)
      : managedSecret(scope, name, reference, {}, {}, path);
  }
  return "parameter" in spec ? longParameter(scope, name, spec, path) : longSecret(scope, name, spec, path);
}

function partsOf(spec: LongSecret): SecretParts {
  return {
    ...(spec.jsonKey === undefined ? {} : { jsonKey: spec.jsonKey }),
    ...(spec.versionStage === undefined ? {} : { versionStage: spec.versionStage }),
    ...(spec.versionId === undefined ? {} : { versionId: spec.versionId }),
  };
}

function longSecret(scope: StackScope, name: string, spec: LongSecret, path: Path): Secret | undefined {
  if (spec.versionStage !== undefined && spec.versionId !== undefined) {
    scope.report(error("invalid-secret", path, "`versionStage` and `versionId` exclude each other", "keep one of them"));
    return undefined;
  }
  const parts = partsOf(spec);
  const colon = Object.entries(parts).find(([, value]) => value.includes(":"));
  if (colon !== undefined) {
    scope.report(
      error(
        "invalid-secret",
        [...path, colon[0]],
        `${quote(colon[1])} holds a colon`,
        "ECS separates the parts of a secret by colons",
      ),
    );
    return undefined;
  }
  const at = [...path, "secret"];
  if (isVariable(spec.secret)) {
    const arn = scope.variable(spec.secret, "arn", at, `ARN of the Secrets Manager secret for \`${name}\``);
    const key = keyOfSecret(scope, spec, { name: spec.secret.var, place: scope.place, by: { arn } }, path);
    const from = valueFrom(arn, parts);
    return {
      name,
      kind: "secrets-manager",
      valueFrom: from,
      resource: arn,
      exact: true,
      place: scope.place,
      path,
      ...(key === undefined ? {} : { key }),
    };
  }
  const arn = spec.secret.startsWith("arn:") ? spec.secret : namedSecretArn(scope, spec, spec.secret, path);
  if (arn !== undefined && typeof arn !== "string") return lateSecret(scope, name, spec, { arn, named: spec.secret }, path);
  const reference = arn === undefined ? undefined : parseSecretArn(arn, at, scope.report);
  return reference === undefined ? undefined : managedSecret(scope, name, reference, parts, spec, path);
}

/** Where a secret lives that is given by its name. */
function placeOf(scope: StackScope, spec: LongSecret, path: Path): AccountRegion | undefined {
  const account = spec.account === undefined ? scope.declared.id : scope.account(spec.account, [...path, "account"]);
  const { partition, region } = scope.place;
  return account === undefined ? undefined : { account, partition, region: spec.region ?? region };
}

function namedSecretArn(scope: StackScope, spec: LongSecret, named: string, path: Path): Text | undefined {
  const place = placeOf(scope, spec, path);
  if (place === undefined) return undefined;
  if (!/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(named)) {
    const help =
      "names of secrets have letters, digits and `/_+=.@-`; variants and versions go into `jsonKey`, `versionStage` and `versionId`";
    scope.report(error("invalid-secret", [...path, "secret"], `${quote(named)} is not the name of a secret`, help));
    return undefined;
  }
  return text`arn:${place.partition}:secretsmanager:${place.region}:${place.account}:secret:${named}`;
}

/** A secret given by its name in a place that only Terraform knows; the end of the name tells whether it is complete. */
function lateSecret(
  scope: StackScope,
  name: string,
  spec: LongSecret,
  { arn, named }: { readonly arn: Text; readonly named: string },
  path: Path,
): Secret | undefined {
  const place = placeOf(scope, spec, path);
  if (place === undefined) return undefined;
  const exact = /-[A-Za-z0-9]{6}$/.test(named);
  const by = exact ? { arn } : { name: named };
  const key = keyOfSecret(scope, spec, { name: named, place, by }, path);
  return {
    name,
    kind: "secrets-manager",
    valueFrom: valueFrom(arn, partsOf(spec)),
    resource: exact ? arn : text`${arn}-??????`,
    exact,
    place,
    path,
    ...(key === undefined ? {} : { key }),
  };
}

function managedSecret(
  scope: StackScope,
  name: string,
  reference: SecretsManagerReference,
  parts: SecretParts,
  keySpec: KeySpec,
  path: Path,
): Secret | undefined {
  if (!samePartition(scope, reference.partition, reference.arn, path)) return undefined;
  const { account, region, partition } = reference;
  const place = { account, region, partition };
  const by = reference.complete ? { arn: reference.arn } : { name: reference.name };
  const key = keyOfSecret(scope, keySpec, { name: reference.name, place, by }, path);
  if (differs(account, scope.declared.id) && keySpec.key === undefined && !keySpec.lookup) {
    const help = `add \`key\` with the customer-managed key of account ${account}; the secret's resource policy and the key's policy must let the execution role in as well`;
    scope.report(
      error(
        "cross-account-key",
        path,
        `secret ${quote(reference.name)} is in account ${quote(account)} and has no \`key\``,
        help,
      ),
    );
    return undefined;
  }
  const combined: SecretParts = { ...partsOfReference(reference), ...parts };
  return {
    name,
    kind: "secrets-manager",
    valueFrom: valueFrom(reference.arn, combined),
    resource: secretResource(reference),
    exact: reference.complete,
    place,
    path,
    ...(key === undefined ? {} : { key }),
  };
}

function partsOfReference({ jsonKey, versionStage, versionId }: SecretsManagerReference): SecretParts {
  return {
    ...(jsonKey === undefined ? {} : { jsonKey }),
    ...(versionStage === undefined ? {} : { versionStage }),
    ...(versionId === undefined ? {} : { versionId }),
  };
}

function longParameter(scope: StackScope, name: string, spec: LongParameter, path: Path): Secret | undefined {
  const at = [...path, "parameter"];
  if (isVariable(spec.parameter)) {
    const arn = scope.variable(spec.parameter, "arn", at, `ARN of the Systems Manager parameter for \`${name}\``);
    const key = keyOf(scope, spec.key, [...path, "key"], scope.place.region);
    return {
      name,
      kind: "parameter",
      valueFrom: arn,
      resource: arn,
      exact: true,
      place: scope.place,
      path,
      ...(key === undefined ? {} : { key }),
    };
  }
  const reference = parseParameter(spec.parameter, at, scope.report);
  return reference === undefined ? undefined : parameterSecret(scope, name, reference, spec.region, spec.key, path);
}

function parameterSecret(
  scope: StackScope,
  name: string,
  reference: ParameterReference,
  otherRegion: string | undefined,
  keySpec: LongParameter["key"],
  path: Path,
): Secret | undefined {
  const place = {
    account: reference.account ?? scope.declared.id,
    region: reference.region ?? otherRegion ?? scope.place.region,
    partition: reference.partition ?? scope.place.partition,
  };
  if (!samePartition(scope, place.partition, reference.valueFrom, path)) return undefined;
  const key = keyOf(scope, keySpec, [...path, "key"], place.region);
  if (differs(place.account, scope.declared.id) && keySpec === undefined) {
    const message = `parameter ${quote(reference.name)} is in account ${quote(show(place.account))} and has no \`key\``;
    scope.report(
      warning(
        "cross-account-key",
        path,
        message,
        "a SecureString shared with another account needs a customer-managed key: add `key`",
      ),
    );
  }
  const arn = parameterArn(reference.name, place);
  // A bare name is looked up in the task's own region, so another region needs the ARN.
  const from = place.region === scope.place.region && reference.arn === undefined ? reference.name : arn;
  const behind = reference.secretsManager;
  return {
    name,
    kind: "parameter",
    valueFrom: from,
    resource: arn,
    exact: true,
    place,
    path,
    ...(key === undefined ? {} : { key }),
    ...(behind === undefined
      ? {}
      : { behind: text`arn:${place.partition}:secretsmanager:${place.region}:${place.account}:secret:${behind}-??????` }),
  };
}

function samePartition(scope: StackScope, partition: Text, shown: string, path: Path): boolean {
  if (!differs(partition, scope.place.partition)) return true;
  const help = `use a secret in partition ${show(scope.place.partition)}`;
  scope.report(error("partition-mismatch", path, `${quote(shown)} is in partition ${quote(show(partition))}`, help));
  return false;
}
