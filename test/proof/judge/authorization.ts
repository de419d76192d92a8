/**
 * Which actions can be on which resources, as far as the judge asks for them: a coarse table of reads and writes from AWS's service
 * authorization reference (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).
 */

const table: readonly (readonly [RegExp, string, readonly string[]])[] = [
  [/:dynamodb:[^:]*:[^:]*:table\/[^/]+$/, "dynamodb", ["GetItem", "PutItem", "Query", "Scan", "DescribeTable", "DeleteTable"]],
  [/:dynamodb:[^:]*:[^:]*:table\/[^/]+\/index\/[^/]+$/, "dynamodb", ["Query", "Scan"]],
  [/:dynamodb:[^:]*:[^:]*:table\/[^/]+\/stream\/[^/]+$/, "dynamodb", ["GetRecords", "DescribeStream"]],
  [/:s3:::[^/]+$/, "s3", ["ListBucket", "GetBucketLocation"]],
  [/:s3:::[^/]+\/.+$/, "s3", ["GetObject", "PutObject", "DeleteObject"]],
  [/:sqs:/, "sqs", ["SendMessage", "ReceiveMessage", "DeleteMessage"]],
  [/:sns:/, "sns", ["Publish"]],
  [/:kinesis:[^:]*:[^:]*:stream\/[^/]+$/, "kinesis", ["GetRecords", "PutRecord"]],
  [/:kinesis:[^:]*:[^:]*:stream\/[^/]+\/consumer\//, "kinesis", ["SubscribeToShard"]],
  [/:firehose:/, "firehose", ["PutRecord"]],
  [/:events:/, "events", ["PutEvents"]],
  [/:states:[^:]*:[^:]*:stateMachine:/, "states", ["StartExecution", "StartSyncExecution"]],
  [/:states:[^:]*:[^:]*:execution:/, "states", ["DescribeExecution", "StopExecution"]],
  [/:lambda:/, "lambda", ["InvokeFunction"]],
  [/:secretsmanager:/, "secretsmanager", ["GetSecretValue", "PutSecretValue"]],
  [/:ssm:[^:]*:[^:]*:parameter\//, "ssm", ["GetParameter", "GetParameters", "PutParameter", "GetParametersByPath"]],
  [/:kms:[^:]*:[^:]*:key\//, "kms", ["Decrypt", "Encrypt", "GenerateDataKey"]],
  [/:logs:[^:]*:[^:]*:log-group:[^:]+:log-stream:/, "logs", ["PutLogEvents", "GetLogEvents"]],
  [/:logs:[^:]*:[^:]*:log-group:[^:]+$/, "logs", ["FilterLogEvents"]],
  [/:ecr:/, "ecr", ["BatchGetImage", "GetDownloadUrlForLayer"]],
  [/:rds-db:/, "rds-db", ["connect"]],
  [/:rds:[^:]*:[^:]*:cluster:/, "rds-data", ["ExecuteStatement"]],
  [/:elasticfilesystem:[^:]*:[^:]*:file-system\//, "elasticfilesystem", ["ClientMount", "ClientWrite"]],
  [/:bedrock:[^:]*:[^:]*:foundation-model\//, "bedrock", ["InvokeModel"]],
  [/:bedrock:[^:]*:[^:]*:guardrail\//, "bedrock", ["ApplyGuardrail"]],
  [/:elasticache:/, "elasticache", ["Connect"]],
  [/:kafka:[^:]*:[^:]*:cluster\//, "kafka-cluster", ["Connect"]],
  [/:kafka:[^:]*:[^:]*:topic\//, "kafka-cluster", ["ReadData", "WriteData"]],
  [/:kafka:[^:]*:[^:]*:group\//, "kafka-cluster", ["AlterGroup"]],
  [/:es:[^:]*:[^:]*:domain\//, "es", ["ESHttpGet", "ESHttpPost"]],
  [/:aoss:/, "aoss", ["APIAccessAll"]],
  [/:ses:[^:]*:[^:]*:identity\//, "ses", ["SendEmail", "SendRawEmail"]],
  [/:iam::[^:]*:role\//, "sts", ["AssumeRole"]],
  [/:iam::[^:]*:role\//, "iam", ["PassRole"]],
];

const known = new Map<string, readonly string[]>();
const complete = new Set(
  table.flatMap(([, prefix, names]) => (prefix === "logs" ? [] : names.map((name) => `${prefix}:${name}`))),
);

/** Whether the table has every kind of resource that the action can be on; of log groups and streams AWS's pages say several things. */
export function knows(action: string): boolean {
  return complete.has(action);
}

/** Whether the table has the kind of the resource, by its exact ARN. */
export function isOfKnownKind(resource: string): boolean {
  return table.some(([form]) => form.test(resource));
}

/** The actions that the judge asks for on a resource. */
export function actionsOn(resource: string): readonly string[] {
  const found = known.get(resource);
  if (found !== undefined) return found;
  const actions = table
    .filter(([form]) => form.test(resource))
    .flatMap(([, prefix, names]) => names.map((name) => `${prefix}:${name}`));
  if (known.size > 100_000) known.clear();
  known.set(resource, actions);
  return actions;
}
