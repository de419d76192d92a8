/** What a resource of a statement names, and what only looks as if it did. */

import { text } from "../../../modules/iam/text";
import { nameOf } from "../../../modules/verify/theorems/names";
import { keyOf } from "../../../modules/verify/theorems/traced-permission";

const late = { late: "arn", name: "shop ${aws_kms_key.a/b:*.arn}", template: "${x}" } as const;
const bucket = { late: "name", name: "var.bucket", template: "${var.bucket}" } as const;
const of = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:123456789012:${resource}`;

test.each([
  ["arn:aws:s3:::photos", "arn:aws:s3:::photos"],
  ["arn:aws:s3:::photos/*", "arn:aws:s3:::photos"],
  ["arn:aws:s3:::photos/a/*", "arn:aws:s3:::photos/a/*"],
  ["arn:aws:s3:::photos/a*", "arn:aws:s3:::photos/a*"],
  ["arn:aws:s3:::photos/${*}/*", "arn:aws:s3:::photos/${*}/*"],
  [of("s3", "accesspoint/p/object/*"), of("s3", "accesspoint/p")],
  [of("s3", "accesspoint/p/object/a/*"), of("s3", "accesspoint/p/object/a/*")],
  [of("dynamodb", "table/orders/index/*"), of("dynamodb", "table/orders")],
  [of("dynamodb", "table/orders/stream/*"), of("dynamodb", "table/orders")],
  [of("logs", "log-group:/aws/a:*"), of("logs", "log-group:/aws/a")],
  [of("logs", "log-group:/aws/a:log-stream:b*"), of("logs", "log-group:/aws/a")],
  [of("lambda", "function:f:*"), of("lambda", "function:f")],
  [of("ecs", "task-definition/jobs:*"), of("ecs", "task-definition/jobs")],
  [of("states", "stateMachine:pay:*"), of("states", "stateMachine:pay")],
  [of("sns", "news:*"), of("sns", "news")],
  [of("secretsmanager", "secret:prod/db-??????"), of("secretsmanager", "secret:prod/db-??????")],
  [of("ssm", "parameter/shop/db"), of("ssm", "parameter/shop/db")],
])("%s names %s", (resource, name) => expect(nameOf(resource)).toBe(name));

test.each([
  "*",
  "arn:aws:s3:::*",
  "arn:aws:s3:::photos*",
  "arn:aws:s3:::photos*/a",
  "arn:aws:s3:::photos/*/a",
  "arn:aws:s3:::photos/a/?",
  "arn:aws:s3:::photos/${aws:username}/*",
  of("dynamodb", "table/*"),
  of("dynamodb", "table/ord*"),
  of("dynamodb", "table/${aws:PrincipalTag/team}"),
  of("logs", "log-group:*"),
  of("logs", "log-group:/aws/*"),
  of("logs", "log-group:/aws/*:*"),
  of("secretsmanager", "secret:prod/*"),
  of("secretsmanager", "secret:prod/db-?????"),
  of("secretsmanager", "secret:*-??????"),
  of("ssm", "parameter/shop/*"),
  of("iam", "role/shop/*"),
  of("sqs", "*"),
  of("kms", "key/*"),
])("%s names nothing", (resource) => expect(nameOf(resource)).toBeUndefined());

test("late values are letters of a name, whatever their expressions have", () => {
  expect(nameOf(keyOf(late))).toBe(keyOf(late));
  expect(nameOf(keyOf(text`${late}/index/*`))).toBe(keyOf(late));
  expect(nameOf(keyOf(text`arn:aws:s3:::${bucket}/*`))).toBe(keyOf(text`arn:aws:s3:::${bucket}`));
  expect(nameOf(keyOf(text`arn:aws:s3:::${bucket}/a/*`))).toBe(keyOf(text`arn:aws:s3:::${bucket}/a/*`));
  expect(nameOf(keyOf(text`arn:aws:s3:::${bucket}*`))).toBeUndefined();
});
