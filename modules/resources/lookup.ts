/** Looking up the customer-managed keys of secrets when Terraform plans. */
import type { SecretLookup } from "../model/model";
import { terraformString } from "./expression";

type JsonRecord = Readonly<Record<string, unknown>>;

/** The blocks of a stack's lookups in Terraform's JSON syntax; nothing for none. */
export interface LookupBlocks {
  readonly data?: JsonRecord;
  readonly locals?: JsonRecord;
}

/**
 * Reads every secret, and its key if it names one. A secret under the AWS managed key names none, or that one; then the local is `""`. Whoever runs Terraform
 * needs `secretsmanager:DescribeSecret` and `kms:DescribeKey` (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html,
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html).
 */
export function lookupBlocks(lookups: readonly SecretLookup[]): LookupBlocks {
  if (lookups.length === 0) return {};
  const secrets = lookups.map(({ id, by }) => [
    id,
    "arn" in by ? { arn: terraformString(by.arn) } : { name: terraformString(by.name) },
  ]);
  const keys = lookups.map(({ id }) => [
    id,
    {
      "//": { rolewright: { comments: ["the key that the secret names, if it names one"] } },
      for_each: `\${toset(compact([data.aws_secretsmanager_secret.${id}.kms_key_id]))}`,
      key_id: "${each.value}",
    },
  ]);
  const locals = lookups.map(({ id }) => [
    localOf(id),
    `\${join("", [for key in data.aws_kms_key.${id} : key.arn if key.key_manager == "CUSTOMER"])}`,
  ]);
  return {
    data: { aws_secretsmanager_secret: Object.fromEntries(secrets), aws_kms_key: Object.fromEntries(keys) },
    locals: {
      "//": { rolewright: { comments: ["ARNs of customer-managed keys; empty for a secret under the AWS managed key"] } },
      ...Object.fromEntries(locals),
    },
  };
}

function localOf(id: string): string {
  return `${id}_kms_key_arn`;
}
