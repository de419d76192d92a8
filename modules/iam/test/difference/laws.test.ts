/** What a difference says is what requests say: of all pairs of small policies, held against the evaluator. */
import { sample } from "../../../../test/laws";
import { difference, documentOf, isRefusedBy, type Permission, readPolicy, refusalDifference } from "../../difference";
import type { Request } from "../../evaluate";
import { saysAlone } from "../../evaluate/policies";
import { type Json, role } from "../cases/vocabulary";

const on = (Sid: string, Effect: string, Action: unknown, Resource: unknown, Condition?: Json): Json => ({
  Sid,
  Effect,
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
const [all, one, other] = ["arn:aws:s3:::a/*", "arn:aws:s3:::a/b", "arn:aws:s3:::a/c"];
const red = { StringEquals: { "a:k": "red" } };
/** `S1` is there only if a late value is not empty. */
const statements: readonly Json[] = [
  on("S0", "Allow", "s3:GetObject", all),
  on("S1", "Allow", "s3:GetObject", all),
  on("S0", "Allow", "s3:Get*", one),
  on("S0", "Allow", ["s3:GetObject", "s3:PutObject"], [one, other]),
  on("S0", "Allow", "s3:GetObject", one, red),
  on("S0", "Deny", "s3:GetObject", one),
  on("S1", "Deny", "s3:GetObject", one),
  on("S0", "Deny", "s3:*", all, red),
  on("S0", "Deny", "s3:Put*", other),
].map(({ Sid, ...rest }, index) => ({ ...rest, Sid: `${String(Sid)}${index}` }));

function permissions(chosen: readonly Json[]): readonly Permission[] {
  const read = readPolicy({ Version: "2012-10-17", Statement: chosen }, "identity", (sid) =>
    sid?.startsWith("S1") === true ? "var.x" : undefined,
  );
  if (!read.ok) throw new Error(read.problem?.message);
  return read.statements.flatMap((statement) => statement.permissions);
}

const policies = [
  ...statements.map((statement) => [statement]),
  ...statements.flatMap((left, index) => statements.slice(index + 1).map((right) => [left, right])),
].map(permissions);

const requests = ["s3:GetObject", "s3:PutObject", "s3:GetObjectAcl"].flatMap((action) =>
  [one, other, "arn:aws:s3:::a/d"].flatMap((resource) =>
    [{}, { "a:k": "red" }, { "a:k": "blue" }].map((context): Request => ({ principal: role, action, resource, context })),
  ),
);

/** What the policy says of a request while the late value is empty, or is not. */
function says(policy: readonly Permission[], request: Request, isEmpty: boolean) {
  const there = policy.filter(({ when }) => when === undefined || !isEmpty);
  const document = documentOf(there, "identity");
  if (document === undefined) throw new Error("not a policy");
  const { allow, deny } = saysAlone(document, request);
  return { allows: allow !== undefined && deny === undefined, refuses: deny !== undefined };
}

/** What each policy says of each request, looked up once. */
const told = new Map(
  policies.map((policy) => [
    policy,
    requests.flatMap((request) => [true, false].map((isEmpty) => says(policy, request, isEmpty))),
  ]),
);
type Told = ReturnType<typeof says>;

function isTold(left: readonly Permission[], right: readonly Permission[], differs: (one: Told, two: Told) => boolean): boolean {
  const theirs = told.get(right) ?? [];
  return (told.get(left) ?? []).some((one, index) => differs(one, theirs[index] ?? one));
}

const cases = policies.flatMap((left, index) =>
  policies.map((right, number) => ({ left, right, name: `${index} and ${number}` })),
);
const isShown = (left: readonly Permission[], right: readonly Permission[], request: Request) =>
  [true, false].some((isEmpty) => says(left, request, isEmpty).allows && !says(right, request, isEmpty).allows);

test("nothing is a difference exactly when no request shows one, and what is one is shown by its request", () => {
  const counted = { none: 0, some: 0 };
  for (const { left, right, name } of sample(cases, 11)) {
    const found = difference(left, right, "identity");
    const shown = isTold(left, right, (one, two) => one.allows && !two.allows);
    expect([name, found.length > 0]).toEqual([name, shown]);
    for (const { verdict, request } of found) {
      expect([name, verdict]).toEqual([name, "refuted"]);
      expect([name, request !== undefined && isShown(left, right, request)]).toEqual([name, true]);
    }
    counted[shown ? "some" : "none"] += 1;
  }
  expect(Math.min(counted.none, counted.some)).toBeGreaterThan(50);
});

test("nothing is refused anew exactly when no request shows it", () => {
  const counted = { none: 0, some: 0 };
  const isNew = (left: readonly Permission[], right: readonly Permission[], request: Request) =>
    [true, false].some((isEmpty) => says(left, request, isEmpty).refuses && !says(right, request, isEmpty).refuses);
  for (const { left, right, name } of sample(cases, 11)) {
    const found = refusalDifference(left, right, "identity");
    const shown = isTold(left, right, (one, two) => one.refuses && !two.refuses);
    expect([name, found.length > 0]).toEqual([name, shown]);
    for (const { verdict, permission, request } of found) {
      expect([name, verdict, permission.effect]).toEqual([name, "refuted", "Deny"]);
      expect([name, request !== undefined && isNew(left, right, request)]).toEqual([name, true]);
      expect(request !== undefined && isRefusedBy(left, request, "identity")).toBe(true);
    }
    counted[shown ? "some" : "none"] += 1;
  }
  expect(Math.min(counted.none, counted.some)).toBeGreaterThan(50);
});

describe("what cannot be read", () => {
  const [allow, deny] = [statements.slice(0, 1), statements.slice(5, 6)].map(permissions);
  const broken = (policy: readonly Permission[] = []): readonly Permission[] =>
    policy.map((permission): Permission => ({ ...permission, id: `broken ${permission.effect}`, resource: "${open" }));
  const verdicts = (
    left: readonly (readonly Permission[] | undefined)[],
    right: readonly (readonly Permission[] | undefined)[],
  ) => {
    const flat = (policies: typeof left) => policies.flatMap((policy) => policy ?? []);
    const [one, two] = [flat(left), flat(right)];
    return [difference(one, two, "identity"), refusalDifference(one, two, "identity")].map((found) =>
      found.map(({ verdict }) => verdict),
    );
  };

  test.each([
    ["an Allow of theirs takes nothing away", [allow], [allow, broken(allow)], [], []],
    ["an Allow on both sides is none", [allow, broken(allow)], [allow, broken(allow)], [], []],
    ["a Deny on both sides is none", [allow, broken(deny)], [allow, broken(deny)], [], []],
    ["a Deny of theirs may refuse", [allow], [allow, broken(deny)], ["unknown"], []],
    ["a Deny of ours may keep what theirs lack", [allow, broken(deny)], [], ["unknown"], ["unknown"]],
    ["an Allow of theirs may allow what seems to be missing", [allow], [broken(allow)], ["unknown"], []],
    ["a Deny of theirs may refuse what ours refuses", [deny], [broken(deny)], [], ["unknown"]],
    ["nor is a refusal taken for a new one beside it", [deny], [deny, broken(deny)], [], []],
    ["an Allow of ours that theirs lack is a doubt", [broken(allow)], [allow], ["unknown"], []],
  ])("%s", (_, left, right, ...expected) => expect(verdicts(left, right)).toEqual(expected));
});
