/** Requests that carry data into accounts that the platform file does not declare. */
import { ownerOf } from "../abroad";
import type { DangerRule } from "../rule";

/** Actions whose requests hold data, on resources that other accounts can open to everybody. */
const carriers = [
  "aoss:APIAccessAll",
  "dynamodb:BatchWriteItem",
  "dynamodb:PartiQLInsert",
  "dynamodb:PartiQLUpdate",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
  "elasticfilesystem:ClientWrite",
  "es:ESHttpPatch",
  "es:ESHttpPost",
  "es:ESHttpPut",
  "events:PutEvents",
  "execute-api:Invoke",
  "firehose:PutRecord",
  "firehose:PutRecordBatch",
  "kafka-cluster:WriteData",
  "kinesis:PutRecord",
  "kinesis:PutRecords",
  "lambda:InvokeAsync",
  "lambda:InvokeFunction",
  "s3:PutObject",
  "s3:ReplicateObject",
  "secretsmanager:PutSecretValue",
  "sns:Publish",
  "sqs:SendMessage",
  "states:StartExecution",
  "states:StartSyncExecution",
] as const;

/** By the account in the ARN, by `*`, or by a wildcard in a bucket's name; a bucket's exact name does not tell whose it is. */
export const foreignWrite: DangerRule = {
  kind: "scope",
  id: "foreign-write",
  actions: carriers,
  harm: "carry data into an account that the platform file does not declare",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html",
  unless:
    "Resources of accounts below `accounts` do not count, nor do permissions whose condition on `aws:ResourceAccount`, `aws:ResourceOrgID` or `aws:ResourceOrgPaths` names the platform's own. The ARN of a bucket has no account: an exact name is taken for the platform's own unless `owner` says otherwise, a name with a wildcard is not, because anybody may take such a name. ARNs that only Terraform knows are taken for the platform's own.",
  meets: (row, context) => ownerOf(row, context) === "foreign",
};
