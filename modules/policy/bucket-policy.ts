/** Bucket policies that keep everybody outside the organization out. */

import { text } from "../iam/text";
import type { Bucket } from "../model/model";
import type { Policy } from "./statement";

/**
 * Denies everything to principals outside the organization and to anonymous ones, not to AWS services: their requests have no
 * organization. `BoolIfExists`, because anonymous requests do not have `aws:PrincipalIsAWSService` at all
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice).
 */
export function bucketPolicy({ name, arn, organization, path }: Bucket): Policy {
  return {
    name,
    grants: [
      {
        statement: {
          Sid: "DenyOutsideOrganization",
          Effect: "Deny",
          Principal: "*",
          Action: ["s3:*"],
          Resource: [arn, text`${arn}/*`],
          Condition: {
            StringNotEquals: { "aws:PrincipalOrgID": [organization] },
            BoolIfExists: { "aws:PrincipalIsAWSService": ["false"] },
          },
        },
        reason: {
          paths: [path],
          what: "keep principals outside the organization out of the bucket",
          wildcard: "the refusal covers every action and every object",
          page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid",
        },
      },
    ],
  };
}
