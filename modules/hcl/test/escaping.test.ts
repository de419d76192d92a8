/** Text that stays what it is: quoted strings, templates, heredocs and comments, there and back. */
import { expressionJson, expressionText, inline, readExpression, readTemplate } from "..";
import type { Expression, Segment } from "../node";
import { knownStrings } from "../read/known-string";
import { isIdentifier, visitBodies } from "../read/label";
import { commentLines, escapeQuoted, escapeTemplate, heredocText, isHeredoc, isName, quotedText, wellFormed } from "../text";

const hole = (text: string, kind: "interpolation" | "directive" = "interpolation"): Exclude<Segment, string> => ({
  kind,
  nodes: readExpression(text) ?? [],
});
const print = ({ kind, nodes }: Exclude<Segment, string>): string => `${kind === "interpolation" ? "$" : "%"}{${inline(nodes)}}`;
/** The parts with their holes as they are printed. */
const parts = (segments: readonly Segment[] | undefined) =>
  segments?.map((segment) => (typeof segment === "string" ? segment : { hole: print(segment) }));
const x = hole("var.x");
const ifX = hole("if", "directive");
const coded = (code: number): string => `\\u${code.toString(16).padStart(4, "0")}`;

describe("a quoted string", () => {
  const named: Readonly<Record<number, string>> = { 9: "\\t", 10: "\\n", 13: "\\r" };
  const controls = [...Array.from({ length: 32 }, (_, code) => code), ...Array.from({ length: 33 }, (_, index) => 0x7f + index)];
  test.each(controls)("has the control character %d as an escape", (code) => {
    expect(escapeQuoted(`a${String.fromCharCode(code)}b`)).toBe(`a${named[code] ?? coded(code)}b`);
  });

  test.each([0xad, 0x61c, 0x200b, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2060, 0x206f, 0xfeff, 0xfff9, 0xfffb])(
    "has the invisible character %d as an escape",
    (code) => expect(escapeQuoted(String.fromCharCode(code))).toBe(coded(code)),
  );

  test.each([0x20, 0x7e, 0xa0, 0xae, 0x200a, 0x2010, 0x2027, 0x202f, 0x205f, 0x2070, 0xfff8, 0xfffc, 0x301, 0xe9])(
    "has the character %d as it is",
    (code) => expect(escapeQuoted(String.fromCharCode(code))).toBe(String.fromCharCode(code)),
  );

  test.each([
    ["plain $ % { }", "plain $ % { }"],
    ["", ""],
    ['"', '\\"'],
    ["\\", "\\\\"],
    ["${a} %{b}", "$${a} %%{b}"],
    ["$${a}", "$$${a}"],
    ["{", "{"],
    ["\u{1f600}", "\u{1f600}"],
  ])("%j is %s", (text, inside) => expect(escapeQuoted(text)).toBe(inside));

  test.each<readonly [claim: string, segments: readonly Segment[], text: string]>([
    ["nothing", [""], '""'],
    ["text and a hole", ["a", x, "b"], '"a${var.x}b"'],
    ["a hole alone", [x], '"${var.x}"'],
    ["a hole with empty text before it", ["", x], '"${var.x}${""}"'],
    ["a hole with empty text behind it", [x, ""], '"${var.x}${""}"'],
    ["two holes", [x, x], '"${var.x}${var.x}"'],
    ["two empty texts", ["", ""], '""'],
    ["a dollar sign in front of a hole", ["a$", x], '"a\\u0024${var.x}"'],
    ["two of them", ["$$", x], '"$\\u0024${var.x}"'],
    ["a percent sign in front of a directive", ["%", ifX], '"\\u0025%{if}"'],
    ["a dollar sign in front of a directive", ["$", ifX], '"$%{if}"'],
    ["a percent sign in front of a hole", ["%", x], '"%${var.x}"'],
    ["a dollar sign behind a hole", [x, "$"], '"${var.x}$"'],
    ["a dollar sign in front of text", ["$", "{"], '"${"'],
  ])("of %s", (_, segments, text) => expect(quotedText(segments, print)).toBe(text));
});

