/** Documents with a statement that no line of the platform file asks for: each theorem that it breaks says so, whatever the other ones say. */
import type { Request } from "../../../modules/iam/evaluate";
import { type Text, text } from "../../../modules/iam/text";
import type { PlatformDraft } from "../../../modules/pipeline";
import type { Grant, Statement } from "../../../modules/policy/statement";
import { prove } from "../../../modules/verify/prove";
import { dependsOnLate, requested } from "../../../modules/verify/theorems/permission-words";
import { rolesOfStack } from "../../../modules/verify/theorems/proven-role";
import { permissions } from "../../../modules/verify/theorems/traced-permission";
import { everyPolicy, everyStack } from "../../policy/everything";
import { platformOf, verdicts } from "./platform";

function stray(statement: Partial<Statement>): Grant {
  return {
    statement: { Sid: "Stray", Effect: "Allow", Action: ["sqs:SendMessage"], Resource: ["*"], ...statement },
    reason: { paths: [], what: "a test", page: "https://docs.aws.amazon.com/", why: "a test" },
  };
}

/** The platform with one more statement in the policies of the task role of `a`. */
function having(plan: PlatformDraft, statement: Partial<Statement>): PlatformDraft {
  const stacks = plan.stacks.map((one) => ({
    ...one,
    policies: {
      ...one.policies,
      roles: one.policies.roles.map((entry) =>
        entry.role.name === "shop-a-task"
          ? { ...entry, policies: [...entry.policies, { name: "stray", grants: [stray(statement)] }] }
          : entry,
      ),
    },
  }));
  return { ...plan, stacks };
}

const [account, region] = ["123456789012", "us-east-1"];
const jobs = { late: "name", name: "var.jobs", template: "${var.jobs}" } as const;

describe("what the other service was granted by its name", () => {
  const b = [
    "{ dynamodb: { table: orders, can: read } }",
    "{ s3: { bucket: photos, prefix: raw/, can: read } }",
    "{ s3: { bucket: archive, can: read } }",
    "{ parameter: { parameter: /shop/b, can: tree } }",
    "{ sqs: { queue: { var: jobs }, can: send } }",
  ];
  const plan = platformOf({ a: "access: [{ xray: {} }]", b: `access: [${b.join(", ")}]` });
  const arn = (service: string, resource: string): string => `arn:aws:${service}:${region}:${account}:${resource}`;

  test("is out of reach for the first", () => {
    expect(verdicts(prove(plan))).toEqual({});
  });

  test.each<readonly [action: string, resource: Text, isolation: string | undefined]>([
    ["dynamodb:GetItem", arn("dynamodb", "table/orders"), "refuted"],
    ["dynamodb:Query", arn("dynamodb", "table/orders/index/by-day"), "refuted"],
    ["dynamodb:GetItem", arn("dynamodb", "table/order?"), "refuted"],
    ["dynamodb:GetItem", arn("dynamodb", "table/customers"), undefined],
    ["dynamodb:ListTables", "*", undefined],
    ["s3:GetObject", "arn:aws:s3:::photos/raw/*", "refuted"],
    ["s3:GetObject", "arn:aws:s3:::photos/raw/a", "refuted"],
    ["s3:GetObject", "arn:aws:s3:::photos/*", "refuted"],
    ["s3:GetObject", "arn:aws:s3:::photos/done/*", undefined],
    ["s3:GetObject", "arn:aws:s3:::archive/*", "refuted"],
    ["s3:GetObject", "arn:aws:s3:::*", "refuted"],
    // reading objects is all that was granted
    ["s3:ListBucket", "arn:aws:s3:::archive", undefined],
    ["s3:GetBucketTagging", "arn:aws:s3:::archive-2", undefined],
    ["ssm:GetParameter", arn("ssm", "parameter/shop/b/x"), "refuted"],
    ["ssm:GetParametersByPath", arn("ssm", "parameter/shop/b"), "refuted"],
    ["ssm:GetParametersByPath", arn("ssm", "parameter/shop"), "refuted"],
    ["ssm:GetParameter", arn("ssm", "parameter/shop/b"), "refuted"],
    ["ssm:GetParametersByPath", arn("ssm", "parameter/shop/c"), undefined],
    ["sqs:SendMessage", text`arn:aws:sqs:${region}:${account}:${jobs}`, "refuted"],
    ["sqs:SendMessage", arn("sqs", "*"), "refuted"],
    ["sqs:SendMessage", arn("sqs", "jobs-*"), "unknown"],
    ["sqs:SendMessage", arn("sns", "*"), undefined],
  ])("isolation of %s on %j: %s", (action, resource, isolation) => {
    const found = verdicts(prove(having(plan, { Action: [action], Resource: [resource] })));
    expect(found).toMatchObject({ containment: "refuted" });
    expect(found.isolation).toBe(isolation);
  });

  test("is no business of a statement that denies", () => {
    const denied = having(plan, { Effect: "Deny", Action: ["dynamodb:GetItem"], Resource: [arn("dynamodb", "table/orders")] });
    expect(verdicts(prove(denied))).toEqual({});
  });
});

