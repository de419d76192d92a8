/** The check of dead grants must itself be able to fail: these are the dead grants that peers ship. */
import { deadParts, intersects } from "./authorization";

const stream = "arn:aws:kinesis:us-east-1:444455556666:stream/orders";
const table = "arn:aws:dynamodb:us-east-1:444455556666:table/orders";

test.each<[string, string, string, string]>([
  [
    "reading a stream of a table by the table's ARN",
    "dynamodb:GetRecords",
    table,
    `dynamodb:GetRecords does not accept ${table}`,
  ],
  [
    "subscribing to a shard by the stream's ARN",
    "kinesis:SubscribeToShard",
    stream,
    `kinesis:SubscribeToShard does not accept ${stream}`,
  ],
  [
    "describing a consumer by the stream's ARN",
    "kinesis:DescribeStreamConsumer",
    stream,
    `kinesis:DescribeStreamConsumer does not accept ${stream}`,
  ],
  [
    "a token for one repository",
    "ecr:GetAuthorizationToken",
    "arn:aws:ecr:us-east-1:444455556666:repository/orders",
    "ecr:GetAuthorizationToken does not accept arn:aws:ecr:us-east-1:444455556666:repository/orders",
  ],
  [
    "listing objects by their ARN",
    "s3:ListBucket",
    "arn:aws:s3:::photos/*",
    "s3:ListBucket does not accept arn:aws:s3:::photos/*",
  ],
  ["an action that AWS does not define", "bedrock:Converse", "*", "bedrock:Converse does not exist"],
  [
    "decrypting by an alias",
    "kms:Decrypt",
    "arn:aws:kms:us-east-1:444455556666:alias/orders",
    "kms:Decrypt does not accept arn:aws:kms:us-east-1:444455556666:alias/orders",
  ],
])("finds %s dead", async (_name, action, resource, expected) => {
  const dead = await deadParts({ Sid: "Dead", Effect: "Allow", Action: [action], Resource: [resource] });
  expect(dead[0] ?? "").toBe(expected);
});

test("finds condition keys dead that the action does not know", async () => {
  const Condition = { StringEquals: { "s3:prefix": ["a"] } };
  const dead = await deadParts({
    Sid: "Dead",
    Effect: "Allow",
    Action: ["s3:GetObject"],
    Resource: ["arn:aws:s3:::photos/*"],
    Condition,
  });
  expect(dead).toEqual(["s3:GetObject does not know s3:prefix"]);
});

test.each([
  ["arn:aws:s3:::photos/*", "arn:${Partition}:s3:::${BucketName}/${ObjectName}", true],
  ["arn:aws:s3:::photos", "arn:${Partition}:s3:::${BucketName}/${ObjectName}", false],
  ["arn:aws:s3:::photos/a", "arn:${Partition}:s3:::${BucketName}", false],
  ["arn:aws:ecs:us-east-1:1:task-set/c/*", "arn:${Partition}:ecs:${Region}:${Account}:container-instance/${C}/${I}", false],
  [
    "arn:aws:ecs:us-east-1:1:container-instance/c/*",
    "arn:${Partition}:ecs:${Region}:${Account}:container-instance/${C}/${I}",
    true,
  ],
])("%s meets %s: %s", (resource, type, expected) => {
  expect(intersects(resource, type)).toBe(expected);
});
