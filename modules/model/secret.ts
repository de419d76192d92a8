/** Secrets of containers: from their source to what the task definition and the policy need. */
import { differs, showText, text } from "../iam/text";
import { error, type Path, quote, warning } from "../problem";
import type { AccountRegion, Secret } from "./model";
import { type KeySpec, keyOfSecret } from "./secret-lookup";
import { secretResource, valueFrom } from "./secret-reference";
import {
  type ManagedSecretSource,
  type ParameterSource,
  type SecretSource,
  type SecretSpec,
  secretSource,
} from "./secret-source";
import { keyOf, type StackScope } from "./stack-scope";

/** One secret: `secretSource`, then `secretOf`, with the problem codes of both. */
export function resolveSecret(scope: StackScope, name: string, spec: SecretSpec, path: Path): Secret | undefined {
  const source = secretSource(scope, name, spec, path);
  return source === undefined ? undefined : secretOf(scope, name, source, typeof spec === "string" ? {} : spec, path);
}

/**
 * The secret from its source and key. Problem codes: those of keys, `partition-mismatch`, and `cross-account-key` for one of another account
 * without a customer-managed key: the AWS managed key cannot be used from outside its account
 * (https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html). Of a parameter, which may be plain text, that is a warning.
 */
function secretOf(scope: StackScope, name: string, source: SecretSource, keySpec: KeySpec, path: Path): Secret | undefined {
  if (!isSamePartition(scope, source, path)) return undefined;
  return source.kind === "parameter"
    ? parameterSecret(scope, name, source, keySpec, path)
    : managedSecret(scope, name, source, keySpec, path);
}

function isSamePartition({ place, report }: StackScope, source: SecretSource, path: Path): boolean {
  const { partition } = source.place;
  if (!differs(partition, place.partition)) return true;
  const help = `use a secret in partition ${showText(place.partition)}`;
  report(error("partition-mismatch", path, `${quote(showText(source.arn))} is in partition ${quote(showText(partition))}`, help));
  return false;
}

function managedSecret(
  scope: StackScope,
  name: string,
  source: ManagedSecretSource,
  keySpec: KeySpec,
  path: Path,
): Secret | undefined {
  const { arn, exact, place } = source;
  const key = keyOfSecret(scope, keySpec, { name: source.name, place, by: exact ? { arn } : { name: source.name } }, path);
  if (differs(place.account, scope.declared.id) && keySpec.key === undefined && !keySpec.lookup) {
    const account = showText(place.account);
    const help = `add \`key\` with the customer-managed key of account ${account}; the secret's resource policy and the key's policy must let the execution role in as well`;
    const message = `secret ${quote(source.name)} is in account ${quote(account)} and has no \`key\``;
    scope.report(error("cross-account-key", path, message, help));
    return undefined;
  }
  return {
    name,
    kind: "secrets-manager",
    valueFrom: valueFrom(arn, source),
    resource: secretResource({ arn, complete: exact }),
    exact,
    place,
    path,
    ...(key === undefined ? {} : { key }),
  };
}

function parameterSecret(scope: StackScope, name: string, source: ParameterSource, keySpec: KeySpec, path: Path): Secret {
  const { arn, place, behind } = source;
  const key = keyOf(scope, keySpec.key, [...path, "key"], place.region);
  if (differs(place.account, scope.declared.id) && keySpec.key === undefined) {
    const message = `parameter ${quote(source.name)} is in account ${quote(showText(place.account))} and has no \`key\``;
    const help = "a SecureString shared with another account needs a customer-managed key: add `key`";
    scope.report(warning("cross-account-key", path, message, help));
  }
  return {
    name,
    kind: "parameter",
    valueFrom: source.valueFrom,
    resource: arn,
    exact: true,
    place,
    path,
    ...(key === undefined ? {} : { key }),
    ...(behind === undefined ? {} : { behind: secretBehind(behind, place) }),
  };
}

/** The secret that a parameter refers to, by its name alone: it lives where the parameter does. */
function secretBehind(name: string, { partition, region, account }: AccountRegion) {
  return text`arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-??????`;
}
