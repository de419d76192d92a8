/** Sizes, and the law of splitting: the parts allow together what the whole allows, and no part is too large. */
import fc from "fast-check";
import { showText } from "../../modules/iam/text";
import { document, documentStatement } from "../../modules/policy/document";
import { assumedLength, limits, policySize } from "../../modules/policy/size";
import { rolePolicies, splitGrants } from "../../modules/policy/split";
import type { Grant, Statement } from "../../modules/policy/statement";
import { runs } from "../laws";
import { late, reporting, role } from "./fixture";

const reason = { paths: [["services", "orders"]], what: "read", page: "https://docs.aws.amazon.com/" };
const grant = (over: Partial<Statement> = {}, more: Partial<Grant> = {}): Grant => ({
  statement: { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::photos/a"], ...over },
  reason,
  ...more,
});
const arns = (count: number, length = 80) =>
  Array.from({ length: count }, (_, index) => `arn:aws:s3:::photos/${index}/`.padEnd(length, "x"));
const sizeOf = (grants: readonly Grant[]) => policySize(document({ name: "a", grants }));

/** Everything that the statements say, as one line for each combination of an action, a resource and a value of every condition. */
function meaning(grants: readonly Grant[]): readonly string[] {
  const lines = grants.flatMap(({ statement: { Effect, Action, Resource = [], Condition = {} }, when }) => {
    const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) =>
        operator.includes("Not")
          ? [`${operator} ${key} ${values.map(showText)}`]
          : values.map((value) => `${operator} ${key} ${showText(value)}`),
      ),
    );
    const products = [[Effect], Action, Resource.map(showText), ...conditions, [when?.name ?? ""]].reduce<readonly string[]>(
      (rows, values) => rows.flatMap((row) => values.map((value) => `${row} | ${value}`)),
      [""],
    );
    return products;
  });
  return [...new Set(lines)].toSorted();
}

describe("size", () => {
  test("is that of the JSON without white space", () => {
    const compact =
      '{"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/a"}]}';
    expect(sizeOf([grant()])).toBe(compact.length);
  });

  test("takes late values at their assumed length", () => {
    const [before, after] = ["arn:aws:kms:us-east-1:", ":key/1"];
    const whole = sizeOf([grant({ Resource: [{ parts: [before, late("account", "account-id"), after] }] })]);
    expect(whole).toBe(sizeOf([grant({ Resource: [`${before}444455556666${after}`] })]));
    expect(sizeOf([grant({ Resource: [late("key", "kms-key-arn")] })]) - sizeOf([grant({ Resource: ["x"] })])).toBe(
      assumedLength["kms-key-arn"] - 1,
    );
  });

  test("assumes the longest key ARN there is", () => {
    expect("arn:aws-us-gov:kms:us-gov-west-1:444455556666:key/mrk-1234abcd12ab34cd56ef1234567890ab".length).toBe(
      assumedLength["kms-key-arn"],
    );
  });

  test.each(["<&>", '""', "\n", "é", "a~ "])("of %j is what Terraform writes of it", (text) => {
    const escaped = JSON.stringify(text).replace(/[<>&]/g, "------");
    expect(sizeOf([grant({ Resource: [text] })]) - sizeOf([grant({ Resource: [""] })])).toBe(escaped.length - 2);
  });

  test("counts what Terraform escapes as it is written", () => {
    expect(sizeOf([grant({ Resource: ["a<b>&"] })])).toBe(
      sizeOf([grant({ Resource: ["a\\u003cb\\u003e\\u0026".replaceAll("\\", "/")] })]),
    );
  });
});

