/**
 * KMS statements: there if and only if a customer-managed key is involved, on the exact key, through the named service, for the
 * encryption context that the service sends (https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html).
 */

import { compare, groupByContent } from "../collections";
import { viaService } from "../iam/partition";
import { isLate, type Late, showText, type Text } from "../iam/text";
import type { Path } from "../problem";
import { allow, sortedPaths, sortedTexts } from "./grant";
import { roleActions } from "./role-actions";
import type { Conditions, Grant } from "./statement";

/** How each service uses a key: the Sid, what is decrypted, its key of the encryption context, and the AWS page that says so. */
const services = {
  secretsmanager: {
    Sid: "DecryptSecrets",
    what: "secrets",
    contextKey: "kms:EncryptionContext:SecretARN",
    page: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
  },
  ssm: {
    Sid: "DecryptParameters",
    what: "parameters",
    contextKey: "kms:EncryptionContext:PARAMETER_ARN",
    page: "https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html",
  },
  s3: {
    Sid: "DecryptFiles",
    what: "files",
    contextKey: "kms:EncryptionContext:aws:s3:arn",
    page: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
  },
} as const;

/** Something to decrypt: by which service, in which place, and the values of the service's encryption context. */
export interface Decryption {
  readonly key: Text;
  readonly service: keyof typeof services;
  readonly region: Text;
  readonly partition: Text;
  readonly context: readonly Text[];
  /** Whether the values are exact; otherwise they hold `?` and are compared as patterns. */
  readonly exact: boolean;
  readonly path: Path;
}

/**
 * One `kms:Decrypt` per key, service and region, with the contexts of exactly what is decrypted there. Exact values and patterns are kept
 * apart, so that an exact value is never read as a pattern.
 */
export function decryptGrants(decryptions: readonly Decryption[]): readonly Grant[] {
  const groups = groupByContent(decryptions, ({ key, service, region, partition, exact }) => [
    service,
    key,
    region,
    partition,
    exact,
  ]);
  return groups
    .toSorted(([left], [right]) => compare(orderOf(left), orderOf(right)))
    .flatMap((group) => (group[0] === undefined ? [] : [decryptGrant(group[0], group)]));
}

function orderOf(decryption: Decryption | undefined): string {
  if (decryption === undefined) return "";
  const { service, key, region, exact } = decryption;
  return [Object.keys(services).indexOf(service), showText(key), showText(region), exact ? 0 : 1].join(" ");
}

function decryptGrant(one: Decryption, group: readonly Decryption[]): Grant {
  const { Sid, what, contextKey, page } = services[one.service];
  const via = viaService(one.service, one.region, one.partition);
  const context = sortedTexts(group.flatMap((decryption) => decryption.context));
  const Condition = conditions([
    [via.operator, "kms:ViaService", [via.value]],
    [one.exact ? "StringEquals" : "StringLike", contextKey, context],
  ]);
  const paths = sortedPaths(group.map(({ path }) => path));
  return allow(
    Sid,
    roleActions.decrypt,
    [one.key],
    { paths, what: `decrypt ${what} under a customer-managed key`, page },
    { Condition, when: whenKey(one.key) },
  );
}

function conditions(comparisons: readonly (readonly [operator: string, key: string, values: readonly Text[]])[]): Conditions {
  const result: Record<string, Record<string, readonly Text[]>> = {};
  for (const [operator, key, values] of comparisons) result[operator] = { ...result[operator], [key]: values };
  return result;
}

/** The late value that decides whether a key is used at all: the key itself when it may be empty. */
export function whenKey(key: Text): Late | undefined {
  return isLate(key) && key.mayBeEmpty === true ? key : undefined;
}
