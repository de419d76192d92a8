import * as fc from "fast-check";
import { call, document, type Expression, list, literal } from "../../modules/hcl";
import { concat, type Late } from "../../modules/iam/text";
import { terraformString, textExpression } from "../../modules/resources/expression";
import { hostileCharacters, hostileTexts } from "../resources/hostile-text";
import { describeTerraform, terraformRoot } from "./terraform";

const late: Late = { late: "string", name: "var.late", template: "${var.late}" };
const lateText = 'late ${value} "';
const random = fc.array(fc.constantFrom(...hostileCharacters), { maxLength: 12 }).map((characters) => characters.join(""));
const texts = [...hostileTexts, ...fc.sample(random, { seed: 20260702, numRuns: 300 })];

/** What each text becomes, in every way that rolewright writes one, and what it must be. */
const cases = texts.flatMap((text, index): (readonly [string, string, string])[] => {
  const data = { [`key ${text}`]: [text, 1, true, null, {}] };
  const json = (value: Expression) => terraformString(document(value));
  return [
    [`template_${index}`, terraformString(text), text],
    [`parts_${index}`, terraformString(concat(text, late, text)), `${text}${lateText}${text}`],
    [`literal_${index}`, json(literal(data)), JSON.stringify(data)],
    [
      `computed_${index}`,
      json(list([literal(data), textExpression(concat(text, late))])),
      JSON.stringify([data, `${text}${lateText}`]),
    ],
    [`base64_${index}`, terraformString(call("base64encode", literal(text))), Buffer.from(text, "utf8").toString("base64")],
  ];
});

describeTerraform("terraform", () => {
  test(`makes of ${texts.length} awkward texts what they are, as templates, literal JSON, jsonencode and base64`, () => {
    const root = terraformRoot({
      "main.tf.json": {
        variable: { late: { type: "string" } },
        output: Object.fromEntries(cases.map(([name, value]) => [name, { value }])),
      },
      "terraform.tfvars.json": { late: lateText },
    });
    const apply = root.run("apply", "-auto-approve", "-no-color");
    expect(apply.error).toBe("");
    const outputs = JSON.parse(root.run("output", "-json").stdout) as Record<string, { readonly value: string }>;
    const wrong = cases.filter(([name, , expected]) => {
      const actual = outputs[name]?.value ?? "";
      const isJson = name.startsWith("literal") || name.startsWith("computed");
      // jsonencode writes `<`, `>` and `&` as escapes; the JSON is the same.
      return (isJson ? JSON.stringify(JSON.parse(actual)) : actual) !== expected;
    });
    expect(wrong).toEqual([]);
    root.remove();
  }, 120_000);
});
