import * as fc from "fast-check";
import { policyName, roleName, terraformName } from "../../modules/model/role-name";
import { runs } from "../laws";

const property = { seed: 20260101, numRuns: runs(500) };
const accepted = /^[A-Za-z0-9+=,.@_-]+$/;

describe("roleName", () => {
  test.each<readonly [readonly string[], string]>([
    [["techflow", "order-cache", "task"], "techflow-order-cache-task"],
    [["a"], "a"],
    [["x".repeat(64)], "x".repeat(64)],
    [["techflow", "s".repeat(60), "task"], "techflow-ssssssssssssssssssssssssssssssssssssssssssssss-4d65985b"],
  ])("joins %j", (parts, expected) => {
    expect(roleName(parts)).toBe(expected);
  });

  test("names of 65 characters that differ in the last one stay apart", () => {
    const [one, two] = [roleName([`${"x".repeat(64)}1`]), roleName([`${"x".repeat(64)}2`])];
    expect(one).not.toBe(two);
    expect([one.length, two.length]).toStrictEqual([64, 64]);
  });

  test("bug 10: no random prefixes: a name is the same each time, known before the role exists, for long service names too", () => {
    const parts = ["techflow", "a-service-name-of-more-than-twenty-seven-characters-and-then-some", "execution"];
    expect(roleName(parts)).toBe(roleName([...parts]));
    expect(roleName(parts)).toBe("techflow-a-service-name-of-more-than-twenty-seven-chara-387d40f2");
  });

  test("keeps IAM's length and characters for any text", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 80 }), { maxLength: 4 }), (parts) => {
        expect(roleName(parts)).toMatch(accepted);
        expect(roleName(parts).length).toBeLessThanOrEqual(64);
        expect(policyName(parts)).toMatch(accepted);
        expect(policyName(parts).length).toBeLessThanOrEqual(128);
      }),
      property,
    );
  });

  test("different joined names give different role names", () => {
    const name = fc.oneof(fc.string({ minLength: 1, maxLength: 100 }), fc.stringMatching(/^techflow-[a-z-]{60,90}$/));
    fc.assert(
      fc.property(name, name, (one, two) => {
        expect(roleName([one]) === roleName([two])).toBe(one === two);
      }),
      property,
    );
  });

  test("ten thousand services with one long beginning have ten thousand names", () => {
    const names = Array.from({ length: 10_000 }, (_, index) => roleName(["p".repeat(70), `service-${index}`, "task"]));
    expect(new Set(names).size).toBe(10_000);
  });
});

describe("terraformName", () => {
  test.each([
    ["order-cache", "order_cache"],
    ["orderCache", "order_cache"],
    ["order_cache", "order_cache"],
    ["team/app.v2", "team_app_v2"],
    ["a--b", "a__b"],
    ["2048-game", "_2048_game"],
    ["-x", "_x"],
  ])("writes `%s` as `%s`", (name, expected) => {
    expect(terraformName(name)).toBe(expected);
  });

  test("bug 17: names that start with a digit are addresses", () => {
    expect(terraformName("2048")).toBe("_2048");
  });

  test("keeps names apart whose letters it cannot write", () => {
    expect(terraformName("größe")).not.toBe(terraformName("gräße"));
    expect(terraformName("")).not.toBe(terraformName("_"));
  });

  test("writes an address for any text, ${ and newlines included", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect(terraformName(name)).toMatch(/^[a-z_][a-z0-9_]*$/);
      }),
      property,
    );
    expect(terraformName('${x}"\n')).toMatch(/^[a-z_][a-z0-9_]*$/);
  });
});
