/** Perimeter: bucket policies keep everybody outside the organization out, and nobody else. */

import { type Difference, difference } from "../../iam/difference";
import { text } from "../../iam/text";
import type { Bucket } from "../../model/model";
import { quote } from "../../problem";
import { type ProvenStack, permissionsOfPolicy } from "./proven-role";
import { type Counterexample, type Finding, type Theorem, together } from "./theorem";
import { keyOf, permissions, type TracedPermission } from "./traced-permission";

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
  const written = new Map(policies.buckets.map(({ bucket, policy }) => [keyOf(bucket.arn), permissionsOfPolicy(policy)]));
  const known = new Set(stack.buckets.map(({ arn }) => keyOf(arn)));
  const strays = policies.buckets.filter(({ bucket }) => !known.has(keyOf(bucket.arn)));
  return [
    ...stack.buckets.map((bucket) => bucketFinding(bucket, written.get(keyOf(bucket.arn)) ?? [], expectedPermissions(bucket))),
    ...strays.map(({ bucket, policy }) => bucketFinding(bucket, permissionsOfPolicy(policy), [])),
  ];
}

function bucketFinding(bucket: Bucket, found: readonly TracedPermission[], expected: readonly TracedPermission[]): Finding {
  // Refusals show against something that would be allowed otherwise.
  const allowed = permissions(["*"], ["*"], { principals: [{ kind: "*", name: "*" }], paths: [bucket.path] });
  const stated =
    (words: string) =>
    ({ verdict, request }: Difference<TracedPermission>): Counterexample => ({
      verdict,
      words: `the policy of bucket ${quote(bucket.name)} ${words}`,
      path: bucket.path,
      about: { bucket: bucket.name },
      ...(request === undefined ? {} : { request }),
    });
  const open = difference([...allowed, ...found], [...allowed, ...expected], "resource").map(
    stated("lets principals outside the organization in"),
  );
  const closed = difference([...allowed, ...expected], [...allowed, ...found], "resource").map(
    stated("refuses more than principals outside the organization"),
  );
  const grants = found
    .filter(({ effect }) => effect === "Allow")
    .map(
      (permission): Counterexample => ({
        verdict: "refuted",
        words: `the policy of bucket ${quote(bucket.name)} allows ${quote(permission.action)}, which nothing declares`,
        path: bucket.path,
        about: { bucket: bucket.name },
      }),
    );
  return { compared: found.length + expected.length, counterexamples: [...open, ...closed, ...grants], assumptions: [] };
}

function expectedPermissions({ arn, organization, path }: Bucket): readonly TracedPermission[] {
  return permissions(["s3:*"], [arn, text`${arn}/*`], {
    effect: "Deny",
    principals: [{ kind: "*", name: "*" }],
    conditions: [
      { operator: "StringNotEquals", key: "aws:PrincipalOrgID", values: [organization] },
      { operator: "BoolIfExists", key: "aws:PrincipalIsAWSService", values: ["false"] },
    ],
    paths: [path],
  });
}
