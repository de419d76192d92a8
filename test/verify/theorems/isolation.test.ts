/** Isolation: what counts as reaching another service's resource, and what as sharing it. */

import { evaluate, readPolicies } from "../../../modules/iam";
import { draftPlatform, planPlatform } from "../../../modules/pipeline";
import { prove } from "../../../modules/verify/prove";
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

const of = (intent: string): string => `access: [${intent}]`;
const s3 = (rest: string): string => of(`{ s3: { bucket: photos, ${rest}, can: [read, list] } }`);
const logs = "arn:aws:logs:us-east-1:123456789012:log-group:";
const secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret:";
const parameter = "arn:aws:ssm:us-east-1:123456789012:parameter";
const queues = "arn:aws:sqs:us-east-1:123456789012:";
const lambdas = "arn:aws:lambda:us-east-1:123456789012:function:";
const apis = "arn:aws:execute-api:us-east-1:123456789012:";

describe("what is granted below a name", () => {
  test.each([
    ["objects below a prefix, from the whole bucket", s3("versions: false"), s3("prefix: a/")],
    ["objects below a prefix, by a statement on all", statement("s3:GetObject", "arn:aws:s3:::photos/*"), s3("prefix: a/")],
    ["objects below a prefix that begins alike", s3("prefix: originals"), s3("prefix: originals-private/")],
    ["objects below a prefix of a prefix", s3("prefix: a/"), s3("prefix: a/b/")],
    ["objects of buckets that begin alike", statement("s3:GetObject", "arn:aws:s3:::photos*/*"), s3("prefix: n")],
    ["one object, from the whole bucket", s3("versions: false"), statement("s3:GetObject", "arn:aws:s3:::photos/key.pem")],
    [
      "a parameter below a path that is asked for",
      statement("ssm:GetParametersByPath", `${parameter}/shop`),
      of("{ parameter: { parameter: /shop/db, can: read } }"),
    ],
    [
      "a parameter below a path with a slash at its end",
      statement("ssm:GetParametersByPath", `${parameter}/shop/`),
      of("{ parameter: { parameter: /shop/db/url, can: read } }"),
    ],
    [
      "a parameter below a path, by a pattern of actions",
      statement("ssm:GetParameters*", `${parameter}/shop`),
      of("{ parameter: { parameter: /shop/db, can: read } }"),
    ],
    [
      "a parameter from the tree above it",
      of("{ parameter: { parameter: /shop, can: tree } }"),
      of("{ parameter: { parameter: /shop/db, can: read } }"),
    ],
    [
      "a tree from the tree above it",
      of("{ parameter: { parameter: /shop, can: tree } }"),
      of("{ parameter: { parameter: /shop/db, can: tree } }"),
    ],
    [
      "a log group by a wildcard for all",
      statement("logs:GetLogEvents", `${logs}*`),
      statement("logs:GetLogEvents", `${logs}/aws/payments:*`),
    ],
    [
      "a log group with a leading slash by its path",
      statement("logs:GetLogEvents", `${logs}/aws/*`),
      statement("logs:GetLogEvents", `${logs}/aws/payments:*`),
    ],
    [
      "streams of a log group by a wildcard",
      statement("logs:GetLogEvents", `${logs}pay*`),
      statement("logs:GetLogEvents", `${logs}payments:log-stream:a`),
    ],
    [
      "an index by all indexes",
      statement("dynamodb:Query", `${table}/sessions/index/*`),
      statement("dynamodb:Query", `${table}/sessions/index/byDate`),
    ],
    [
      "a stream through its consumers",
      statement("kinesis:SubscribeToShard", "arn:aws:kinesis:us-east-1:123456789012:stream/*"),
      of("{ kinesis: { stream: clicks, can: read } }"),
    ],
    [
      "a table through its stream",
      statement("dynamodb:GetRecords", `${table}/*/stream/*`),
      statement("dynamodb:GetItem", `${table}/sessions`),
    ],
    [
      "a table through its indexes",
      statement("dynamodb:Query", `${table}/*/index/*`),
      statement("dynamodb:GetItem", `${table}/sessions`),
    ],
    [
      "a log group through its streams",
      statement("logs:GetLogEvents", `${logs}pay*:log-stream:*`),
      statement("logs:FilterLogEvents", `${logs}payments`),
    ],
    [
      "a secret below a path",
      statement("secretsmanager:GetSecretValue", `${secret}prod/*`),
      of("{ secret: { secret: prod/payments, can: read } }"),
    ],
    [
      "a secret by six question marks, below a path",
      statement("secretsmanager:GetSecretValue", `${secret}prod/*`),
      statement("secretsmanager:GetSecretValue", `${secret}prod/payments-??????`),
    ],
    [
      "secrets below one path by two wildcards",
      statement("secretsmanager:GetSecretValue", `${secret}prod/*`),
      statement("secretsmanager:GetSecretValue", `${secret}prod/p*`),
    ],
    [
      "secrets below one path by the same wildcard",
      statement("secretsmanager:GetSecretValue", `${secret}prod/*`),
      statement("secretsmanager:GetSecretValue", `${secret}prod/*`),
    ],
    [
      "queues by question marks",
      statement("sqs:SendMessage", `${queues}jobs-??`),
      statement("sqs:SendMessage", `${queues}jobs-eu`),
    ],
    [
      "tables by the same pattern of names",
      statement("dynamodb:GetItem", `${table}/orders-*`),
      statement("dynamodb:GetItem", `${table}/orders-*`),
    ],
    [
      "the objects of a bucket that is named to be listed",
      `access: [{ statement: { actions: ["s3:ListBucket", "s3:GetObject"], resources: ["arn:aws:s3:::photos", "arn:aws:s3:::ph*/*"], why: a reason } }]`,
      of("{ s3: { bucket: photos, can: delete } }"),
    ],
    [
      "versions of a function of which one is named",
      `access: [{ statement: { actions: ["lambda:InvokeFunction"], resources: ["${lambdas}orders:1", "${lambdas}ord*"], why: a reason } }]`,
      of("{ lambda: { function: orders } }"),
    ],
    [
      "a path of a domain and all of it",
      of("{ opensearch: { domain: orders, can: get, path: logs } }"),
      of("{ opensearch: { domain: orders, can: get } }"),
    ],
    [
      "paths of a domain of which one begins with the other",
      of("{ opensearch: { domain: orders, can: get, path: logs } }"),
      of("{ opensearch: { domain: orders, can: get, path: logs-private } }"),
    ],
    [
      "routes of an API, by a path and below it",
      statement("execute-api:Invoke", `${apis}a1b2c3/prod/GET/*`),
      statement("execute-api:Invoke", `${apis}a1b2c3/prod/GET/orders`),
    ],
  ])("is out of reach: %s", (_, one, other) => {
    expect(verdicts(proofOf({ a: one, b: other }))).toEqual({ isolation: "refuted" });
    expect(verdicts(proofOf({ a: `${one}, sharedWith: [b]`, b: `${other}, sharedWith: [a]` }))).toEqual({});
  });

  test.each([
    ["two prefixes of one bucket", s3("prefix: a/"), s3("prefix: b/")],
    ["the same prefix", s3("prefix: a/"), s3("prefix: a/")],
    [
      "a prefix of a bucket that both name as a whole",
      s3("versions: false"),
      of("{ s3: { bucket: photos, can: write } }, { s3: { bucket: photos, prefix: old/, can: delete } }"),
    ],
    ["the same prefix, one by a statement", statement("s3:GetObject", "arn:aws:s3:::photos/a/*"), s3("prefix: a/")],
    ["the whole bucket, one by a statement", statement("s3:GetObject", "arn:aws:s3:::photos/*"), s3("versions: false")],
    ["the same log group", statement("logs:GetLogEvents", `${logs}/aws/a:*`), statement("logs:FilterLogEvents", `${logs}/aws/a`)],
    [
      "log groups of which one name begins with the other",
      statement("logs:GetLogEvents", `${logs}/aws/a:*`),
      statement("logs:GetLogEvents", `${logs}/aws/ab:*`),
    ],
    [
      "the same table with its indexes",
      statement("dynamodb:Query", `${table}/sessions/index/*`),
      of("{ dynamodb: { table: sessions, can: read } }"),
    ],
    [
      "the same secret",
      statement("secretsmanager:GetSecretValue", `${secret}prod/db-??????`),
      of("{ secret: { secret: prod/db, can: read } }"),
    ],
    [
      "paths of parameters side by side",
      statement("ssm:GetParametersByPath", `${parameter}/shop`),
      of("{ parameter: { parameter: /shopping/db, can: read } }"),
    ],
    [
      "models of AWS by one pattern",
      of('{ bedrock: { model: "anthropic.claude-3-haiku-20240307-v1:0" } }'),
      of('{ bedrock: { model: "anthropic.claude-3-haiku-20240307-v1:0" } }'),
    ],
    [
      "a queue that one names and the pattern of the other does not meet",
      statement("sqs:SendMessage", `${queues}a*`),
      statement("sqs:SendMessage", `${queues}b`),
    ],
  ])("is apart or shared by its name: %s", (_, one, other) => {
    expect(verdicts(proofOf({ a: one, b: other }))).toEqual({});
    expect(verdicts(proofOf({ a: other, b: one }))).toEqual({});
  });

  test.each([
    ["a queue", "{ sqs: { queue: orders, can: send } }", statement("sqs:SendMessage", `${queues}ord*`)],
    ["a bucket", "{ s3: { bucket: photos, can: read } }", statement("s3:GetObject", "arn:aws:s3:::ph*")],
    ["a parameter", "{ parameter: { parameter: /shop/db } }", statement("ssm:GetParameter", `${parameter}/shop/*`)],
  ])("of several that name %s each has to share it", (_, named, met) => {
    const [a, b] = [of(named), `${of(named)}, sharedWith: [c]`];
    expect(verdicts(proofOf({ a, b, c: met }))).toEqual({ isolation: "refuted" });
    expect(verdicts(proofOf({ a: b, b: a, c: met }))).toEqual({ isolation: "refuted" });
    expect(verdicts(proofOf({ a: b, b, c: met }))).toEqual({});
  });

  test("a name takes nothing from a pattern, and a pattern of the one shares nothing for the other", () => {
    const [wide, named] = [statement("sqs:SendMessage", `${queues}jobs-*`), statement("sqs:SendMessage", `${queues}jobs-eu`)];
    expect(wordsOf(proofOf({ a: wide, b: named }), "isolation")).toEqual([
      expect.stringMatching(/^the task role of service `a` can .*, which only service `b` was granted$/),
    ]);
    expect(verdicts(proofOf({ a: wide, b: `${named}, sharedWith: [a]` }))).toEqual({});
    expect(wordsOf(proofOf({ a: wide, b: `${wide}, sharedWith: [a]` }), "isolation")).toEqual([
      expect.stringMatching(/^the task role of service `b` can .*, which service `a` was granted, and neither names it$/),
    ]);
  });
});

