import { createColors } from "picocolors";
import { githubReport } from "../../modules/cli/report/github";
import { jsonReport } from "../../modules/cli/report/json";
import { sarifReport } from "../../modules/cli/report/sarif";
import { textReport } from "../../modules/cli/report/text";
import { columnsOf } from "../../modules/output/visible";
import { error, type Location, type Problem, warning } from "../../modules/problem";
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

function range(name: string, line: number, column: number, endColumn = column + 1, endLine = line): Location {
  return { file: name, line, column, endLine, endColumn };
}

function at(problem: Problem, line: number, column: number, endColumn?: number, endLine?: number): Problem {
  return { ...problem, at: range(file, line, column, endColumn, endLine) };
}

const problems: readonly Problem[] = [
  at(warning("plain-secret", ["services", "日本語"], "`日本語` looks like a secret"), 4, 12, 22),
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
    24,
  ),
  at(error("syntax-error", ["x"], "a \u001b[31mtab\u001b[0m \u009b31m and \u202Emore"), 3, 1, 23, 6),
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
    const printed = githubReport({ problems: [{ ...hostile, at: range("a\n::error::b", 1, 1) }] });
    expect(printed).toBe(
      "::error file=a%0A%3A%3Aerror%3A%3Ab,line=1,endLine=1,col=1,endColumn=2,title=unknown-key::a%0A::set-output name=x::y\\u000d%0A##[error]%0Ahelp: %250A::stop\n",
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
    const located = { ...error("too-deep", [], "m"), at: range(name, 3, 1) };
    const [result] = JSON.parse(sarifReport({ problems: [located] }, info)).runs[0].results;
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });
});

describe("a code frame", () => {
  const framed = (at: Location, lines: string): readonly string[] =>
    textReport({ problems: [{ ...error("too-deep", [], "m"), at }], source: { file: "f", text: lines } }, colorless)
      .split("\n")
      .slice(1, -3);
  const frame = (line: string, column: number) => ["", ...framed(range("f", 1, column), line)];

  test.each([
    ["one letter", "key: value", range("f", 1, 6), ["1 | key: value", "  |      ^"]],
    ["a value", "key: value # c", range("f", 1, 6, 11), ["1 | key: value # c", "  |      ^^^^^"]],
    ["a whole line", "key", range("f", 1, 1, 4), ["1 | key", "  | ^^^"]],
    ["nothing at the end of a line", "key:", range("f", 1, 5, 5), ["1 | key:", "  |     ^"]],
    ["wide letters", "a: 日本 b", range("f", 1, 4, 6), ["1 | a: 日本 b", "  |    ^^^^"]],
    ["an emoji of two units", "a: 😀 b", range("f", 1, 4, 6), ["1 | a: 😀 b", "  |    ^^"]],
    ["an accent in two characters", "a: e\u0301x y", range("f", 1, 4, 7), ["1 | a: e\u0301x y", "  |    ^^"]],
    ["a tab", "a:\tb c", range("f", 1, 4, 5), ["1 | a: b c", "  |    ^"]],
    ["tabs in it", "a: b\tc d", range("f", 1, 4, 7), ["1 | a: b c d", "  |    ^^^"]],
    ["a control character, as it is shown", "a: \u001b", range("f", 1, 4, 5), ["1 | a: \\u001b", "  |    ^^^^^^"]],
    ["more than the line has", "ab", range("f", 1, 2, 99), ["1 | ab", "  |  ^"]],
    ["two lines", "a: |\n  one two\nb", range("f", 1, 4, 10, 2), ["1 | a: |", "  |    ^", "2 |   one two", "  |   ^^^^^^^"]],
    ["many lines", "a: 'x\n\n  y'\n", range("f", 1, 4, 5, 3), ["1 | a: 'x", "  |    ^^", "  | ...", "3 |   y'", "  |   ^^"]],
    ["lines of which the last is missing", "a: x", range("f", 1, 4, 1, 3), ["1 | a: x", "  |    ^"]],
  ])("underlines %s", (_name, lines, at, expected) => {
    expect(framed(at, lines)).toEqual(expected);
  });

  test("has numbers of one width, and no more carets than the terminal shows of the line", () => {
    const lines = `${"\n".repeat(8)}a: 'x\n  y'`;
    expect(framed(range("f", 9, 4, 5, 10), lines)).toEqual([" 9 | a: 'x", "   |    ^^", "10 |   y'", "   |   ^^"]);
    const [shown = "", carets = ""] = framed(range("f", 1, 4, 400), `a: ${"x".repeat(500)}`);
    expect(shown).toBe(`1 | a: ${"x".repeat(97)}...`);
    expect(carets.length).toBeLessThanOrEqual(shown.length);
  });

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
    const problem = { ...error("too-deep", [], "m"), at: range("f", line, 1) };
    expect(textReport({ problems: [problem], source: { file: "f", text: "x" } }, colorless)).toBe(
      `f:${line}:1 too-deep: m\n\n1 error\n`,
    );
  });

  test("is left out for a problem of another file", () => {
    const problem = { ...error("too-deep", [], "m"), at: range("other", 1, 1) };
    expect(textReport({ problems: [problem], source: { file: "f", text: "x" } }, colorless)).not.toContain("|");
  });

  test("takes bytes that are not UTF-8", () => {
    const problem = { ...error("file-unreadable", [], "m"), at: range("f", 1, 2) };
    const bytes = new Uint8Array([0x61, 0xff, 0x62]);
    expect(textReport({ problems: [problem], source: { file: "f", text: bytes } }, colorless)).toContain("1 | a\ufffdb\n  |  ^");
  });
});
