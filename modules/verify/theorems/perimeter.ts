/** Perimeter: bucket policies keep everybody outside the organization out, and nobody else. */

import { text } from "../../iam/text";
import type { Bucket } from "../../model/model";
import { quote } from "../../problem";
import { gaps } from "./gap";
import { type ProvenStack, rowsOfPolicy } from "./proven-role";
import { keyOf, type Row, rows } from "./row";
import { type Counterexample, type Finding, type Theorem, together } from "./theorem";

/**
 * Each bucket that is for the organization only has a policy that refuses everything to principals outside it and to anonymous ones, but not
 * to AWS services (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid).
 */
export const perimeter = {
  id: "perimeter",
  title: "bucket policies keep exactly the principals outside the organization out",
  short: "bucket policies keep exactly those outside the organization out",
  scope: "platform",
  holdsOver: "every bucket policy that is written; buckets without one are not looked at",
  compared: "refusals in bucket policies",
  sides: ["the policies of the buckets", "a refusal of every principal outside the organization"],
  find: ({ stacks }) => together(stacks.flatMap(bucketFindings)),
} as const satisfies Theorem;

function bucketFindings({ stack, policies }: ProvenStack): readonly Finding[] {
  const written = new Map(policies.buckets.map(({ bucket, policy }) => [keyOf(bucket.arn), rowsOfPolicy(policy)]));
  const known = new Set(stack.buckets.map(({ arn }) => keyOf(arn)));
  const strays = policies.buckets.filter(({ bucket }) => !known.has(keyOf(bucket.arn)));
  return [
    ...stack.buckets.map((bucket) => bucketFinding(bucket, written.get(keyOf(bucket.arn)) ?? [], expectedRows(bucket))),
    ...strays.map(({ bucket, policy }) => bucketFinding(bucket, rowsOfPolicy(policy), [])),
  ];
}

function bucketFinding(bucket: Bucket, found: readonly Row[], expected: readonly Row[]): Finding {
  // Refusals show against something that would be allowed otherwise.
  const allowed = rows(["*"], ["*"], { principals: [{ kind: "*", name: "*" }], paths: [bucket.path] });
  const stated =
    (words: string) =>
    (gap: ReturnType<typeof gaps>[number]): Counterexample => ({
      verdict: gap.verdict,
      words: `the policy of bucket ${quote(bucket.name)} ${words}`,
      path: bucket.path,
      subject: bucket.name,
      ...(gap.request === undefined ? {} : { request: gap.request }),
    });
  const open = gaps([...allowed, ...found], [...allowed, ...expected], "resource").map(
    stated("lets principals outside the organization in"),
  );
  const closed = gaps([...allowed, ...expected], [...allowed, ...found], "resource").map(
    stated("refuses more than principals outside the organization"),
  );
  const grants = found
    .filter(({ effect }) => effect === "Allow")
    .map(
      (row): Counterexample => ({
        verdict: "refuted",
        words: `the policy of bucket ${quote(bucket.name)} allows ${quote(row.action)}, which nothing declares`,
        path: bucket.path,
        subject: bucket.name,
      }),
    );
  return { compared: found.length + expected.length, counterexamples: [...open, ...closed, ...grants], assumptions: [] };
}

function expectedRows({ arn, organization, path }: Bucket): readonly Row[] {
  return rows(["s3:*"], [arn, text`${arn}/*`], {
    effect: "Deny",
    principals: [{ kind: "*", name: "*" }],
    demands: [
      { operator: "StringNotEquals", key: "aws:PrincipalOrgID", values: [organization] },
      { operator: "BoolIfExists", key: "aws:PrincipalIsAWSService", values: ["false"] },
    ],
    paths: [path],
  });
}