describe("a template", () => {
  test.each([
    ['a\\"\n', 'a\\"\n'],
    ["$ %", "$ %"],
    ["${a}", "$${a}"],
    ["%{a}", "%%{a}"],
    ["$${a}", "$$${a}"],
    ["\r", '${"\\r"}'],
    ["a\r\n", 'a${"\\r"}\n'],
    ["$\r", '${"$\\r"}'],
    ["$%\r{", '${"$%\\r"}{'],
    ["\r\r", '${"\\r"}${"\\r"}'],
  ])("of %j is %j", (text, template) => expect(escapeTemplate(text)).toBe(template));

  test.each([
    ["\ud800", "\ufffd"],
    ["a\udfffb", "a\ufffdb"],
    ["\ud83d\ude00", "\ud83d\ude00"],
    ["\ud83d\ude00\ud800", "\ud83d\ude00\ufffd"],
  ])("%j is read by Terraform as %j", (text, read) => expect(wellFormed(text)).toBe(read));

  const read: readonly (readonly [text: string, segments: readonly Segment[] | undefined])[] = [
    ["", [""]],
    ["a", ["a"]],
    ["$${a} %%{b}", ["${a} %{b}"]],
    ["$$${a}", ["$${a}"]],
    ["$%{if}", ["$", ifX]],
    ["%${var.x}", ["%", x]],
    ["${var.x}", [x]],
    ["a${var.x}b${var.x}c", ["a", x, "b", x, "c"]],
    ["a ${~var.x~} b", ["a", x, "b"]],
    ["a ${~var.x} b", ["a", x, " b"]],
    ["a ${var.x~} b", ["a ", x, "b"]],
    ["a\n  ${~var.x~}  \n  b", ["a\n", x, "  b"]],
    ["\n${~var.x~}\n", ["", x, ""]],
    ["a\n\n${~var.x~}\n\nb", ["a\n", x, "\nb"]],
    ["\u00a0\u3000${~var.x~}\u2028b", ["", x, "b"]],
    ["${~var.x~}", [x]],
    ["${var.x", undefined],
    ["${}", undefined],
    ["$${", ["${"]],
    ["${", undefined],
    ["a$", ["a$"]],
  ];
  test.each(read)("%j is read in its parts", (text, segments) => expect(parts(readTemplate(text))).toEqual(parts(segments)));
});

/** The parts of the one string that an expression is. */
function segmentsOf(text: string): readonly Segment[] | undefined {
  const [node, ...others] = readExpression(text) ?? [];
  return node?.kind === "string" && others.length === 0 ? node.segments : undefined;
}

describe("a string in an expression", () => {
  test.each<readonly [text: string, segments: readonly Segment[] | undefined]>([
    ['""', [""]],
    ['"\\n\\r\\t\\"\\\\"', ['\n\r\t"\\']],
    ['"\\u0041\\U0001F600"', ["A\u{1f600}"]],
    ['"\\U0010ffff"', ["\u{10ffff}"]],
    ['"\\U00110000"', undefined],
    ['"\\ud800"', ["\ufffd"]],
    ['"\\u004"', undefined],
    ['"\\U0001F60"', undefined],
    ['"\\x"', undefined],
    ['"\\', undefined],
    ['"a', undefined],
    ['"a\nb"', undefined],
    ['"$ % { $a"', ["$ % { $a"]],
    ['"$${a}%%{b}"', ["${a}%{b}"]],
    ['"$$a"', ["$$a"]],
    ['"$%{if}"', ["$", ifX]],
    ['"a${var.x}"', ["a", x]],
    ['"a ${~var.x~} b"', ["a", x, "b"]],
    ['"a\\n ${~var.x~} \\n b"', ["a", x, "b"]],
    ['"${var.x"', undefined],
  ])("%s", (text, segments) => expect(parts(segmentsOf(text))).toEqual(parts(segments)));
});

