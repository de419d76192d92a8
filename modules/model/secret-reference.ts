/**
 * What a container's `secrets` may name: a Secrets Manager secret or a Systems Manager parameter, read as the ECS agent reads `valueFrom`
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html and
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html).
 */

import { arnProblem, parseArn } from "../iam/arn";
import type { Partition } from "../iam/partition";
import { isPartition } from "../iam/partition";
import { type Text, text } from "../iam/text";
import { error, type Path, quote, type Report, warning } from "../problem";

/** What of a secret a container gets: one key of its JSON, and one version by stage or by id. Without any: the whole current secret. */
export interface SecretParts {
  readonly jsonKey?: string;
  readonly versionStage?: string;
  readonly versionId?: string;
}

/** A secret of Secrets Manager. */
export interface SecretsManagerReference extends SecretParts {
  readonly kind: "secrets-manager";
  /** The ARN without JSON key and version. */
  readonly arn: string;
  /** Whether the ARN ends in the hyphen and six characters that Secrets Manager adds. */
  readonly complete: boolean;
  /** The name of the secret, without those. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly partition: Partition;
  /** As written: what goes into the task definition. */
  readonly valueFrom: string;
}

/** A parameter of Systems Manager. Account, region and partition are present when it was given as an ARN. */
export interface ParameterReference {
  readonly kind: "parameter";
  /** The name as Systems Manager knows it: with a leading slash when it has levels (`/inventory/db-host`), as written otherwise. */
  readonly name: string;
  /** The name as ARNs have it: without the leading slash. */
  readonly arnName: string;
  readonly arn?: string;
  readonly account?: string;
  readonly region?: string;
  readonly partition?: Partition;
  /** The secret behind `/aws/reference/secretsmanager/<secret>`, which needs rights of its own. */
  readonly secretsManager?: string;
  /** What goes into the task definition: the name or the ARN. */
  readonly valueFrom: string;
}

/** A secret or a parameter. */
export type SecretReference = SecretsManagerReference | ParameterReference;

/** Reads a Secrets Manager ARN with `parseSecretArn`, everything else with `parseParameter`; their problem codes. */
export function parseSecretReference(reference: string, path: Path, report: Report): SecretReference | undefined {
  return parseArn(reference)?.service === "secretsmanager"
    ? parseSecretArn(reference, path, report)
    : parseParameter(reference, path, report);
}

/**
 * Reads `arn:...:secret:NAME` or `arn:...:secret:NAME:json-key:version-stage:version-id`, where any of the last three may be empty and stage
 * and id exclude each other. Reports `invalid-secret` or what `arnProblem` finds, and returns nothing then; warns when the ARN
 * ends like a complete one but looks like a bare name.
 */
export function parseSecretArn(reference: string, path: Path, report: Report): SecretsManagerReference | undefined {
  const problem = arnProblem(reference, { service: "secretsmanager", wildcards: "none", example: secretExample }, path);
  const arn = parseArn(reference);
  if (problem !== undefined || arn === undefined || !isPartition(arn.partition)) {
    if (problem !== undefined) report(problem);
    return undefined;
  }
  const [type, fullName = "", jsonKey, versionStage, versionId] = arn.resource.split(":");
  const fields = arn.resource.split(":").length;
  const refused = secretRefusal(type, fullName, fields, versionStage, versionId);
  if (refused !== undefined) {
    report(error("invalid-secret", path, `${quote(reference)} ${refused[0]}`, refused[1]));
    return undefined;
  }
  const suffix = /-([A-Za-z0-9]{6})$/.exec(fullName)?.[1];
  if (suffix !== undefined && /^[a-z]+$/.test(suffix)) report(wordWarning(reference, suffix, path));
  return {
    kind: "secrets-manager",
    arn: `arn:${arn.partition}:secretsmanager:${arn.region}:${arn.account}:secret:${fullName}`,
    complete: suffix !== undefined,
    name: suffix === undefined ? fullName : fullName.slice(0, -7),
    account: arn.account,
    region: arn.region,
    partition: arn.partition,
    ...(jsonKey ? { jsonKey } : {}),
    ...(versionStage ? { versionStage } : {}),
    ...(versionId ? { versionId } : {}),
    valueFrom: reference,
  };
}

const secretExample = "arn:aws:secretsmanager:us-east-1:111122223333:secret:inventory/api-AbCdEf";

type Refusal = readonly [why: string, help: string];

function secretRefusal(
  type: string | undefined,
  name: string,
  fields: number,
  stage: string | undefined,
  id: string | undefined,
): Refusal | undefined {
  if (type !== "secret") return ["is no secret", `a secret looks like \`${secretExample}\``];
  if (fields !== 2 && fields !== 5) {
    return [
      "has neither no field nor three after the name",
      "write `:json-key:version-stage:version-id`; each may be empty, as in `:key::`",
    ];
  }
  if (!/^[A-Za-z0-9/_+=.@-]{1,519}$/.test(name)) {
    return ["has an invalid secret name", "a name has at most 512 letters, digits and `/_+=.@-`"];
  }
  if (stage && id) return ["has both a version stage and a version id", "keep one of them and leave the other empty"];
  return undefined;
}

