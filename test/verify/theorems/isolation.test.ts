/** Isolation: what counts as reaching another service's resource, and what as sharing it. */

import { evaluate, readPolicies } from "../../../modules/iam";
import { planPlatform } from "../../../modules/pipeline";
import { platformOf, proofOf, verdicts, wordsOf } from "./platform";

const owner = "access: [{ dynamodb: { table: sessions, can: read } }]";
const table = "arn:aws:dynamodb:us-east-1:123456789012:table";
const statement = (action: string, resource: string): string =>
  `access: [{ statement: { actions: ["${action}"], resources: ["${resource}"], why: a reason } }]`;

test.each([
  ["every table by a wildcard", statement("dynamodb:GetItem", `${table}/*`)],
  ["the table by half its name", statement("dynamodb:GetItem", `${table}/sess*`)],
  ["another action on every table", statement("dynamodb:DeleteTable", `${table}/*`)],
  ["every resource", statement("dynamodb:GetItem", "*")],
])("refutes a service that reaches %s", (_, other) => {
  const proof = proofOf({ a: other, "order-cache": owner });
  expect(verdicts(proof)).toEqual({ isolation: "refuted" });
  expect(wordsOf(proof, "isolation")[0]).toMatch(
    /^the task role of service `a` can `dynamodb:\w+` on `arn:aws:dynamodb:us-east-1:123456789012:table\/sessions`, which only service `order-cache` was granted$/,
  );
  expect(proof.problems[0]).toMatchObject({ code: "proof-failed", severity: "error", path: ["services", "a", "access", 0] });
});

test.each([
  ["names the same table", owner],
  ["has a wildcard that ends before the table", statement("dynamodb:GetItem", `${table}/orders*`)],
  ["has a wildcard over another service", statement("sqs:ReceiveMessage", "arn:aws:sqs:us-east-1:123456789012:*")],
  ["lists tables, which is on no table", statement("dynamodb:ListTables", "*")],
  ["has its own table only", "access: [{ dynamodb: { table: session, can: read } }]"],
  ["has a table whose name begins alike", "access: [{ dynamodb: { table: sessions2, can: read } }]"],
])("proves isolation from a service that %s", (_, other) => {
  expect(verdicts(proofOf({ a: other, "order-cache": owner }))).toEqual({});
});

describe("conditions on a statement that reaches every table", () => {
  const under = (conditions: string): string =>
    `access: [{ statement: { actions: ["dynamodb:GetItem"], resources: ["${table}/*"], conditions: ${conditions}, why: a reason } }]`;

  test("that nobody can meet prove isolation", () => {
    const never = "{ StringEquals: { 'a:k': x }, StringNotEquals: { 'a:k': x } }";
    expect(verdicts(proofOf({ a: under(never), "order-cache": owner }))).toEqual({});
  });

  test("that cannot be decided are a doubt, said as one", () => {
    const proof = proofOf({ a: under("{ StringEquals: { 'a:k': x }, NumericEquals: { 'a:k': '1' } }"), "order-cache": owner });
    expect(verdicts(proof)).toEqual({ isolation: "unknown" });
    expect(wordsOf(proof, "isolation")[0]).toMatch(/^the task role of service `a` may be able to `dynamodb:GetItem` on /);
    expect(proof.problems[0]).toMatchObject({ code: "proof-unknown", severity: "warning" });
  });
});

test("everything in one account is nothing in another", () => {
  const accounts = '{ production: { id: "123456789012", region: us-east-1 }, data: { id: "210987654321", region: us-east-1 } }';
  const head = "defaults: { account: production }";
  expect(verdicts(proofOf({ a: statement("dynamodb:GetItem", "*"), "order-cache": owner }, head, accounts))).toEqual({
    isolation: "refuted",
  });
  const apart = [
    "platform: shop",
    `accounts: ${accounts}`,
    "clusters: { main: { account: production }, other: { account: data } }",
    "services:",
    '  a: { cluster: main, containers: { app: { image: "public.ecr.aws/x/y:1" } }, logs: { driver: none },',
    `    ${statement("dynamodb:GetItem", "*")} }`,
    '  order-cache: { cluster: other, containers: { app: { image: "public.ecr.aws/x/y:1" } }, logs: { driver: none },',
    `    ${owner} }`,
  ].join("\n");
  const outcome = planPlatform({ file: "platform.yaml", text: apart });
  expect(outcome.problems).toEqual([]);
  expect(outcome.ok && outcome.value.proof.theorems.find(({ id }) => id === "isolation")).toMatchObject({
    verdict: "proved",
    assumptions: ["a resource in another account is reached only where a policy there allows it"],
  });
});

test("a wildcard is allowed to reach what its owner shares", () => {
  const wide = statement("dynamodb:GetItem", `${table}/*`);
  expect(verdicts(proofOf({ a: wide, "order-cache": `${owner}, sharedWith: [a]` }))).toEqual({});
  expect(verdicts(proofOf({ a: wide, b: wide, "order-cache": `${owner}, sharedWith: [a]` }))).toEqual({ isolation: "refuted" });
});

test("refuses sharing with a service that does not exist", () => {
  const { problems } = proofOf({ a: "access: []", "order-cache": `${owner}, sharedWith: [aa]` });
  expect(problems).toEqual([
    expect.objectContaining({
      code: "unknown-reference",
      path: ["services", "order-cache", "sharedWith", 0],
      help: expect.stringContaining("`a`"),
    }),
  ]);
});

test("lists what is shared because two services name it", () => {
  const { sharing } = proofOf({ a: owner, b: owner, c: "access: [{ s3: { bucket: photos, can: read } }]" });
  expect(sharing).toEqual([{ resource: `${table}/sessions`, services: ["a", "b"] }]);
});

test("objects of a bucket belong to whoever names the bucket, with whatever prefix", () => {
  const bucket = (prefix: string) => `access: [{ s3: { bucket: photos, prefix: ${prefix}, can: read } }]`;
  expect(verdicts(proofOf({ a: bucket("new/"), b: bucket("n") }))).toEqual({});
  expect(verdicts(proofOf({ a: statement("s3:GetObject", "arn:aws:s3:::photos*/*"), b: bucket("n") }))).toEqual({
    isolation: "refuted",
  });
});

test("the evaluator agrees with the counterexample", () => {
  const plan = platformOf({ a: statement("dynamodb:GetItem", `${table}/*`), "order-cache": owner });
  const proof = proofOf({ a: statement("dynamodb:GetItem", `${table}/*`), "order-cache": owner });
  const [found] = proof.theorems.find(({ id }) => id === "isolation")?.counterexamples ?? [];
  const grants = plan.stacks.flatMap(
    ({ policies }) => policies.roles.find(({ role }) => role.name === found?.subject)?.policies ?? [],
  );
  const identity = grants.map((policy) => ({ Version: "2012-10-17", Statement: policy.grants.map(({ statement: one }) => one) }));
  const policies = readPolicies({ identity });
  if (!policies.ok || found?.request === undefined) throw new Error("no request");
  expect(evaluate(found.request, policies.value).outcome).toBe("allowed");
});

test("the secrets of one service's containers are out of reach of another's task role", () => {
  const secret =
    'executionRole: {}, access: [{ secret: { secret: "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf", can: read } }]';
  const wide = statement("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:123456789012:secret:*");
  expect(wordsOf(proofOf({ a: wide, b: secret }), "isolation")).toHaveLength(1);
});
