/** Bugs that other generators have shipped, one test each. */
import type { IntentAccess } from "../../../modules/model/access/access";
import { accessGrants } from "../../../modules/policy/catalogue";
import { accountRegionOf, granted } from "./cases";
import { home, keys, plain, run } from "./item";
import { resourceMatches } from "./reference";

function statements(item: unknown, place = home) {
  const outcome = run(item, place);
  if ("schema" in outcome) throw new Error(outcome.schema);
  expect(outcome.problems).toEqual([]);
  return outcome.grants.map(plain);
}

test("grants kms:Decrypt for a secret under a key that exists elsewhere (CDK, AWS Terraform modules: missing for imported keys)", () => {
  const arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:api-AbCdEf";
  const [, decrypt] = statements({ secret: { secret: arn, key: keys.app } });
  expect(decrypt).toMatchObject({ Action: ["kms:Decrypt"], Resource: [keys.app] });
  expect(statements({ secret: { secret: arn } })).toHaveLength(1);
});

test("never leaves Resource out or empty, whatever the item leaves out (wrappers: dropped for empty lists)", () => {
  for (const one of granted) {
    for (const { Resource } of statements(one.item, accountRegionOf(one))) {
      expect(Resource).toEqual(expect.arrayContaining([expect.stringMatching(/^(?:\*|arn:.+|\$\{.+)$/)]));
    }
  }
  const bare: IntentAccess = {
    intent: "kinesis",
    can: ["read"],
    name: "clicks",
    path: [],
    place: home,
    resources: {},
    limits: {},
    flags: ["shared"],
  };
  expect(accessGrants(bare, home)).toEqual([]);
});

test("writes no dead grants: stream actions on stream ARNs, consumer actions on consumer ARNs, no ssm:DescribeParameters (CDK)", async () => {
  expect(await resourceMatches("dynamodb:GetRecords", "arn:aws:dynamodb:us-east-1:123456789012:table/orders")).toBe(false);
  expect(await resourceMatches("kinesis:SubscribeToShard", "arn:aws:kinesis:us-east-1:123456789012:stream/clicks")).toBe(false);
  expect(await resourceMatches("ssm:DescribeParameters", "arn:aws:ssm:us-east-1:123456789012:parameter/a")).toBe(false);

  const table = statements({ dynamodb: { table: "orders", can: ["read", "scan", "write", "describe"], indexes: "all" } });
  expect(JSON.stringify(table)).not.toMatch(/GetRecords|GetShardIterator/);
  const [stream, consumer] = statements({ kinesis: { stream: "clicks", can: "read", consumer: "web" } });
  expect(stream?.Action).not.toContain("kinesis:SubscribeToShard");
  expect(consumer).toMatchObject({ Resource: [expect.stringContaining("/consumer/web:")] });
  expect(JSON.stringify(statements({ parameter: { parameter: "/a", can: ["read", "tree", "write"] } }))).not.toContain(
    "DescribeParameters",
  );
});

test("writes the partition of the service into every ARN (aws literals break China and GovCloud)", () => {
  const place = { account: "123456789012", region: "cn-north-1", partition: "aws-cn" };
  const items = granted.filter(
    (one) => one.place === undefined && !JSON.stringify(one.item).match(/arn:aws:|"(key|region|regions|organizationOnly)":/),
  );
  expect(items.length).toBeGreaterThan(30);
  for (const { item } of items) expect(JSON.stringify(statements(item, place))).not.toMatch(/arn:aws:/);
});

test("writes no service:* and no wildcard action, except the user's own with a reason (copied examples)", () => {
  for (const one of granted.filter(({ item }) => !("statement" in item))) {
    for (const { Action } of statements(one.item, accountRegionOf(one))) expect(JSON.stringify(Action)).not.toContain("*");
  }
  const outcome = run({
    statement: { actions: "dynamodb:*", resources: "arn:aws:dynamodb:us-east-1:123456789012:table/orders" },
  });
  expect("schema" in outcome ? [] : outcome.problems.map(({ code }) => code)).toEqual(["statement-without-why"]);
});