describe("inline policies", () => {
  const run = (grants: readonly Grant[]) => reporting((report) => rolePolicies(role("orders"), grants, report));

  test("are none without grants and one otherwise, named after the role", () => {
    expect(run([]).value).toEqual([]);
    expect(run([grant()])).toEqual({ value: [{ name: "orders", grants: [grant()] }], problems: [] });
  });

  test("are accepted up to the last character of the limit, and not past it", () => {
    const room = limits.inline - sizeOf([grant({ Resource: [""] })]);
    expect(run([grant({ Resource: ["x".repeat(room)] })]).problems).toEqual([]);
    const { value, problems } = run([grant({ Resource: ["x".repeat(room + 1)] })]);
    expect(value).toEqual([]);
    expect(problems).toEqual([
      {
        code: "policy-too-large",
        severity: "error",
        path: ["services", "orders"],
        message: "the policy of role `orders` has 10241 characters, and inline policies have at most 10240 together",
        help: "set `policies: managed` on the account, to split it over managed policies",
      },
    ]);
  });
});

describe("managed policies", () => {
  const run = (grants: readonly Grant[]) =>
    reporting((report) => rolePolicies(role("orders", { policies: "managed" }), grants, report));

  test("are numbered from the first, so that no role's policy can be called like another's", () => {
    expect(run([grant()]).value.map(({ name }) => name)).toEqual(["orders-1"]);
    expect(run([grant({ Resource: arns(100) })]).value.map(({ name }) => name)).toEqual(["orders-1", "orders-2"]);
  });

  test("keep small statements whole", () => {
    const grants = [grant({ Resource: arns(50) }), grant({ Sid: "B", Resource: arns(50) }), grant({ Sid: "C" })];
    expect(run(grants).value.map(({ grants: part }) => part.map(({ statement }) => statement.Sid))).toEqual([
      ["Read", "C"],
      ["B"],
    ]);
  });

  test("may be ten on a role", () => {
    const full = (count: number) =>
      Array.from({ length: count }, (_, index) => grant({ Sid: `S${index}`, Resource: ["x".repeat(6000)] }));
    expect([run(full(10)).value.length, run(full(10)).problems]).toEqual([10, []]);
    expect([run(full(11)).value.length, run(full(11)).problems.length]).toEqual([0, 1]);
  });

  test("are at most ten on a role", () => {
    const { value, problems } = run([grant({ Resource: arns(800) })]);
    expect(value).toEqual([]);
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ["policy-too-large", "role `orders` needs 16 managed policies, and a role has at most 10"],
    ]);
  });

  test("are full at the last character of the limit", () => {
    const pair = (length: number) => [grant({ Resource: ["x".repeat(length)] }), grant({ Sid: "B", Resource: ["y".repeat(50)] })];
    const room = limits.managed - sizeOf(pair(0));
    // A comma is kept free behind the last statement.
    expect(run(pair(room - 1)).value.map(({ grants }) => sizeOf(grants))).toEqual([limits.managed - 1]);
    expect(run(pair(room + 1)).value.map(({ grants }) => grants.length)).toEqual([1, 1]);
  });

  test.each([
    ["one that can be divided stands beside it", [grant(), grant({ Sid: "B", Resource: ["x".repeat(7000)] })]],
    ["half of it fits", [grant({ Resource: ["x".repeat(7000), "y"] })]],
  ])("cannot hold a statement that cannot be divided, though %s", (_, grants) => {
    expect(splitGrants(grants, limits.managed)).toBeUndefined();
  });

  test("cannot hold a statement that cannot be divided", () => {
    const { problems } = run([grant({ Resource: ["x".repeat(7000)] })]);
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ["policy-too-large", "a statement of role `orders` has more than 6144 characters and cannot be split"],
    ]);
  });

  test("never divide a negated condition, of which the halves would allow more", () => {
    expect(
      splitGrants([grant({ Condition: { StringNotEquals: { "aws:PrincipalTag/team": arns(100) } } })], limits.managed),
    ).toBeUndefined();
    expect(
      splitGrants([grant({ Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": arns(100) } } })], limits.managed),
    ).toBeUndefined();
  });

  test("divide the encryption contexts of a key, and keep what makes the statement conditional", () => {
    const when = late("key", "kms-key-arn", true);
    const parts = splitGrants(
      [
        grant(
          { Condition: { StringEquals: { "kms:ViaService": ["s3"], "kms:EncryptionContext:SecretARN": arns(100) } } },
          { when },
        ),
      ],
      limits.managed,
    );
    expect(parts?.flat().map((part) => [part.when, part.statement.Condition?.StringEquals?.["kms:ViaService"]])).toEqual([
      [when, ["s3"]],
      [when, ["s3"]],
    ]);
  });

  test("a half without wildcard has no reason for one", () => {
    const wild = grant({ Resource: ["*", ...arns(150)] }, { reason: { ...reason, wildcard: "because" } });
    const reasons = splitGrants([wild], limits.managed)!.flat();
    expect(reasons.map(({ statement, reason: { wildcard } }) => [statement.Resource?.includes("*"), wildcard])).toEqual([
      [true, "because"],
      [false, undefined],
      [false, undefined],
      [false, undefined],
    ]);
  });
});

test("an existing role gets one policy of any size: what it must allow, never written", () => {
  const grants = [grant({ Resource: arns(500) })];
  const { value, problems } = reporting((report) => rolePolicies(role("orders", { existing: true }), grants, report));
  expect([value, problems]).toEqual([[{ name: "orders", grants }], []]);
});

const words = fc.stringMatching(/^[a-z0-9/]{1,30}$/);
const list = (prefix: string) =>
  fc.uniqueArray(
    words.map((word) => `${prefix}${word}`),
    { minLength: 1, maxLength: 40 },
  );
const statement = fc.record({
  Sid: fc.constantFrom("Read", "Read2", "Write"),
  Effect: fc.constant("Allow" as const),
  Action: list("s3:"),
  Resource: list("arn:aws:s3:::"),
  Condition: fc.oneof(
    fc.constant({}),
    fc.record({ StringEquals: fc.record({ "aws:ResourceAccount": list("") }) }),
    fc.record({
      ArnLike: fc.record({ "aws:PrincipalArn": list("") }),
      StringNotEquals: fc.record({ "aws:ResourceOrgID": fc.uniqueArray(words, { minLength: 1, maxLength: 3 }) }),
    }),
  ),
});

test("law: the parts allow together what the whole allows, fit, and have unique Sids", () => {
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 6 }), fc.integer({ min: 500, max: 3000 }), (statements, limit) => {
      const grants = statements.map((one) => grant(one));
      const parts = splitGrants(grants, limit);
      fc.pre(parts !== undefined);
      const sids = parts.flat().map(({ statement: { Sid } }) => Sid);
      expect(meaning(parts.flat())).toEqual(meaning(grants));
      expect(Math.max(...parts.map(sizeOf))).toBeLessThanOrEqual(limit);
      expect(new Set(sids).size).toBe(sids.length);
    }),
    { seed: 20261122, numRuns: runs(150) },
  );
});

test("law: without late values, the size is that of the JSON as Terraform writes it", () => {
  const hostile = fc.array(
    fc.record({
      Sid: fc.string(),
      Action: fc.array(fc.string({ unit: "binary" }), { maxLength: 3 }),
      Resource: fc.array(fc.string(), { maxLength: 3 }),
    }),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(hostile, (statements) => {
      const grants = statements.map((one) => grant(one));
      const written = JSON.stringify(document({ name: "p", grants }));
      expect(sizeOf(grants)).toBe(written.length + 5 * (written.match(/[<>&]/g)?.length ?? 0));
    }),
    { seed: 20261122, numRuns: runs(200) },
  );
});

test("law: what fits into one policy stays as it is", () => {
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), (statements) => {
      const grants = statements.map((one, index) => grant({ ...one, Sid: `Read${index}` }));
      fc.pre(sizeOf(grants) < 50_000);
      expect(splitGrants(grants, 60_000)).toEqual([grants]);
    }),
    { seed: 20261122, numRuns: runs(50) },
  );
});

test("the size of a document is that of its parts", () => {
  const one = grant({ Resource: arns(3) });
  expect(sizeOf([one, one])).toBe(sizeOf([]) + 2 * policySize(documentStatement(one.statement)) + 1);
});