describe("late values", () => {
  const ofTable = (name: string): string => of(`{ dynamodb: { table: ${name}, can: read } }`);
  const late = "{ var: orders_table }";

  test.each([
    ["a pattern that may match its name", statement("dynamodb:GetItem", `${table}/ord*`), ofTable(late)],
    [
      "a pattern that may match what it is",
      statement("s3:GetObject", "arn:aws:s3:::pho*"),
      of("{ s3: { bucket: { arn: { var: archive } }, can: read } }"),
    ],
    [
      "a bucket of which it may be a prefix",
      s3("versions: false"),
      of("{ s3: { bucket: { var: archive }, prefix: a/, can: read } }"),
    ],
    [
      "two variables, one for a part of the other's bucket",
      of("{ s3: { bucket: { var: one }, can: read } }"),
      of("{ s3: { bucket: { var: two }, prefix: a/, can: read } }"),
    ],
    ["an index of what may be its table", statement("dynamodb:Query", `${table}/orders/index/byDate`), ofTable(late)],
  ])("are not known to be out of reach of %s", (_, one, other) => {
    const proof = proofOf({ a: one, b: other });
    expect(verdicts(proof)).toEqual({ isolation: "unknown" });
    expect(proof.problems[0]).toMatchObject({
      code: "proof-unknown",
      help: expect.stringMatching(/^it depends on what `var\.\w+`/),
    });
  });

  test.each([
    ["two variables for names", ofTable(late), ofTable("{ var: other_table }")],
    ["a name and a variable for one", ofTable("orders"), ofTable(late)],
    ["a name and a variable for the ARN", ofTable("orders"), ofTable("{ arn: { var: table } }")],
    ["one variable, twice", ofTable(late), ofTable(late)],
    ["a table of another service", statement("s3:GetObject", "arn:aws:s3:::photos/*"), ofTable(late)],
    ["other prefixes, whatever the bucket", s3("prefix: a/"), of("{ s3: { bucket: { var: archive }, prefix: b/, can: read } }")],
    [
      "a pattern that is elsewhere",
      statement("dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:123456789012:table/ord*"),
      ofTable(late),
    ],
  ])("are apart, or one name then: %s", (_, one, other) => {
    expect(verdicts(proofOf({ a: one, b: other }))).toEqual({});
  });
});

