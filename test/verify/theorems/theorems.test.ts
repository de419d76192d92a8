/** Laws of the proof that no example shows: late values, dead grants, roles that nobody declared, what is listed instead of hidden. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { acceptsResource, hasNoResource } from "../../../modules/iam/actions/table";
import { difference } from "../../../modules/iam/difference";
import type { Late } from "../../../modules/iam/text";
import { prove } from "../../../modules/verify/prove";
import { permissions, type TracedPermission } from "../../../modules/verify/theorems/traced-permission";
import { actionData } from "../../../scripts/extract-actions";
import { everyPolicy, everyStack } from "../../policy/everything";
import { proofOf, verdicts } from "./platform";

const none = { paths: [] };
const late = (name: string, type: Late["late"] = "arn"): Late => ({ late: type, name, template: `\${${name}}` });

test("a stack with every feature is proved, but for a puller that has no service", () => {
  const proof = prove({ model: { stacks: [everyStack] }, stacks: [{ stack: everyStack, policies: everyPolicy }] });
  expect(verdicts(proof)).toEqual({ pairing: "refuted" });
});

test("actions on `*` are listed, with those that have no other resource", () => {
  const { open } = proofOf({ a: "access: [{ xray: {} }]", b: "access: [{ xray: {} }]" });
  expect(open).toContainEqual({ action: "xray:PutTraceSegments", always: true, roles: 2 });
});

describe("permissions", () => {
  const cases: readonly (readonly [string, readonly TracedPermission[], readonly TracedPermission[], readonly string[]])[] = [
    [
      "equal rows cancel out",
      permissions(["s3:GetObject"], ["arn:aws:s3:::a/*"], none),
      permissions(["S3:getobject"], ["arn:aws:s3:::a/*"], none),
      [],
    ],
    [
      "a wider permission covers",
      permissions(["s3:GetObject"], ["arn:aws:s3:::a/b"], none),
      permissions(["s3:Get*"], ["arn:aws:s3:::a/*"], none),
      [],
    ],
    [
      "a narrower permission does not",
      permissions(["s3:GetObject"], ["arn:aws:s3:::a/*"], none),
      permissions(["s3:GetObject"], ["arn:aws:s3:::a/b"], none),
      ["refuted"],
    ],
    ["a late ARN is not nothing", permissions(["s3:GetObject"], [late("var.a")], none), [], ["refuted"]],
    [
      "late names are not nothing",
      permissions(["s3:GetObject"], [{ parts: ["arn:aws:s3:::", late("var.a", "name")] }], none),
      [],
      ["refuted"],
    ],
    [
      "two late values are two things",
      permissions(["s3:GetObject"], [late("var.a")], none),
      permissions(["s3:GetObject"], [late("var.b")], none),
      ["refuted"],
    ],
    [
      "one late value is one thing",
      permissions(["s3:GetObject"], [late("var.a")], none),
      permissions(["s3:*"], [late("var.a")], none),
      [],
    ],
    [
      "a conditional permission does not cover",
      permissions(["s3:GetObject"], ["*"], none),
      permissions(["s3:GetObject"], ["*"], { ...none, when: "var.k" }),
      ["refuted"],
    ],
    [
      "a permission covers a conditional one",
      permissions(["s3:GetObject"], ["*"], { ...none, when: "var.k" }),
      permissions(["s3:GetObject"], ["*"], none),
      [],
    ],
    [
      "a key of a condition has no case",
      permissions(["s3:GetObject"], ["*"], {
        ...none,
        conditions: [{ operator: "StringLike", key: "aws:ResourceAccount", values: ["1"] }],
      }),
      permissions(["s3:GetObject"], ["*"], {
        ...none,
        conditions: [{ operator: "StringEquals", key: "AWS:resourceaccount", values: ["1", "2"] }],
      }),
      [],
    ],
    ["what AWS would not take is a doubt", permissions(["s3:GetObject"], ["${open"], none), [], ["unknown"]],
  ];
  test.each(cases)("%s", (_, left, right, verdictsOf) => {
    expect(difference(left, right, "identity").map(({ verdict }) => verdict)).toEqual(verdictsOf);
  });
});

describe("dead grants", () => {
  const statement = (actions: string, resources: string): string =>
    `access: [{ statement: { actions: [${actions}], resources: [${resources}] } }]`;
  test.each([
    ["an object action on a bucket", '"s3:GetObject"', '"arn:aws:s3:::photos"'],
    ["a table action on an index", '"dynamodb:GetItem"', '"arn:aws:dynamodb:us-east-1:123456789012:table/a/index/b"'],
    ["a bucket action on objects", '"s3:ListBucket"', '"arn:aws:s3:::photos/x"'],
    ["an action without resources on one", '"dynamodb:ListStreams"', '"arn:aws:dynamodb:us-east-1:123456789012:table/a"'],
    ["one action of two", '"s3:GetObject", "sqs:SendMessage"', '"arn:aws:s3:::photos/x"'],
    ["an action that no verb has, on an object", '"iam:GetUser"', '"arn:aws:s3:::photos/x"'],
    [
      "an action that no verb has, on a list of them",
      '"athena:ListWorkGroups"',
      '"arn:aws:athena:us-east-1:123456789012:workgroup/a"',
    ],
    [
      "a table action on an index of a table that one names",
      '"dynamodb:GetItem"',
      '"arn:aws:dynamodb:us-east-1:123456789012:table/${aws:PrincipalTag/team}/index/b"',
    ],
  ])("refutes %s", (_, actions, resources) => {
    expect(verdicts(proofOf({ a: statement(actions, resources) }))).toEqual({ "dead-grants": "refuted" });
  });
  test.each([
    [
      "a table that a policy variable names",
      '"dynamodb:GetItem"',
      '"arn:aws:dynamodb:us-east-1:123456789012:table/${aws:PrincipalTag/team}"',
    ],
    ["a bucket that one names", '"s3:ListBucket"', '"arn:aws:s3:::photos-${aws:PrincipalTag/team}"'],
    ["an action that no verb has", '"athena:GetWorkGroup"', '"arn:aws:athena:us-east-1:123456789012:workgroup/a"'],
    ["an action in another case", '"iam:getuser"', '"arn:aws:iam::123456789012:user/a"'],
  ])("proves %s", (_, actions, resources) => {
    expect(verdicts(proofOf({ a: statement(actions, resources) }))).toEqual({});
  });
  test("takes an action that nobody knows on the author's word, and says so", () => {
    const item =
      '{ statement: { actions: ["s3:GetNewThing", "ecr:GetAuthorizationToken"], resources: ["arn:aws:s3:::photos"], unchecked: ["s3:GetNewThing", "ecr:getauthorizationtoken"], why: new } }';
    const proof = proofOf({ a: `access: [${item}]` });
    expect(verdicts(proof)).toEqual({});
    expect(proof.theorems.find(({ id }) => id === "dead-grants")?.assumptions).toHaveLength(2);
  });
  test("a list of both may be shorter than two statements", () => {
    const both = statement('"s3:GetObject", "s3:ListBucket"', '"arn:aws:s3:::photos", "arn:aws:s3:::photos/x"');
    expect(verdicts(proofOf({ a: both }))).toEqual({});
  });
  test("says what it did not check", () => {
    const { theorems } = proofOf({
      a: statement('"s3express:GetInventoryConfiguration"', '"arn:aws:s3express:us-east-1:123456789012:bucket/b"'),
    });
    expect(theorems.find(({ id }) => id === "dead-grants")?.assumptions).toEqual([
      "not checked: whether `s3express:GetInventoryConfiguration` accepts the resources that it is granted on",
    ]);
  });
});

test("the table of actions is current", async () => {
  const file = join(__dirname, "../../../modules/iam/actions/data.ts");
  expect(readFileSync(file, "utf8")).toBe(await actionData());
});

test("the table knows every action that a stack with every feature has", () => {
  const actions = everyPolicy.roles.flatMap(({ policies }) =>
    policies.flatMap(({ grants }) => grants.flatMap(({ statement }) => statement.Action)),
  );
  expect(actions.filter((action) => acceptsResource(action, "arn:aws:x:::y") === undefined)).toEqual([]);
  expect(hasNoResource("ecr:GetAuthorizationToken")).toBe(true);
});