describe("a heredoc", () => {
  test.each<readonly [text: string, segments: readonly Segment[] | undefined]>([
    ["<<EOT\na\nEOT\n", ["a\n"]],
    ["<<EOT\r\na\nEOT\n", ["a\n"]],
    ["<<EOT\n  a\n b\n  EOT\n", ["  a\n b\n"]],
    ["<<-EOT\n  a\n b\n  EOT\n", [" a\nb\n"]],
    ["<<-EOT\n  a\n\n   \n  b\nEOT\n", ["a\n\n   \nb\n"]],
    ["<<-EOT\n\ta\n\t\tb\nEOT\n", ["a\n\tb\n"]],
    ["<<-EOT\na\n  b\nEOT\n", ["a\n  b\n"]],
    ["<<-EOT\n  ${var.x}\n  b\nEOT\n", ["", x, "\nb\n"]],
    ["<<-EOT\n${var.x}\n  b\nEOT\n", [x, "\n  b\n"]],
    ["<<-EOT\n  a${var.x}  b\n   c\nEOT\n", ["a", x, "  b\n c\n"]],
    ["<<-EOT\n  a ${var.x}\nEOT\n", ["a ", x, "\n"]],
    ["<<-EOT\n   \n\nEOT\n", ["   \n\n"]],
    ["<<EOT\nEOT\n", [""]],
    ["<<EOT\n$${a}\\n\nEOT\n", ["${a}\\n\n"]],
    ["<<EOT\na EOT\nEOT2\nEOT\n", ["a EOT\nEOT2\n"]],
    ["<<EOT\na\n", undefined],
    ["<<EOT\na", undefined],
    ["<<EOT a\nEOT\n", undefined],
    ["<<EOT\n${var.x\nEOT\n", undefined],
    ["<<1\na\n1\n", undefined],
  ])("%j", (text, segments) => expect(parts(segmentsOf(text))).toEqual(parts(segments)));

  test.each<readonly [claim: string, segments: readonly Segment[], body: string | undefined]>([
    ["two lines", ["a\nb\n"], "<<-EOT\n    a\n    b\n  EOT"],
    ["one line", ["a\n"], undefined],
    ["an unended line", ["a\nb"], undefined],
    ["nothing", [], undefined],
    ["a hole at the end", ["a\nb\n", x], undefined],
    ["holes", ["a ", x, "\n", x, "\n"], "<<-EOT\n    a ${var.x}\n    ${var.x}\n  EOT"],
    ["a hole with an indented line", ["  a\n", x, "\n"], "<<-EOT\n      a\n    ${var.x}\n  EOT"],
    ["openers", ["${a}\n%{b}\n"], "<<-EOT\n    $${a}\n    %%{b}\n  EOT"],
    ["a dollar sign in front of a hole", ["a$", x, "\nb\n"], undefined],
    ["a percent sign in front of a hole", ["a%", x, "\nb\n"], "<<-EOT\n    a%${var.x}\n    b\n  EOT"],
    ["a percent sign in front of a directive", ["a%", ifX, "\nb\n"], undefined],
    ["blank lines", ["a\n\n \t\nb\n"], "<<-EOT\n    a\n\n \t\n    b\n  EOT"],
    ["only blank lines", ["\n\n"], undefined],
    ["only indented lines", ["  a\n  b\n"], undefined],
    ["an indented line", ["  a\nb\n"], "<<-EOT\n      a\n    b\n  EOT"],
    ["a tab in front of text", ["\ta\nb\n"], "<<-EOT\n    \ta\n    b\n  EOT"],
    ["a tab inside", ["a\tb\nb\n"], "<<-EOT\n    a\tb\n    b\n  EOT"],
    ["a space that Go has", ["\u00a0a\nb\n"], undefined],
    ["such a space behind spaces", ["  \u00a0a\nb\n"], undefined],
    ["an accent", ["\u0301a\nb\n"], undefined],
    ["a carriage return", ["a\r\nb\n"], undefined],
    ["a control character", ["a\u0000\nb\n"], undefined],
    ["a vertical tab", ["a\u000b\nb\n"], undefined],
    ["an invisible character", ["a\u200b\nb\n"], undefined],
    ["a letter that is not ASCII, inside", ["a\u00e9\nb\n"], "<<-EOT\n    a\u00e9\n    b\n  EOT"],
    ["its tag", ["EOT\na\n"], "<<-EOT2\n    EOT\n    a\n  EOT2"],
    ["its tag, indented", ["a\n  EOT \nEOT2\n"], "<<-EOT3\n    a\n      EOT \n    EOT2\n  EOT3"],
    ["its tag with a hole", ["EOT", x, "\na\n"], "<<-EOT\n    EOT${var.x}\n    a\n  EOT"],
    ["empty text in front of a hole", ["", x, "\na\n"], "<<-EOT\n    ${var.x}\n    a\n  EOT"],
  ])("of %s", (_, segments, body) => {
    expect(heredocText(segments, "  ", print)).toBe(body);
    expect(isHeredoc(segments)).toBe(body !== undefined);
  });
});

