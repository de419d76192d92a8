/** What isolation takes for granted of things that have several ARNs. */
import { proofOf } from "./platform";

const account = "123456789012";
const statement = (action: string, resource: string): string =>
  `access: [{ statement: { actions: ["${action}"], resources: ["${resource}"], why: a reason } }]`;
const at = (service: string, region: string, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`;

function assumptionsOf(services: Readonly<Record<string, string>>): readonly string[] {
  const found = proofOf(services).theorems.find(({ id }) => id === "isolation");
  if (found === undefined) throw new Error("no theorem");
  return found.assumptions ?? [];
}

const bucket = "access: [{ s3: { bucket: photos, can: read } }]";
const table = "access: [{ dynamodb: { table: orders, can: read } }]";
const secret = statement("secretsmanager:GetSecretValue", at("secretsmanager", "us-east-1", "secret:db-??????"));
const replicated = (region: string): string => statement("kms:Decrypt", at("kms", region, `key/mrk-${"1".repeat(32)}`));

test.each([
  ["an access point", bucket, statement("s3:GetObject", at("s3", "us-east-1", "accesspoint/photos/object/*")), /access point/],
  [
    "an access point of all regions",
    bucket,
    statement("s3:GetObject", at("s3", "", "accesspoint/m.mrap/object/*")),
    /access point/,
  ],
  [
    "an access point with code of its own",
    bucket,
    statement("s3-object-lambda:GetObject", at("s3-object-lambda", "us-east-1", "accesspoint/photos")),
    /access point/,
  ],
  [
    "a table in another region",
    table,
    statement("dynamodb:GetItem", at("dynamodb", "eu-west-1", "table/orders")),
    /table .* replica/,
  ],
  [
    "any table in another region",
    table,
    statement("dynamodb:GetItem", at("dynamodb", "eu-west-1", "table/*")),
    /table .* replica/,
  ],
  [
    "a secret in another region",
    secret,
    statement("secretsmanager:GetSecretValue", at("secretsmanager", "eu-west-1", "secret:db-??????")),
    /secret .* replica/,
  ],
  ["a key of several regions", replicated("us-east-1"), replicated("eu-west-1"), /key .* replica/],
])("%s of another service may be the same thing: an assumption says that it is not", (_, one, other, says) => {
  expect(assumptionsOf({ a: one, b: other })).toEqual([expect.stringMatching(says)]);
  // within one service nothing is assumed
  expect(
    assumptionsOf({ a: `access: [${[one, other].map((list) => list.slice("access: [".length, -1)).join(", ")}]`, b: "" }),
  ).toEqual([]);
});

test.each([
  [
    "both have access points only",
    statement("s3:GetObject", at("s3", "us-east-1", "accesspoint/a/object/*")),
    statement("s3:GetObject", at("s3", "us-east-1", "accesspoint/b/object/*")),
  ],
  ["both are in one region", table, statement("dynamodb:GetItem", at("dynamodb", "us-east-1", "table/others"))],
  [
    "a key has no replicas",
    statement("kms:Decrypt", at("kms", "us-east-1", "key/11111111-2222-3333-4444-555555555555")),
    statement("kms:Decrypt", at("kms", "eu-west-1", "key/11111111-2222-3333-4444-555555555556")),
  ],
  [
    "other things have no replicas",
    statement("sqs:SendMessage", at("sqs", "us-east-1", "orders")),
    statement("sqs:SendMessage", at("sqs", "eu-west-1", "orders")),
  ],
])("nothing is assumed where %s", (_, one, other) => {
  expect(assumptionsOf({ a: one, b: other })).toEqual([]);
});
