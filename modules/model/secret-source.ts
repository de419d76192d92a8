/** What the platform file names as a secret, read once: a secret of Secrets Manager or a parameter of Systems Manager, and where it lives. */
import { type Text, text } from "../iam/text";
import { error, type Path, quote } from "../problem";
import type { ContainerSpec } from "../spec/schema";
import type { AccountRegion } from "./model";
import { isVariable } from "./scope";
import {
  type ParameterReference,
  parameterArn,
  parseParameter,
  parseSecretArn,
  parseSecretReference,
  type SecretParts,
  type SecretsManagerReference,
} from "./secret-reference";
import type { StackScope } from "./stack-scope";

/** A secret as the platform file writes it: a text, or a mapping with `secret` or `parameter`. */
export type SecretSpec = ContainerSpec["secrets"][string];
type SecretOptions = Extract<SecretSpec, { secret: unknown }>;
type ParameterOptions = Extract<SecretSpec, { parameter: unknown }>;

/** A secret of Secrets Manager. */
export interface ManagedSecretSource extends SecretParts {
  readonly kind: "secrets-manager";
  /** For people: the name without its random suffix, or the variable. */
  readonly name: string;
  /** Without JSON key and version. */
  readonly arn: Text;
  /** Whether the ARN ends in the hyphen and six characters that Secrets Manager adds. */
  readonly exact: boolean;
  readonly place: AccountRegion;
}

/** A parameter of Systems Manager. */
export interface ParameterSource {
  readonly kind: "parameter";
  readonly name: string;
  readonly arn: Text;
  readonly place: AccountRegion;
  /** What ECS is to look up: a bare name is looked up in the task's own region. */
  readonly valueFrom: Text;
  /** Name of the secret behind `/aws/reference/secretsmanager/<secret>`. */
  readonly behind?: string;
}

/** Where a container's secret comes from. */
export type SecretSource = ManagedSecretSource | ParameterSource;

/**
 * Reads `ssm:` names, ARNs, names with account and region, and variables, which live in the stack's own account and region. Problem codes: those of
 * `parseSecretArn` and `parseParameter`, of accounts, and `invalid-secret` for names and parts that ECS refuses.
 */
export function secretSource(scope: StackScope, name: string, spec: SecretSpec, path: Path): SecretSource | undefined {
  if (typeof spec !== "string") {
    return "parameter" in spec ? parameterOf(scope, name, spec, path) : managedOf(scope, name, spec, path);
  }
  const reference = parseSecretReference(spec, path, scope.report);
  if (reference === undefined) return undefined;
  return reference.kind === "parameter" ? parameterSource(scope, reference) : managedSource(reference);
}

function managedSource(reference: SecretsManagerReference): ManagedSecretSource {
  const { kind, name, arn, complete, account, region, partition } = reference;
  return { kind, name, arn, exact: complete, place: { account, region, partition }, ...partsOf(reference) };
}

function partsOf({ jsonKey, versionStage, versionId }: { [part in keyof SecretParts]?: string | undefined }): SecretParts {
  return {
    ...(jsonKey === undefined ? {} : { jsonKey }),
    ...(versionStage === undefined ? {} : { versionStage }),
    ...(versionId === undefined ? {} : { versionId }),
  };
}

function managedOf(scope: StackScope, name: string, spec: SecretOptions, path: Path): ManagedSecretSource | undefined {
  const parts = partsOf(spec);
  if (!areParts(scope, parts, path)) return undefined;
  const at = [...path, "secret"];
  if (isVariable(spec.secret)) {
    const arn = scope.variable(spec.secret, "arn", at, `ARN of the Secrets Manager secret for \`${name}\``);
    return { kind: "secrets-manager", name: spec.secret.var, arn, exact: true, place: scope.place, ...parts };
  }
  if (!spec.secret.startsWith("arn:")) return namedOf(scope, spec, spec.secret, parts, path);
  const reference = parseSecretArn(spec.secret, at, scope.report);
  return reference === undefined ? undefined : { ...managedSource(reference), ...parts };
}

function areParts({ report }: StackScope, parts: SecretParts, path: Path): boolean {
  if (parts.versionStage !== undefined && parts.versionId !== undefined) {
    report(error("invalid-secret", path, "`versionStage` and `versionId` exclude each other", "keep one of them"));
    return false;
  }
  const [option, value] = Object.entries(parts).find(([, part]) => part.includes(":")) ?? [];
  if (option === undefined) return true;
  const help = "ECS separates the parts of a secret by colons";
  report(error("invalid-secret", [...path, option], `${quote(value)} holds a colon`, help));
  return false;
}

/** A secret by its name. Where only Terraform knows the place, the end of the name tells whether it is complete. */
function namedOf(
  scope: StackScope,
  spec: SecretOptions,
  named: string,
  parts: SecretParts,
  path: Path,
): ManagedSecretSource | undefined {
  const account = spec.account === undefined ? scope.declared.id : scope.account(spec.account, [...path, "account"]);
  if (account === undefined) return undefined;
  const at = [...path, "secret"];
  if (!/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(named)) {
    const help =
      "names of secrets have letters, digits and `/_+=.@-`; variants and versions go into `jsonKey`, `versionStage` and `versionId`";
    scope.report(error("invalid-secret", at, `${quote(named)} is not the name of a secret`, help));
    return undefined;
  }
  const place = { account, partition: scope.place.partition, region: spec.region ?? scope.place.region };
  const arn = text`arn:${place.partition}:secretsmanager:${place.region}:${account}:secret:${named}`;
  if (typeof arn !== "string") {
    return { kind: "secrets-manager", name: named, arn, exact: /-[A-Za-z0-9]{6}$/.test(named), place, ...parts };
  }
  const reference = parseSecretArn(arn, at, scope.report);
  return reference === undefined ? undefined : { ...managedSource(reference), ...parts };
}

function parameterOf(scope: StackScope, name: string, spec: ParameterOptions, path: Path): ParameterSource | undefined {
  const at = [...path, "parameter"];
  if (isVariable(spec.parameter)) {
    const arn = scope.variable(spec.parameter, "arn", at, `ARN of the Systems Manager parameter for \`${name}\``);
    return { kind: "parameter", name: spec.parameter.var, arn, place: scope.place, valueFrom: arn };
  }
  const reference = parseParameter(spec.parameter, at, scope.report);
  return reference === undefined ? undefined : parameterSource(scope, reference, spec.region);
}

function parameterSource(scope: StackScope, reference: ParameterReference, otherRegion?: string): ParameterSource {
  const { name, secretsManager } = reference;
  const place: AccountRegion = {
    account: reference.account ?? scope.declared.id,
    region: reference.region ?? otherRegion ?? scope.place.region,
    partition: reference.partition ?? scope.place.partition,
  };
  const arn = parameterArn(name, place);
  // A bare name is looked up in the task's own region, so another region needs the ARN.
  const isOwn = place.region === scope.place.region && reference.arn === undefined;
  const behind = secretsManager === undefined ? {} : { behind: secretsManager };
  return { kind: "parameter", name, arn, place, valueFrom: isOwn ? name : arn, ...behind };
}