describe("a comment", () => {
  const word = (count: number): string => "w".repeat(count);
  test.each<readonly [comment: string, indent: string, lines: readonly string[]]>([
    ["a b", "", ["# a b\n"]],
    ["", "  ", ["  #\n"]],
    [" a\r\n\u2028b\u202e ", "", ["# a b\n"]],
    ["a  b", "", ["# a b\n"]],
    ["\ud800", "", ["# \ufffd\n"]],
    [`${word(54)} ${word(53)}`, "", [`# ${word(54)} ${word(53)}\n`]],
    [`${word(54)} ${word(54)}`, "", [`# ${word(54)}\n`, `# ${word(54)}\n`]],
    [`${word(54)} ${word(52)}`, "  ", [`  # ${word(54)}\n`, `  # ${word(52)}\n`]],
    [`${word(200)} a`, "", [`# ${word(200)}\n`, "# a\n"]],
  ])("%j", (comment, indent, lines) => expect(commentLines(comment, indent)).toEqual(lines));
});

describe("names", () => {
  test.each([
    ["a", true],
    ["_a-1", true],
    ["\u00e9", true],
    ["1a", false],
    ["-a", false],
    ["a b", false],
    ["a\n", false],
    ["", false],
    ["a.b", false],
  ])("%j: %p", (text, answer) => {
    const codes: string[] = [];
    expect(isName(text)).toBe(answer);
    expect(isIdentifier(text, ["p"], ({ code, path }) => codes.push(`${code} ${path.join()}`))).toBe(answer);
    expect(codes).toEqual(answer ? [] : ["invalid-name p"]);
  });

  test.each<readonly [claim: string, value: unknown, labels: number, seen: readonly string[], problems: readonly string[]]>([
    ["a body", {}, 0, [" at "], []],
    ["labels", { a: { b: {} } }, 2, ["a.b at a.b"], []],
    [
      "lists on each level",
      [{ a: [{ b: {} }, { c: [{}, {}] }] }],
      2,
      ["a.b at 0.a.0.b", "a.c at 0.a.1.c.0", "a.c at 0.a.1.c.1"],
      [],
    ],
    ["a list in a list", [[{}]], 0, [], ["not-a-stack 0"]],
    ["null", { a: null }, 1, [], []],
    ["text", { a: "b" }, 1, [], ["not-a-stack a"]],
    ["a comment", { "//": "c", a: {} }, 1, ["a at a"], []],
    ["a label that is no name", { "a b": {}, c: {} }, 1, ["c at c"], ["invalid-name a b"]],
  ])("bodies of %s", (_, value, labels, seen, problems) => {
    const [found, reported]: [string[], string[]] = [[], []];
    const report = ({ code, path }: { readonly code: string; readonly path: readonly (string | number)[] }) =>
      reported.push(`${code} ${path.join(".")}`);
    visitBodies(value, labels, [], report, (names, _body, path) => found.push(`${names.join(".")} at ${path.join(".")}`));
    expect([found, reported]).toEqual([seen, problems]);
  });
});