// Six lower-case letters are a word far more often than chance: Secrets Manager draws from 62 characters (1 in 180).
function wordWarning(reference: string, suffix: string, path: Path) {
  const message = `\`-${suffix}\` at the end of ${quote(reference)} is read as the characters that Secrets Manager adds`;
  return warning("invalid-secret", path, message, `if it belongs to the name, append the real ones: \`-${suffix}-AbCdEf\``);
}

/**
 * The resource that an IAM statement names: the exact ARN when it is complete, else the name and one `?` for each of the six
 * characters that Secrets Manager adds; never `*`, which would also match longer names
 * (https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html).
 */
export function secretResource(secret: { readonly arn: string; readonly complete: boolean }): string;
export function secretResource(secret: { readonly arn: Text; readonly complete: boolean }): Text;
export function secretResource({ arn, complete }: { readonly arn: Text; readonly complete: boolean }): Text {
  return complete ? arn : text`${arn}-??????`;
}

/** `valueFrom` of a secret: its ARN, with all three fields when any is given; `parseSecretArn` gives the parts back. */
export function valueFrom(arn: string, parts: SecretParts): string;
export function valueFrom(arn: Text, parts: SecretParts): Text;
export function valueFrom(arn: Text, { jsonKey = "", versionStage = "", versionId = "" }: SecretParts): Text {
  return jsonKey + versionStage + versionId === "" ? arn : text`${arn}:${jsonKey}:${versionStage}:${versionId}`;
}

/**
 * Reads a parameter: `ssm:/inventory/db-host`, `/inventory/db-host`, `db-host`, or an ARN. Reports `invalid-secret` or what `arnProblem`
 * finds, and returns nothing then. Versions and labels (`name:3`) are refused as ECS refuses them
 * (https://github.com/aws/containers-roadmap/issues/859).
 */
export function parseParameter(reference: string, path: Path, report: Report): ParameterReference | undefined {
  if (reference.startsWith("arn:")) return parseParameterArn(reference, path, report);
  const name = reference.replace(/^ssm:/, "");
  const refused = nameRefusal(name);
  if (refused === undefined) return named(name, { valueFrom: name });
  report(error("invalid-secret", path, `${quote(reference)} ${refused[0]}`, refused[1]));
  return undefined;
}

function parseParameterArn(reference: string, path: Path, report: Report): ParameterReference | undefined {
  const example = "arn:aws:ssm:us-east-1:111122223333:parameter/inventory/db-host";
  const problem = arnProblem(reference, { service: "ssm", resource: /^parameter\//, wildcards: "none", example }, path);
  const arn = parseArn(reference);
  if (problem !== undefined || arn === undefined || !isPartition(arn.partition)) {
    if (problem !== undefined) report(problem);
    return undefined;
  }
  const arnName = arn.resource.slice("parameter/".length);
  const name = arnName.includes("/") ? `/${arnName}` : arnName;
  const refused = nameRefusal(name);
  if (refused !== undefined) {
    report(error("invalid-secret", path, `${quote(reference)} ${refused[0]}`, refused[1]));
    return undefined;
  }
  const place = { region: arn.region, partition: arn.partition, ...(arn.account === "" ? {} : { account: arn.account }) };
  return named(name, { arn: reference, ...place, valueFrom: reference });
}

function named(
  name: string,
  rest: Pick<ParameterReference, "valueFrom"> & Partial<Pick<ParameterReference, "arn" | "account" | "region" | "partition">>,
): ParameterReference {
  const [, secretsManager] = /^\/aws\/reference\/secretsmanager\/(.+)$/.exec(name) ?? [];
  const arnName = name.replace(/^\//, "");
  return { kind: "parameter", name, arnName, ...(secretsManager === undefined ? {} : { secretsManager }), ...rest };
}

// Charset and length as ECS checks them, hierarchy as Systems Manager does
// (https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html).
function nameRefusal(name: string): Refusal | undefined {
  if (name.includes(":")) {
    return [
      "names a version or label, which ECS does not accept",
      "leave it out and put the version into the name of the parameter",
    ];
  }
  if (!/^[A-Za-z0-9_.\-/]{1,2048}$/.test(name)) {
    return ["is no parameter name", "a name has at most 2,048 letters, digits and `/_.-`, as in `/inventory/db-host`"];
  }
  if (/\/\/|.\/$|^\/$/.test(name)) return ["has an empty level", "write one slash between levels and none at the end"];
  if (name.includes("/") && !name.startsWith("/")) return ["has levels but no leading slash", `write ${quote(`/${name}`)}`];
  if (name.split("/").length - 1 > 15) return ["has more than 15 levels", "Systems Manager allows 15 levels at most"];
  return undefined;
}

/** Where a parameter lives. */
interface ParameterLocation<T extends Text = Text> {
  readonly partition: T;
  readonly account: T;
  readonly region: T;
}

/**
 * The ARN of a parameter: `parameter/` and the name without its leading slash, whichever way the name is written. Parameters that
 * AWS publishes (`/aws/service/...`) belong to no account.
 */
export function parameterArn(name: string, place: ParameterLocation<string>): string;
export function parameterArn(name: string, place: ParameterLocation): Text;
export function parameterArn(name: string, { partition, account, region }: ParameterLocation): Text {
  const bare = name.replace(/^\/+/, "");
  const owner = bare.startsWith("aws/service/") ? "" : account;
  return text`arn:${partition}:ssm:${region}:${owner}:parameter/${bare}`;
}