describe("whoever owns a resource", () => {
  const accounts = '{ prod: { id: "123456789012", region: us-east-1 }, data: { id: "210987654321", region: us-east-1 } }';
  const proof = (one: string, other: string) => {
    const service = (name: string, cluster: string, rest: string): string =>
      `  ${name}: { cluster: ${cluster}, containers: { app: { image: "public.ecr.aws/x/y:1" } }, logs: { driver: none }, ${rest} }`;
    const text = [
      "platform: shop",
      `accounts: ${accounts}`,
      "defaults: { account: prod }",
      "clusters: { main: {}, far: { account: data } }",
      "services:",
      service("a", "main", one),
      service("b", "far", other),
    ].join("\n");
    const outcome = draftPlatform({ file: "platform.yaml", text });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    return prove(outcome.value);
  };
  const wide = statement("dynamodb:GetItem", `${table}/*`);

  test.each([
    ["a table of the role's account, by its ARN", wide, statement("dynamodb:GetItem", `${table}/orders`), "refuted"],
    [
      "a table of the role's account, by its name",
      wide,
      of("{ dynamodb: { table: orders, can: read, account: prod } }"),
      "refuted",
    ],
    [
      "a bucket of the role's account",
      statement("s3:GetObject", "arn:aws:s3:::ph*"),
      of("{ s3: { bucket: photos, can: read, owner: prod } }"),
      "refuted",
    ],
    [
      "a bucket of nobody knows whom",
      statement("s3:GetObject", "arn:aws:s3:::ph*"),
      statement("s3:GetObject", "arn:aws:s3:::photos/*"),
      "unknown",
    ],
    [
      "a bucket of another account",
      statement("s3:GetObject", "arn:aws:s3:::ph*"),
      of("{ s3: { bucket: photos, can: read, owner: data } }"),
      "proved",
    ],
    ["a table of another account", wide, of("{ dynamodb: { table: orders, can: read } }"), "proved"],
  ])("%s", (_, one, other, verdict) => {
    expect(verdicts(proof(one, other)).isolation ?? "proved").toBe(verdict);
  });
});

test("the evaluator agrees with the counterexample", () => {
  const plan = platformOf({ a: statement("dynamodb:GetItem", `${table}/*`), "order-cache": owner });
  const proof = proofOf({ a: statement("dynamodb:GetItem", `${table}/*`), "order-cache": owner });
  const [found] = proof.theorems.find(({ id }) => id === "isolation")?.counterexamples ?? [];
  const grants = plan.stacks.flatMap(
    ({ policies }) =>
      policies.roles.find(({ role }) => JSON.stringify({ role: role.name }) === JSON.stringify(found?.about))?.policies ?? [],
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