describe("expressions that are strings for sure", () => {
  const isString = knownStrings(new Set(["name", "a-b"]));
  test.each([
    ['"a"', true],
    ['"a" == "b"', false],
    ["var.name", true],
    ["var.a-b", true],
    ["var.other", false],
    ["var.name.x", false],
    ["aws_iam_role.r.arn", true],
    ["aws_iam_role.r.max_session_duration", false],
    ["aws_iam_role.r.role_arn", true],
    ["aws_iam_role.r[0].arn", true],
    ['aws_iam_role.r["a"].name', true],
    ["aws_iam_role.r[*].arn", true],
    ["data.aws_region.current.region", true],
    ["data.aws_region.current.tags", false],
    ["google_role.r.arn", false],
    ["each.key", true],
    ["each.value", false],
    ["path.module", true],
    ["terraform.workspace", true],
    ["xeach.key", false],
    ["local.arn", false],
    ["aws_iam_role.r.arn.x", false],
  ])("%s: %p", (text, answer) => expect(isString(readExpression(text) ?? [])).toBe(answer));
});

describe("an expression in JSON syntax", () => {
  const of = (text: string): Expression => readExpression(text) ?? [];
  test.each<readonly [text: string, json: unknown]>([
    ["1", 1],
    ["1.50", "${1.50}"],
    ["true", true],
    ["null", null],
    ["var.x", "${var.x}"],
    ['"a"', "a"],
    ['"a${var.x}"', "a${var.x}"],
    ['"%{ if var.x }a%{ endif }"', "%{if var.x}a%{endif}"],
    ['"\\u0024${var.x}"', '${"$"}${var.x}'],
    ['"\\ufeffa"', '${"\\ufeff"}a'],
    ['"a\\ufeff"', "a\ufeff"],
    ["[1, var.x]", [1, "${var.x}"]],
    ['{ a = 1, (var.k) = 2, "b c" = 3 }', { a: 1, "${var.k}": 2, "b c": 3 }],
    ['f({ a = [1, "x"], "b c" = 2, (k) = 3 })', '${f({"a" = [1, "x"], "b c" = 2, (k) = 3})}'],
    ["[for k in var.m : k]", "${[for k in var.m : k]}"],
    ["(1)", "${(1)}"],
    ["a + b", "${a + b}"],
    ['"a" == var.x', '${"a" == var.x}'],
    ['f("\\n\\u0301\\u0302", "\u0301")', '${f("\\n\\U00000301\\U00000302", "\u0301")}'],
  ])("%s", (text, json) => expect(expressionJson(of(text))).toEqual(json));

  test.each([
    ["1", "${1}"],
    ["[1]", "${[1]}"],
    ['"a"', "a"],
    ["var.x", "${var.x}"],
  ])("%s as a string is %s", (text, string) => {
    expect(expressionText(of(text))).toBe(string);
  });

  test.each<readonly [syntax: "literal" | "reference" | "type" | "template", text: string, json: unknown]>([
    ["literal", '"${a}"', "${a}"],
    ["literal", '"$${a}"', "${a}"],
    ["literal", '"a\\r"', "a\r"],
    ["literal", "var.x", "${var.x}"],
    ["template", '"$${a}"', "$${a}"],
    ["reference", "aws_iam_role.r", "aws_iam_role.r"],
    ["reference", "[a.b, c.d]", ["a.b", "c.d"]],
    ["type", "list(string)", "list(string)"],
  ])("%s: %s", (syntax, text, json) => expect(expressionJson(of(text), syntax)).toEqual(json));
});
