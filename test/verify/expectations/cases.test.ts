/** Whole platforms with expectations; what becomes of each stands behind it in a comment: `# proved`, `# refuted: <words>`, `# unknown: <words>`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { planPlatform } from "../../../modules/pipeline";
import { expectGolden } from "../../cli/golden";

const folder = join(__dirname, "../../cases/expectations");

interface Case {
  readonly line: number;
  readonly entry: string;
  readonly verdict: string;
  readonly words: string;
}

function casesIn(text: string): readonly Case[] {
  return text.split("\n").flatMap((line, index) => {
    const [, entry, verdict, words = ""] =
      /^ *- (\{ (?:allow|deny): .*\}) *# (proved|refuted|unknown)(?:: (.*))?$/.exec(line) ?? [];
    return entry === undefined || verdict === undefined ? [] : [{ line: index + 1, entry, verdict, words }];
  });
}

const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
const all = files.map((file) => ({ file, text: readFileSync(join(folder, file), "utf8") }));

test("there are as many refusals as successes, and some that nobody can decide", () => {
  const counted = (verdict: string): number =>
    all.flatMap(({ text }) => casesIn(text)).filter((one) => one.verdict === verdict).length;
  expect(counted("proved") + counted("refuted")).toBeGreaterThan(100);
  expect(counted("refuted")).toBeGreaterThan(counted("proved") * 0.6);
  expect(counted("unknown")).toBeGreaterThan(5);
});

/** Every answer whole: how many questions, whose word it also takes, and all the words. */
test("says exactly what has been read", () => {
  const lines = all.flatMap(({ file, text }) => {
    const outcome = planPlatform({ file, text });
    const results = (outcome.ok ? outcome.value : outcome.refuted)?.expectations.results ?? [];
    return results.map(
      ({ at, verdict, questions, owners, words }) =>
        `${file}:${at?.line} ${verdict} (${[questions, ...owners].join()}) ${words}\n`,
    );
  });
  expectGolden("expectations/answers.golden.txt", lines.join(""));
});

describe.each(all)("$file", ({ file, text }) => {
  const outcome = planPlatform({ file, text });
  const plan = outcome.ok ? outcome.value : outcome.refuted;
  const results = new Map(plan?.expectations.results.map((result) => [result.at?.line, result]));
  const cases = casesIn(text);

  test.each(cases)("$line: $entry is $verdict", ({ line, verdict, words }) => {
    const result = results.get(line);
    expect({ verdict: result?.verdict, words: result?.words }).toEqual({ verdict, words: expect.stringContaining(words) });
  });

  test("every expectation has a case, and every one that is not proved a problem at its line", () => {
    expect([...results.keys()]).toHaveLength(cases.length);
    const problems = outcome.problems.filter(({ code }) => code.startsWith("expectation-"));
    const expected = cases.filter(({ verdict }) => verdict !== "proved").map(({ line }) => line);
    expect(problems.map(({ at }) => at?.line).sort()).toEqual([...expected].sort());
    for (const { code, severity, help } of problems) {
      expect(severity).toBe(code === "expectation-failed" ? "error" : "warning");
      expect(help).toMatch(/\S/);
    }
  });
});
