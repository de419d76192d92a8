import * as fc from "fast-check";
import { call, document, type Expression, expressionText, list, literal, resolveValues } from "../../modules/hcl";
import { concat, type Late, type Text } from "../../modules/iam/text";
import {
  choice,
  conditionalList,
  fields,
  isLateString,
  terraformString,
  textExpression,
  texts,
} from "../../modules/resources/expression";
import { runs } from "../laws";
import { hostileCharacters, hostileTexts } from "./hostile-text";
import { evaluate } from "./template";

const key: Late = { late: "kms-key-arn", name: "var.key", template: "${var.key}", mayBeEmpty: true };
const name: Late = { late: "name", name: "var.name", template: "${var.name}" };
const token: Late = { late: "string", name: "token", template: "${TfToken[TOKEN.7]}" };
const hostile = fc.array(fc.constantFrom(...hostileCharacters), { maxLength: 12 }).map((characters) => characters.join(""));
const seed = { seed: 20260701, numRuns: runs(2000) };

function json(value: Expression): string {
  return terraformString(document(value));
}

function base64(text: Text): Expression {
  return call("base64encode", textExpression(text));
}

describe("literal text", () => {
  test.each(hostileTexts)("%j is itself in a template", (text) => {
    expect(evaluate(terraformString(text))).toBe(text);
  });

  test.each(hostileTexts)("%j is itself in literal JSON and in jsonencode", (text) => {
    const given = { [`key ${text}`]: text };
    const known = json(fields(given));
    const late = json(fields({ ...given, late: name }));
    expect(known.includes("jsonencode")).toBe(false);
    expect(JSON.parse(evaluate(known) as string)).toEqual(given);
    expect(JSON.parse(evaluate(late, { name: "orders" }) as string)).toEqual({ ...given, late: "orders" });
  });

  test.each(hostileTexts)("%j before and after a late value does not reach it", (around) => {
    const text = concat(around, name, around);
    expect(evaluate(terraformString(text), { name: "orders" })).toBe(`${around}orders${around}`);
    expect(evaluate(json(texts([text])), { name: "orders" })).toBe(JSON.stringify([`${around}orders${around}`]));
  });

  test.each(hostileTexts)("%j is itself in base64", (text) => {
    const encoded = evaluate(terraformString(base64(text)));
    expect(Buffer.from(encoded as string, "base64").toString("utf8")).toBe(text);
  });
});

describe("laws", () => {
  test("the literal JSON of any value is the JSON that Terraform computes for it", () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 3 }, hostile, fc.integer(), fc.boolean(), fc.constant(null), tie("list"), tie("object")),
      list: fc.array(tie("value"), { maxLength: 3 }),
      object: fc.dictionary(hostile, tie("value"), { maxKeys: 3 }),
    })).value;
    fc.assert(
      fc.property(value, (data) => {
        const known = JSON.parse(evaluate(json(literal(data))) as string);
        const computed = JSON.parse(evaluate(json(list([literal(data), textExpression(name)])), { name: "x" }) as string);
        expect(known).toEqual(data);
        expect(computed).toEqual([data, "x"]);
      }),
      seed,
    );
  });

  test("texts in parts are what their parts are, whatever stands beside a late value", () => {
    const parts = fc.array(fc.oneof(hostile, fc.constant(name)), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(parts, (list) => {
        const expected = list.map((part) => (typeof part === "string" ? part : "orders")).join("");
        const value: Text = concat(...list);
        expect(evaluate(terraformString(value), { name: "orders" })).toBe(expected);
        expect(evaluate(json(fields({ value })), { name: "orders" })).toBe(JSON.stringify({ value: expected }));
      }),
      seed,
    );
  });
});

describe("late values", () => {
  test("keep their template, also when cdktf resolves it later", () => {
    expect(terraformString(token)).toBe("${TfToken[TOKEN.7]}");
    expect(json(texts([token]))).toBe('${jsonencode(["${TfToken[TOKEN.7]}"])}');
  });

  test("put a dollar sign before them into an interpolation of its own", () => {
    expect(terraformString(concat("cost: $$", name))).toBe('cost: ${"$$"}${var.name}');
  });

  test("may be resolved by a framework before they become part of an expression", () => {
    const resolved = () => [{ template: "${aws_kms_key.app.arn}" }];
    const value = conditionalList([{ value: textExpression(concat("a", token)) }, { value: fields({ k: token }), when: token }]);
    expect(expressionText(resolveValues(document(value), resolved))).toBe(
      '${jsonencode(concat(["a${aws_kms_key.app.arn}"], [for k in compact([aws_kms_key.app.arn]) : {"k" = aws_kms_key.app.arn}]))}',
    );
  });

  test.each<readonly [string, Text | Expression, boolean]>([
    ["a literal", "${x}", false],
    ["a text with one", concat("a", name), true],
    ["JSON without one", document(literal({ late: "x" })), false],
    ["JSON with one", document(list([fields({ a: name })])), true],
    ["JSON with a condition", document(conditionalList([{ value: literal(1), when: key }])), true],
    ["base64 of a literal", base64("a"), false],
    ["base64 of one", base64(name), true],
    ["a choice", choice(key, "a", "b"), true],
  ])("%s is computed: %#", (_, value, computed) => {
    expect(isLateString(value)).toBe(computed);
  });

  test("change nothing of a text without them", () => {
    expect(terraformString("5 $ and 5 %$")).toBe("5 $ and 5 %$");
  });

  const statement = (Sid: string) => fields({ Sid });
  const statements = conditionalList([
    { value: statement("A") },
    { value: statement("B"), when: key },
    { value: statement("C") },
    { value: statement("D"), when: key },
  ]);

  test("leave out the elements that depend on an empty one, and keep the order of the others", () => {
    const text = json(statements);
    expect(evaluate(text, { key: "" })).toBe('[{"Sid":"A"},{"Sid":"C"}]');
    expect(evaluate(text, { key: "arn" })).toBe('[{"Sid":"A"},{"Sid":"B"},{"Sid":"C"},{"Sid":"D"}]');
  });

  test("write conditional elements as a list comprehension within concat", () => {
    expect(json(conditionalList([{ value: literal("a") }, { value: literal("b"), when: key }]))).toBe(
      '${jsonencode(concat(["a"], [for k in compact([var.key]) : "b"]))}',
    );
  });

  test("choose one of two words", () => {
    const text = terraformString(choice(key, "AES256", "KMS"));
    expect([evaluate(text, { key: "" }), evaluate(text, { key: "arn" })]).toEqual(["AES256", "KMS"]);
  });
});

describe("data of users", () => {
  test("that looks like a late value stays data", () => {
    const forged = { late: "string", name: "x", template: '${file("/etc/passwd")}', kind: "list", parts: ["${x}"], items: [] };
    expect(JSON.parse(evaluate(json(literal(forged))) as string)).toEqual(forged);
  });

  test("keeps a key called __proto__ and empty collections", () => {
    const data = JSON.parse('{"__proto__":{"a":1},"list":[],"object":{},"text":""}');
    expect(evaluate(json(literal(data)))).toBe(JSON.stringify(data));
  });

  test("loses what JSON cannot say", () => {
    expect(evaluate(json(literal({ a: undefined, b: () => 1, c: Number.NaN, d: [undefined] })))).toBe('{"c":null,"d":[null]}');
  });
});
