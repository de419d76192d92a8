import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { rolesTable } from "../../modules/output/roles-table";
import type { StackSummary } from "../../modules/output/summary";
import { columnsOf, visible } from "../../modules/output/visible";
import { wrap } from "../../modules/output/wrap";
import { expectGolden } from "../cli/golden";
import { runs } from "../laws";

const stack: StackSummary = JSON.parse(readFileSync(join(__dirname, "../cases/output/stack.json"), "utf8"));
const dangerous = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const seed = { seed: 20261122, numRuns: runs(500) };
const anything = fc.string({ unit: "binary", maxLength: 200 });

describe("the table of roles", () => {
  test("says who assumes each role, what it may do on what, and who else gets in", () => {
    expectGolden("output/roles-table.golden.txt", rolesTable([stack], 100));
  });

  test.each([60, 72, 80, 100, 160])("fits %i columns", (width) => {
    const lines = rolesTable([stack], width).split("\n");
    expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(width);
  });

  test("says that there is no role", () => {
    const { roles: _roles, resourcePolicies: _policies, ...rest } = stack;
    expect(rolesTable([{ ...rest, roles: [], resourcePolicies: [] }], 100)).toMatch(/\n\n {2}no roles\n$/);
  });

  test("keeps apart what is allowed if something is so and if it is not so", () => {
    const [role] = stack.roles;
    const condition = ([operator = "", ...values]: readonly string[]) => {
      const statement = {
        ...stack.resourcePolicies[0]!.statements[0]!,
        conditions: [{ operator, key: "k", values }],
      };
      return rolesTable([{ ...stack, resourcePolicies: [], roles: [{ ...role!, statements: [statement] }] }], 100).match(
        /if .*k .*/,
      )?.[0];
    };
    const ab = ["a", "b"];
    const operators = ["StringEquals", "StringNotEquals", "DateLessThan", "BoolIfExists", "ForAllValues:StringEquals"];
    const others = ["ForAnyValue:StringLikeIfExists", "NumericLessThan"];
    expect([...operators, ...others].map((operator) => condition([operator, ...ab]))).toEqual([
      "if k is a or b",
      "if k is not a or b",
      "if k is before a or b",
      "if k is a or b, if it has a value",
      "if every value of k is a or b",
      "if a value of k is like a or b, if it has a value",
      "if k NumericLessThan a or b",
    ]);
    expect([condition(["Null", "true"]), condition(["Null", "false"])]).toEqual(["if k is absent", "if k is present"]);
  });

  test("shows ARNs of other accounts and regions in full, and long lists by their beginning", () => {
    const [role] = stack.roles;
    const statement = {
      ...stack.resourcePolicies[0]!.statements[0]!,
      principals: [],
      resources: [
        "arn:aws:sqs:eu-central-1:444455556666:own",
        "arn:aws:sqs:eu-west-1:444455556666:far",
        ...Array.from({ length: 20 }, (_, n) => `r${n}`),
      ],
    };
    const printed = rolesTable([{ ...stack, roles: [{ ...role!, statements: [statement] }] }], 100);
    expect(printed).toContain(" sqs:own\n");
    expect(printed).toContain(" arn:aws:sqs:eu-west-1:444455556666:far\n");
    expect(printed).toContain(" and 15 more\n");
    expect(printed).not.toContain("r5");
  });

  test("lets no control character of a name through, and stays a table", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const [role] = stack.roles;
        const spoilt = { ...stack, platform: text, resourcePolicies: [], roles: [{ ...role!, name: text, usedBy: [text] }] };
        const printed = rolesTable([spoilt], 80);
        expect(printed.replaceAll("\n", "")).not.toMatch(dangerous);
        expect(Math.max(...printed.split("\n").map(columnsOf))).toBeLessThanOrEqual(80);
      }),
      seed,
    );
  });
});

describe("visible text", () => {
  test.each([
    ["plain ünïcode 日本 😀", "plain ünïcode 日本 😀"],
    ["\u001b[31m", "\\u001b[31m"],
    ["a\r\nb\tc", "a\\u000d\\u000ab\\u0009c"],
    ["\u202eabc\u2066", "\\u202eabc\\u2066"],
    ["\u009b31m", "\\u009b31m"],
    ["\u2028\u200b\ufeff", "\\u2028\\u200b\\ufeff"],
    ["\ud800", "\\ud800"],
    ["\u{e0041}", "\\u{e0041}"],
  ])("of %j is %j", (text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  test("has no character that cannot be seen", () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(visible(text)).not.toMatch(dangerous);
      }),
      seed,
    );
  });
});

describe("wrapped text", () => {
  test.each<[string, number, number, string[]]>([
    ["", 10, 0, [""]],
    ["one two three", 9, 0, ["one two", "three"]],
    ["one two three", 9, 2, ["one two", "  three"]],
    ["repository/inventory", 12, 2, ["repository/", "  inventory"]],
    ["abcdefghijklmnopqrst", 10, 0, ["abcdefghij", "klmnopqrst"]],
    ["日本語日本語日本", 8, 0, ["日本語日", "本語日本"]],
  ])("of %j in %i columns is %j", (text, width, indent, expected) => {
    expect(wrap(text, width, indent)).toEqual(expected);
  });

  test("fits, and loses nothing but spaces", () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 10, max: 60 }), fc.integer({ min: 0, max: 2 }), (text, width, indent) => {
        const shown = visible(text);
        const lines = wrap(shown, width, indent);
        expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(width);
        expect(lines.join("").replace(/\s/g, "")).toBe(shown.replace(/\s/g, ""));
      }),
      seed,
    );
  });
});
