/** The organization guard of a bucket. */
import { bucketPolicy } from "../../modules/policy/bucket-policy";
import { document } from "../../modules/policy/document";

test("denies everything to everybody outside the organization, but not to AWS services", () => {
  const bucket = { name: "uploads", arn: "arn:aws:s3:::uploads", organization: "o-a1b2c3d4e5", path: ["buckets", "uploads"] };
  expect(document(bucketPolicy(bucket))).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "DenyOutsideOrganization",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::uploads", "arn:aws:s3:::uploads/*"],
        Condition: {
          StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
      },
    ],
  });
});
