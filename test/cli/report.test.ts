import { createColors } from "picocolors";
import { githubReport } from "../../modules/cli/report/github";
import { jsonReport } from "../../modules/cli/report/json";
import { sarifReport } from "../../modules/cli/report/sarif";
import { textReport } from "../../modules/cli/report/text";
import { columnsOf } from "../../modules/output/visible";
import { error, type Problem, warning } from "../../modules/problem";
import { expectGolden } from "./golden";

const text = [
  "platform: shop\r",
  "accounts: { prod: 12345 }",
  "services:",
  '  "日本語": { image: "x" }',
  `  long: ${"x".repeat(300)}!${"y".repeat(300)}`,
  "\ttab: \u202Eevil\u001b]0;title\u0007",
].join("\n");
const file = "teams/a:b,50%.yaml";

function at(problem: Problem, line: number, column: number): Problem {
  return { ...problem, at: { file, line, column } };
}

const problems: readonly Problem[] = [
  at(warning("plain-secret", ["services", "日本語"], "`日本語` looks like a secret"), 4, 12),
  at(error("unknown-key", ["services", "long"], "unknown key `long`", "did you mean `logs`?"), 5, 309),
  at(
    error(
      "invalid-account",
      ["accounts", "prod"],
      "`12345` is not an account id, it is 50% too short",
      "twelve digits,\nin quotes",
    ),
    2,
    19,
  ),
  at(error("syntax-error", ["x"], "a \u001b[31mtab\u001b[0m \u009b31m and \u202Emore"), 6, 7),
  error("output-foreign", [], "`out` holds files that rolewright did not write", "give another folder"),
];
const report = { problems, source: { file, text } };
const colorless = createColors(false);
const info = { name: "rolewright", version: "1.2.3" };

/** Everything that moves a cursor, changes colours or hides, but the line feed. */
const dangerous = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

describe("problems", () => {
  test("as text have a place, the line with a caret below the column, a cure, and a count", () => {
    expectGolden("cli/problems.golden.txt", textReport(report, colorless));
  });

  test("as JSON are a list in order", () => {
    expectGolden("cli/problems.golden.json", jsonReport(report));
    expect(JSON.parse(jsonReport(report)).map((problem: Problem) => problem.message)).toContain(problems[3]?.message);
  });

  test("as SARIF are results of one run, with a rule each", () => {
    expectGolden("cli/problems.golden.sarif", sarifReport(report, info));
  });

  test("as workflow commands are one line each", () => {
    const printed = githubReport(report);
    expectGolden("cli/problems.golden.github", printed);
    expect(printed.trimEnd().split("\n")).toHaveLength(problems.length);
  });

  test.each([
    ["text", textReport(report, colorless)],
    ["JSON", jsonReport(report)],
    ["SARIF", sarifReport(report, info)],
    ["workflow commands", githubReport(report)],
  ])("as %s bring no control character to the terminal", (_name, printed) => {
    expect(printed).not.toMatch(dangerous);
  });

  test("are printed in the same order whatever order they come in", () => {
    const backwards = { ...report, problems: [...problems].reverse() };
    expect(textReport(backwards, colorless)).toBe(textReport(report, colorless));
    expect(sarifReport(backwards, info)).toBe(sarifReport(report, info));
  });

  test("are nothing in text and workflow commands when there is none, and an empty list in JSON and SARIF", () => {
    const none = { problems: [], source: report.source };
    expect([textReport(none, colorless), githubReport(none), jsonReport(none)]).toEqual(["", "", "[]\n"]);
    expect(JSON.parse(sarifReport(none, info)).runs[0]).toMatchObject({ results: [], tool: { driver: { rules: [] } } });
  });

  test("have colours only where they are wanted", () => {
    expect(textReport(report, createColors(true))).toContain("\u001b[31m");
    expect(textReport(report, colorless)).not.toContain("\u001b");
  });

  test("cannot end a workflow command or begin another", () => {
    const hostile = error("unknown-key", [], "a\n::set-output name=x::y\r\n##[error]", "%0A::stop");
    const printed = githubReport({ problems: [{ ...hostile, at: { file: "a\n::error::b", line: 1, column: 1 } }] });
    expect(printed).toBe(
      "::error file=a%0A%3A%3Aerror%3A%3Ab,line=1,col=1,title=unknown-key::a%0A::set-output name=x::y\\u000d%0A##[error]%0Ahelp: %250A::stop\n",
    );
  });

  test.each([
    ["platform.yaml", "platform.yaml"],
    ["./a b/ü%.yaml", "a%20b/%C3%BC%25.yaml"],
    ["../up.yaml", "../up.yaml"],
    ["/abs/x.yaml", "file:///abs/x.yaml"],
    ["C:\\teams\\x.yaml", "file:///C%3A/teams/x.yaml"],
    ["teams\\x.yaml", "teams/x.yaml"],
    ["<stdin>", "%3Cstdin%3E"],
  ])("in %s are at the address %s in SARIF", (name, uri) => {
    const located = { ...error("too-deep", [], "m"), at: { file: name, line: 3, column: 1 } };
    const [result] = JSON.parse(sarifReport({ problems: [located] }, info)).runs[0].results;
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });
});

describe("a code frame", () => {
  const frame = (line: string, column: number) =>
    textReport(
      { problems: [{ ...error("too-deep", [], "m"), at: { file: "f", line: 1, column } }], source: { file: "f", text: line } },
      colorless,
    ).split("\n");

  test.each([
    ["plain", "key: value", 6, "v"],
    ["after wide letters", "日本: x", 5, "x"],
    ["after a tab", "\tkey", 2, "k"],
    ["after an emoji", "😀 x", 4, "x"],
    ["after an accent in two characters", "e\u0301: x", 5, "x"],
    ["after a control character", "\u001b[0m: x", 7, "x"],
    ["far to the right", `${"0123456789".repeat(50)}x${"z".repeat(500)}`, 501, "x"],
    ["far to the right of emoji", `${"😀".repeat(200)}x`, 401, "x"],
  ])("puts the caret below the column: %s", (_name, line, column, character) => {
    const [, shown = "", caret = ""] = frame(line, column);
    const before = shown.slice(0, shown.indexOf(character, 4));
    expect(columnsOf(caret)).toBe(columnsOf(before) + 1);
    expect(columnsOf(shown)).toBeLessThanOrEqual(110);
  });

  test.each([
    ["a line that does not exist", 9],
    ["line 0", 0],
  ])("is left out for %s", (_name, line) => {
    const problem = { ...error("too-deep", [], "m"), at: { file: "f", line, column: 1 } };
    expect(textReport({ problems: [problem], source: { file: "f", text: "x" } }, colorless)).toBe(
      `f:${line}:1 too-deep: m\n\n1 error\n`,
    );
  });

  test("is left out for a problem of another file", () => {
    const problem = { ...error("too-deep", [], "m"), at: { file: "other", line: 1, column: 1 } };
    expect(textReport({ problems: [problem], source: { file: "f", text: "x" } }, colorless)).not.toContain("|");
  });

  test("takes bytes that are not UTF-8", () => {
    const problem = { ...error("file-unreadable", [], "m"), at: { file: "f", line: 1, column: 2 } };
    const bytes = new Uint8Array([0x61, 0xff, 0x62]);
    expect(textReport({ problems: [problem], source: { file: "f", text: bytes } }, colorless)).toContain("1 | a\ufffdb\n  |  ^");
  });
});
