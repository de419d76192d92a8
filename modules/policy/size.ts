/** Sizes of policies as AWS counts them, and the limits (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
import { type LateType, partsOf, type Text } from "../model/text";
import type { DocumentStatement, PolicyDocument } from "./document";

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
export function policySize(json: PolicyDocument | DocumentStatement): number {
  const written = JSON.stringify(json, (_key, value: unknown) => (isText(value) ? stand(value) : value));
  return written.length + 5 * (written.match(/[<>&]/g)?.length ?? 0);
}

function isText(value: unknown): value is Exclude<Text, string> {
  return typeof value === "object" && value !== null && ("late" in value || "parts" in value);
}

function stand(text: Text): string {
  return partsOf(text)
    .map((part) => (typeof part === "string" ? part : "x".repeat(assumedLength[part.late])))
    .join("");
}
