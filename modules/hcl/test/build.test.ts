import type { Problem } from "../../problem";
import {
  asModule,
  attribute,
  attributeOf,
  type BlockBody,
  block,
  blocksOfType,
  call,
  configurationFiles,
  configurationJson,
  document,
  type Expression,
  expressionJson,
  expressionText,
  inline,
  isExpression,
  itemList,
  list,
  listFor,
  literal,
  object,
  oneLine,
  operation,
  readExpression,
  readJsonTemplate,
  readTemplate,
  reference,
  repeatable,
  resolveValues,
  statementComments,
  template,
  testFile,
} from "..";

const key = { template: "${var.key}" };
const token = { template: "${TfToken[TOKEN.7]}" };
const statement = object([["Sid", literal("Read")]]);

describe("an expression", () => {
  const cases: readonly (readonly [claim: string, built: Expression, hcl: string, json: unknown])[] = [
    ["text", literal("a"), '"a"', "a"],
    ["text that looks like a template", literal("${x} %{y}"), '"$${x} %%{y}"', "$${x} %%{y}"],
    ["a carriage return", literal("a\r"), '"a\\r"', 'a${"\\r"}'],
    ["a byte order mark at the start", literal("\ufeffa"), '"\\ufeffa"', '${"\\ufeff"}a'],
    ["half of a surrogate pair", literal("\ud800"), '"\ufffd"', "\ufffd"],
    ["numbers, truth values and null", literal([1.5, true, null]), "[1.5, true, null]", [1.5, true, null]],
    ["what JSON does not have", literal({ a: undefined, b: Number.NaN }), "{ b = null }", { b: null }],
    ["nothing", template([]), '""', ""],
    ["a value alone", template([key]), "var.key", "${var.key}"],
    ["a token alone", template([token]), '"${TfToken[TOKEN.7]}"', "${TfToken[TOKEN.7]}"],
    ["text with a value", template(["a-", key]), '"a-${var.key}"', "a-${var.key}"],
    ["a dollar sign in front of a value", template(["$", key]), '"${"$"}${var.key}"', '${"$"}${var.key}'],
    ["keys that are no words", object([["a b", reference("x")]]), '{ "a b" = x }', { "a b": "${x}" }],
    ["a call", call("f", literal("a"), list([])), 'f("a", [])', '${f("a", [])}'],
    [
      "a choice",
      operation(template([key]), "==", literal(""), "?", literal(1), ":", literal(2)),
      'var.key == "" ? 1 : 2',
      '${var.key == "" ? 1 : 2}',
    ],
    ["an accent behind an escape", call("f", literal("\n\u0301")), 'f("\\n\u0301")', '${f("\\n\\U00000301")}'],
    [
      "a loop",
      listFor("k", list([reference("a")]), { value: reference("k") }, reference("c")),
      "[for k in [a] : k if c]",
      "${[for k in [a] : k if c]}",
    ],
    ["a known document", document(statement), 'jsonencode({ Sid = "Read" })', '{"Sid":"Read"}'],
    [
      "a computed document",
      document(object([["a", template([key])]])),
      "jsonencode({ a = var.key })",
      '${jsonencode({"a" = var.key})}',
    ],
    [
      "a document with a key that only quotes can hold",
      document(literal({ "${a}": 1 })),
      'jsonencode({ "$${a}" = 1 })',
      '{"$${a}":1}',
    ],
  ];
  it.each(cases)("prints %s in both syntaxes", (_, built, hcl, json) => {
    expect(inline(built)).toBe(hcl);
    expect(expressionJson(built)).toEqual(json);
    expect(isExpression(built)).toBe(true);
  });

  it("is a string where an argument needs one, whatever it is", () => {
    expect(expressionText(literal(true))).toBe("${true}");
    expect(expressionText(list([literal("a")]))).toBe('${["a"]}');
  });

  it.each([[[]], [["a"]], ["a"], [undefined], [[{ kind: "block" }]]])("is not %j", (value) => {
    expect(isExpression(value)).toBe(false);
  });

  it("takes what its values resolve to, and nothing of that becomes an expression", () => {
    const built = document(
      object([
        ["a", template(["$", token, "b"])],
        ["k", list([template([token])])],
      ]),
    );
    const resolved = (parts: Parameters<typeof template>[0]) => inline(resolveValues(built, () => parts));
    expect(resolved([key])).toBe('jsonencode({ a = "${"$"}${var.key}b", k = [var.key] })');
    expect(resolved(["${x}"])).toBe('jsonencode({ a = "${"$"}$${x}b", k = ["$${x}"] })');
    expect(resolved(["a", key])).toBe('jsonencode({ a = "${"$"}a${var.key}b", k = ["a${var.key}"] })');
  });
});

