/** Policies of S3 buckets. */
import type { BucketWithPolicy } from "../policy/policy-set";
import { policyJson } from "./policy-json";
import type { Citation } from "./reason";
import type { Resource } from "./resource";

/** The policy of a bucket that exists already; a bucket has one policy, so this replaces what it had. */
export function bucketPolicyResource(
  { bucket, policy }: BucketWithPolicy,
  id: string,
  cite: Citation,
): Resource<"aws_s3_bucket_policy"> {
  return {
    type: "aws_s3_bucket_policy",
    id,
    config: { bucket: bucket.name, policy: policyJson(policy, cite) },
    comments: ["a bucket has one policy: this one replaces any other"],
  };
}
