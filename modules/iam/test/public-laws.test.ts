/** Laws of README.md that no other test states. */
import {
  acceptsResource,
  disjoint,
  hasNoResource,
  hasWildcard,
  hasWildcardBeforeResource,
  isRefusedBy,
  isTextList,
  permissionsOf,
  readDocument,
  readPolicy,
} from "..";

const role = { kind: "role", arn: "arn:aws:iam::123456789012:role/app", session: "task" } as const;
const request = { principal: role, action: "s3:GetObject", resource: "arn:aws:s3:::a/b" };
const statement = { actions: { negated: false, entries: ["s3:GetObject", "s3:PutObject"] }, conditions: [] };

test("wildcards are told apart by where they stand", () => {
  expect(["a", "a*", "a?"].map(hasWildcard)).toEqual([false, true, true]);
  expect(["arn:aws:s3:::a*", "arn:aws:s3:*::a", "a*"].map(hasWildcardBeforeResource)).toEqual([false, true, true]);
});

test("a list of texts is one, a text is none", () => {
  expect([isTextList(["a"]), isTextList("a"), isTextList({ parts: ["a"] })]).toEqual([true, false, false]);
});

test("what the table of actions does not have is not known", () => {
  expect([hasNoResource("mars:Land"), acceptsResource("mars:Land", "arn:aws:mars:::x")]).toEqual([undefined, undefined]);
  expect(hasNoResource("ECR:getauthorizationtoken")).toBe(true);
  expect(acceptsResource("ecr:GetAuthorizationToken", "arn:aws:ecr:us-east-1:123456789012:repository/a")).toBe(false);
  expect(acceptsResource("dynamodb:GetItem", "arn:aws:dynamodb:*:123456789012:table/a*")).toBe(true);
  expect(acceptsResource("dynamodb:GetItem", "arn:aws:s3:::a")).toBe(false);
});

test("a policy without statements has no permissions, and one that is none a problem", () => {
  expect(readPolicy({ Statement: [] }, "identity")).toEqual({ ok: true, statements: [] });
  expect(readPolicy({ Statement: [{ Effect: "Maybe" }] }, "identity")).toMatchObject({ ok: false });
});

test("a statement that makes too many pieces stays whole", () => {
  const pieces = permissionsOf({ ...statement, effect: "Allow" }, {}, 1);
  expect(pieces.map(({ actions }) => actions?.entries)).toEqual([["s3:GetObject", "s3:PutObject"]]);
  expect(permissionsOf({ ...statement, effect: "Allow" }, { when: "var.a" }).map(({ when }) => when)).toEqual(["var.a", "var.a"]);
});

test("a Deny that can be read refuses", () => {
  const denied = permissionsOf({ ...statement, effect: "Deny", resources: { negated: false, entries: ["*"] } }, {});
  expect(isRefusedBy(denied, request, "identity")).toBe(true);
  expect(isRefusedBy(denied, { ...request, action: "s3:ListBucket" }, "identity")).toBe(false);
  expect(
    isRefusedBy(
      denied.map((one) => ({ ...one, resource: "${open" })),
      request,
      "identity",
    ),
  ).toBe(false);
});

test("a document is disjoint from itself when it allows nothing", () => {
  const read = readDocument({ Statement: { Effect: "Deny", Action: "*", Resource: "*" } }, "identity");
  expect(read.ok && disjoint(read.value, read.value).verdict).toBe("proved");
});