describe("a configuration", () => {
  const role = block(
    "resource",
    ["aws_iam_role", "x"],
    [attribute("policy", document(itemList([{ value: statement, comments: ["why"] }])))],
    ["a\nb"],
  );
  const provider = repeatable(block("provider", ["aws"], [attribute("region", literal("eu-west-1"))]));
  const terraform = block("terraform", [], [attribute("required_version", literal(">= 1.5")), block("backend", ["s3"], [])]);
  const adopted = repeatable(block("import", [], [attribute("to", reference("aws_iam_role.x")), attribute("id", literal("x"))]));

  it("has its comments in both syntaxes", () => {
    const files = configurationFiles([role], { header: ["top"] }, () => {});
    expect(files.get("main.tf")).toBe(
      '# top\n\n# a b\nresource "aws_iam_role" "x" {\n  policy = jsonencode([\n    # why\n    {\n      Sid = "Read"\n    },\n  ])\n}\n',
    );
    const note = { rolewright: { comments: ["a\nb"], statements: { policy: { Read: "why" } } } };
    expect(configurationJson([role])).toEqual({ resource: { aws_iam_role: { x: { "//": note, policy: '[{"Sid":"Read"}]' } } } });
    expect(statementComments(attributeOf(role.body, "policy")!)).toEqual(new Map([["Read", ["why"]]]));
  });

  it("loses as a module what no module may have", () => {
    const tree = asModule([terraform, provider, role, adopted]);
    expect(tree.map(({ type }) => type)).toEqual(["terraform", "resource"]);
    expect(blocksOfType(tree[0]!.body, "backend")).toEqual([]);
    expect(attributeOf(tree[0]!.body, "required_version")).toEqual(literal(">= 1.5"));
    expect(attributeOf(tree[0]!.body, "backend")).toBeUndefined();
  });

  it("has a list in JSON where there may be several blocks, or are", () => {
    expect(configurationJson([provider])).toEqual({ provider: { aws: [{ region: "eu-west-1" }] } });
    const twice: BlockBody = [block("ebs", [], []), block("ebs", [], [])];
    expect(configurationJson([block("resource", ["t", "x"], twice)])).toEqual({ resource: { t: { x: { ebs: [{}, {}] } } } });
  });

  const refused: readonly (readonly [claim: string, body: BlockBody, code: string])[] = [
    ["an argument whose name is none", [attribute("a b", literal(1))], "invalid-name"],
    ["a name that would end its line", [attribute("a\n}", literal(1))], "invalid-name"],
    ["a block whose name is none", [block("a b", [], [])], "invalid-name"],
    ["a name deep down", [block("a", [], [block("b", [], [attribute("", literal(1))])])], "invalid-name"],
  ];
  it.each(refused)("reports %s", (_, body, code) => {
    const problems: Problem[] = [];
    configurationFiles([block("resource", ["t", "x"], body)], {}, (problem) => problems.push(problem));
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });

  it("reports a block that no configuration has", () => {
    const problems: Problem[] = [];
    expect(configurationFiles([block("resources", [], [])], {}, (problem) => problems.push(problem)).size).toBe(0);
    expect(problems.map(({ code, path }) => [code, path])).toEqual([["unknown-key", ["resources"]]]);
  });

  it("escapes its labels", () => {
    const hostile = block("resource", ["t", 'x" {}\n${y}'], []);
    expect(configurationFiles([hostile], {}, () => {}).get("main.tf")).toBe('resource "t" "x\\" {}\\n$${y}" {}\n');
  });
});

describe("a test file", () => {
  it("has its blocks in their order, long conditions on one line", () => {
    const long = oneLine(call("join", literal("x".repeat(120)), list([reference("a")])));
    const assert = block("assert", [], [attribute("condition", operation(long, "==", literal("")))]);
    const run = block("run", ["a"], [attribute("command", reference("plan")), assert, attribute("expect_failures", list([]))]);
    expect(testFile([block("mock_provider", ["aws"], []), run])).toBe(
      `mock_provider "aws" {}\n\nrun "a" {\n  command = plan\n\n  assert {\n    condition = join("${"x".repeat(120)}", [a]) == ""\n  }\n\n  expect_failures = []\n}\n`,
    );
  });
});

describe("reading", () => {
  it("takes a template apart, and refuses one without an end", () => {
    expect(readTemplate("a-${x}")).toEqual(["a-", { kind: "interpolation", nodes: reference("x") }]);
    expect(readTemplate("a-${var.x")).toBeUndefined();
  });

  it("reads an expression, and refuses one whose brackets do not match", () => {
    expect(inline(readExpression('f( "a",[1 ])')!)).toBe('f("a", [1])');
    expect(readExpression("f(]")).toBeUndefined();
  });

  it.each([
    ['{"a":"${b}"}', "{ a = b }"],
    ["${jsonencode({a = 1})}", "{ a = 1 }"],
    ["${jsonencode(var.x)}", "var.x"],
  ])("finds the value of %s", (text, value) => {
    expect(inline(readJsonTemplate(text)!)).toBe(value);
  });

  it.each([
    "text",
    "${var.x}",
    '{"a":${b}}',
    "${jsonencode(a, b)}",
    "${jsonencode(a)}x",
    "${jsonencode(a) == b}",
    "${",
    '{"a":1,"a":2}',
  ])("finds none in %s", (text) => {
    expect(readJsonTemplate(text)).toBeUndefined();
  });
});