describe("keys", () => {
  const key = `arn:aws:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
  const foreign = `arn:aws:kms:${region}:${account}:key/0000abcd-12ab-34cd-56ef-1234567890ab`;
  const plan = platformOf({ a: `access: [{ dynamodb: { table: orders, can: read, key: "${key}" } }]` });
  const via = { StringEquals: { "kms:ViaService": [`dynamodb.${region}.amazonaws.com`] } };

  test.each<readonly [claim: string, statement: Partial<Statement>, kms: string | undefined]>([
    ["the named key through the named service", { Action: ["kms:Decrypt"], Resource: [key], Condition: via }, undefined],
    [
      "by a condition whose name has another case",
      { Action: ["kms:Decrypt"], Resource: [key], Condition: { StringLike: { "KMS:viaservice": [`dynamodb.${region}.*`] } } },
      undefined,
    ],
    ["the named key past the service", { Action: ["kms:Decrypt"], Resource: [key] }, "refuted"],
    [
      "the named key through another service",
      {
        Action: ["kms:Decrypt"],
        Resource: [key],
        Condition: { StringEquals: { "kms:ViaService": [`s3.${region}.amazonaws.com`] } },
      },
      "refuted",
    ],
    [
      "through the service in another region",
      {
        Action: ["kms:Decrypt"],
        Resource: [key],
        Condition: { StringEquals: { "kms:ViaService": ["dynamodb.eu-west-1.amazonaws.com"] } },
      },
      "refuted",
    ],
    [
      "through all services but the named one",
      {
        Action: ["kms:Decrypt"],
        Resource: [key],
        Condition: { StringNotEquals: { "kms:ViaService": [`dynamodb.${region}.amazonaws.com`] } },
      },
      "refuted",
    ],
    [
      "through the service if there is one",
      {
        Action: ["kms:Decrypt"],
        Resource: [key],
        Condition: { StringEqualsIfExists: { "kms:ViaService": [`dynamodb.${region}.amazonaws.com`] } },
      },
      "refuted",
    ],
    ["another key", { Action: ["kms:Decrypt"], Resource: [foreign], Condition: via }, "refuted"],
    [
      "a pattern of keys",
      { Action: ["kms:Decrypt"], Resource: [`arn:aws:kms:${region}:${account}:key/*`], Condition: via },
      "refuted",
    ],
    ["every key", { Action: ["kms:Decrypt"], Resource: ["*"], Condition: via }, "refuted"],
    ["in capitals", { Action: ["KMS:Decrypt"], Resource: [foreign] }, "refuted"],
    ["everything on another key", { Action: ["*"], Resource: [foreign] }, "refuted"],
    ["every service whose name begins so", { Action: ["k*:Decrypt"], Resource: [foreign] }, "refuted"],
    ["another service", { Action: ["kafka:DescribeCluster"], Resource: [foreign] }, undefined],
    ["what is on no key", { Action: ["kms:ListKeys"], Resource: ["*"] }, undefined],
    ["a Deny of another key", { Effect: "Deny", Action: ["kms:Decrypt"], Resource: [foreign] }, undefined],
  ])("%s", (_, statement, kms) => {
    expect(verdicts(prove(having(plan, statement))).kms).toBe(kms);
  });

  test.each<readonly [claim: string, resource: string, assumptions: readonly string[]]>([
    ["one key of a statement is declared by it", key, ["the policy of each key lets its account decide by IAM policies"]],
    [
      "and so is a pattern, which is named",
      `arn:aws:kms:${region}:${account}:key/*`,
      [
        `keys by a pattern of a statement: the task role of service \`a\` can \`kms:Decrypt\` on \`arn:aws:kms:${region}:${account}:key/*\``,
        "the policy of each key lets its account decide by IAM policies",
      ],
    ],
    [
      "and everything",
      "*",
      [
        "keys by a pattern of a statement: the task role of service `a` can `kms:Decrypt` on `*`",
        "the policy of each key lets its account decide by IAM policies",
      ],
    ],
  ])("%s", (_, resource, assumptions) => {
    const item = `{ statement: { actions: ["kms:Decrypt"], resources: ["${resource}"], why: x } }`;
    const { theorems } = prove(platformOf({ a: `access: [${item}]` }));
    expect(theorems.find(({ id }) => id === "kms")).toMatchObject({ verdict: "proved", compared: 2, assumptions });
  });
});

test("an action that nobody knows reaches what its pattern meets", () => {
  const b = "access: [{ dynamodb: { table: orders, can: read } }]";
  const of = (rest: string): string =>
    `access: [{ statement: { actions: ["dynamodb:ListTables"], resources: ["*"]${rest}, why: x } }]`;
  expect(verdicts(prove(platformOf({ a: of(""), b })))).toEqual({});
  expect(verdicts(prove(platformOf({ a: of(', unchecked: ["dynamodb:ListTables"]'), b })))).toEqual({ isolation: "refuted" });
});

test("acting as a role that has nothing of its own reaches nothing", () => {
  const pass = `{ statement: { actions: ["iam:PassRole"], resources: ["arn:aws:iam::${account}:role/shop-b-task"], why: x, conditions: { StringEquals: { "iam:PassedToService": ecs-tasks.amazonaws.com } } } }`;
  const run = '{ statement: { actions: ["ecs:RunTask"], resources: ["*"], why: x } }';
  const of = (b: string) => verdicts(prove(platformOf({ a: `access: [${pass}, ${run}]`, b: `access: [${b}]` }))).isolation;
  expect(of("{ xray: {} }")).toBeUndefined();
  expect(of("{ bedrock: { model: amazon.nova-pro-v1:0 } }")).toBeUndefined();
  expect(of("{ xray: {} }, { dynamodb: { table: orders, can: read } }")).toBe("refuted");
});

test("permissions and doubts in words", () => {
  expect([["a"], ["a", "b"], ["a", "b", "c", "d", "e"]].map(dependsOnLate)).toEqual([
    "depends on what `a` becomes",
    "depends on what `a`, `b` become",
    "depends on what `a`, `b`, `c` and 2 more become",
  ]);
  const of = (action: string, resource: string) => permissions([action], [resource], { paths: [] })[0];
  const request = { action: "s3:GetObject", resource: "arn:aws:s3:::a/b" } as Request;
  const told = [of("s3:GetObject", "*"), of("s3:Get*", "arn:aws:s3:::a/*")].flatMap((one) =>
    one === undefined ? [] : [requested(one, undefined), requested(one, request)],
  );
  expect(told).toEqual([
    "`s3:GetObject`",
    "`s3:GetObject` on `arn:aws:s3:::a/b`",
    "`s3:Get*` on `arn:aws:s3:::a/*`",
    "`s3:GetObject` on `arn:aws:s3:::a/b`",
  ]);
});

test("where nothing is written, only what is declared is missed", () => {
  const plan = platformOf({ a: "access: [{ dynamodb: { table: orders, can: read } }]" });
  const stacks = plan.stacks.map((one) => ({ ...one, policies: { roles: [], repositories: [], buckets: [] } }));
  const { theorems, roles } = prove({ model: plan.model, stacks });
  expect(roles).toBe(1);
  expect(theorems.filter(({ verdict }) => verdict !== "proved").map(({ id }) => id)).toEqual(["coverage"]);
  expect(theorems.map(({ id, compared }) => [id, compared === 0])).toEqual(
    theorems.map(({ id }) => [id, !["coverage", "danger"].includes(id)]),
  );
});

test("every permission that is declared has a line that asks for it", () => {
  const roles = rolesOfStack({ stack: everyStack, policies: everyPolicy });
  expect(roles.flatMap(({ declared }) => declared).length).toBeGreaterThan(100);
  expect(
    roles.flatMap(({ label, declared }) =>
      declared.filter(({ paths }) => paths.length === 0).map(({ action }) => [label, action]),
    ),
  ).toEqual([]);
});
