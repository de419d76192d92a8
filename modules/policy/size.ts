/** Sizes of policies as AWS counts them, and the limits (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
import { type LateType, partsOf, type Text } from "../iam/text";
import type { DocumentStatement, PlannedDocument } from "./document";

/**
 * Limits in characters, and `managedPoliciesPerRole`. IAM's are from the page above: inline policies of a role together, a customer managed
 * policy, a trust policy without a quota increase (8,192 with one), managed policies per role by the lower default of two
 * editions of the page. `repository` is ECR's `policyText`
 * (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html).
 */
export const limits = { inline: 10_240, managed: 6_144, trust: 2_048, repository: 10_240, managedPoliciesPerRole: 10 } as const;

/**
 * How many characters a late value is taken to have. A key ARN is at its longest (GovCloud, multi-Region), and so is what has a fixed shape;
 * names and ids are at their usual limits. AWS counts the real text when Terraform applies.
 */
export const assumedLength: Readonly<Record<LateType, number>> = {
  "kms-key-arn": 86,
  "account-id": 12,
  region: 15,
  partition: 10,
  arn: 160,
  name: 64,
  id: 40,
  string: 64,
};

/**
 * Characters of a document or statement as AWS counts them: no white space between the elements. White space within a string is
 * counted, because AWS does not say that it is not, and `<`, `>` and `&` count six, because Terraform writes them as `\u003c`.
 */
export function policySize(json: PlannedDocument | DocumentStatement): number {
  return sizeOf(json);
}

function sizeOf(value: unknown): number {
  if (typeof value === "string") return 2 + sizeWithin(value);
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + sizeOf(entry) + 1, value.length === 0 ? 2 : 1);
  if (isText(value))
    return partsOf(value).reduce(
      (sum, part) => sum + (typeof part === "string" ? sizeWithin(part) : assumedLength[part.late]),
      2,
    );
  const entries = Object.entries(value ?? {});
  return entries.reduce((sum, [key, entry]) => sum + 2 + sizeWithin(key) + 1 + sizeOf(entry) + 1, entries.length === 0 ? 2 : 1);
}

/** Characters of a text between its quotes. */
function sizeWithin(text: string): number {
  // Nearly every text is written as it is.
  if (/^[ !#-%'-;=?-[\]-~]*$/.test(text)) return text.length;
  return JSON.stringify(text).length - 2 + 5 * (text.match(/[<>&]/g)?.length ?? 0);
}

function isText(value: unknown): value is Exclude<Text, string> {
  return typeof value === "object" && value !== null && ("late" in value || "parts" in value);
}
