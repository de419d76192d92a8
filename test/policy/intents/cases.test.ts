import { intents } from "../../../modules/spec/access/intents";
import { expectGolden } from "../../cli/golden";
import { accountRegionOf, type Case, files, granted } from "./cases";
import { plain, run } from "./item";

describe.each(files)("$name", ({ cases }) => {
  test.each(cases.filter(({ statements }) => statements !== undefined))("$claim", (one: Case) => {
    const outcome = run(one.item, accountRegionOf(one), one.organization);
    if ("schema" in outcome) throw new Error(outcome.schema);
    expect(outcome.problems).toEqual([]);
    expect(outcome.grants.map(plain)).toEqual(one.statements);
  });

  test.each(cases.filter(({ problem }) => problem !== undefined))("$claim", (one: Case) => {
    const outcome = run(one.item, accountRegionOf(one), one.organization);
    const codes = "schema" in outcome ? ["schema"] : outcome.problems.map(({ code }) => code);
    expect(codes).toEqual([one.problem]);
    expect("schema" in outcome ? [] : outcome.grants).toEqual([]);
  });
});

test("every intent and every verb has a case that grants it", () => {
  const shown = granted.flatMap(({ item }) =>
    Object.entries(item).flatMap(([intent, options]) => {
      const can = (options as { can?: string | string[] }).can;
      const known: readonly string[] = intents[intent as keyof typeof intents]?.verbs ?? [];
      const wanted = can === undefined ? [intent === "opensearch" ? "call" : known[0]] : [can].flat();
      return wanted.map((verb) => `${intent} ${verb}`);
    }),
  );
  const all = Object.entries(intents).flatMap(([intent, { verbs }]) => verbs.map((verb) => `${intent} ${verb}`));
  expect(all.filter((verb) => !shown.includes(verb))).toEqual([]);
});

test("the reasons of what is granted, as a reader of the files sees them", () => {
  const lines = files.flatMap(({ name, cases }) =>
    cases.flatMap((one) => {
      const outcome = run(one.item, accountRegionOf(one), one.organization);
      if (one.statements === undefined || "schema" in outcome) return [];
      const grants = outcome.grants.flatMap(({ statement: { Sid }, reason: { what, wildcard, why, page } }) => [
        `  ${Sid}: ${what}`,
        ...(wildcard === undefined ? [] : [`    wildcard: ${wildcard}`]),
        ...(why === undefined ? [] : [`    why: ${why}`]),
        `    ${page}`,
      ]);
      return [`${name}: ${one.claim}`, ...grants];
    }),
  );
  expectGolden("policy/reasons.golden.txt", `${lines.join("\n")}\n`);
});

test("every file has at least one refusal, and all together refuse as often as they grant", () => {
  expect(files.filter(({ cases }) => cases.every(({ problem }) => problem === undefined)).map(({ name }) => name)).toEqual([]);
  const refusals = files.flatMap(({ cases }) => cases).filter(({ problem }) => problem !== undefined);
  expect(refusals.length).toBeGreaterThanOrEqual(granted.length);
});

test("every refusal says how to mend it, without a full stop", () => {
  for (const one of files.flatMap(({ cases }) => cases)) {
    const outcome = run(one.item, accountRegionOf(one), one.organization);
    if ("schema" in outcome) continue;
    for (const { code, message, help, path } of outcome.problems) {
      if (code === "unknown-reference") continue; // the scope's own
      expect({ message, help }).toEqual({ message: expect.stringMatching(/[^.]$/), help: expect.stringMatching(/[^.]$/) });
      expect(path.slice(0, 4)).toEqual(["services", "web", "access", 0]);
    }
  }
});
