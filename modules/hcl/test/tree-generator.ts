/** Random configurations as trees with hostile text, for the round trip through the real parser. */
import fc from "fast-check";
import {
  attribute,
  type Block,
  type BlockBody,
  block,
  call,
  document,
  type Expression,
  list,
  listFor,
  literal,
  object,
  operation,
  reference,
  repeatable,
  type TemplatePart,
  template,
} from "..";
import { hostile } from "./stack-generator";

const values = ["${var.v0}", "${aws_iam_role.r0.arn}", "${local.l0}"].map((text) => ({ template: text }));
const words = ["alpha", "beta", "gamma", "delta"];

/** Text that the parser reads back as it is: HCL composes accents and cannot spell half of a pair. */
const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...hostile) }, fc.string({ unit: "grapheme", maxLength: 5 })), {
    maxLength: 4,
  })
  .map((parts) => parts.join("").normalize("NFC"));

/** Within an expression the parser leaves the spelling as it is, and text of several lines may be a heredoc there or not, accents be escapes. */
const line = text.map((given) => given.replace(/\n|\p{M}/gu, " "));

function templateOf(literals: fc.Arbitrary<string>): fc.Arbitrary<Expression> {
  const parts = fc.array(fc.oneof(literals, fc.constantFrom(...values)), { minLength: 1, maxLength: 4 });
  return parts.map((given: TemplatePart[]) => template(given));
}

const templateText = templateOf(text);
const scalar = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null)).map(literal);
const refer = fc.constantFrom("var.v0", "aws_iam_role.r0.name", "module.m0.out[0]").map(reference);

/** Data of texts with values in them, and expressions where `open` allows them. */
function data(open: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> {
  return fc.letrec<{ any: Expression }>((tie) => ({
    any: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      templateText,
      scalar,
      open,
      fc.array(tie("any"), { maxLength: 3 }).map(list),
      fc.dictionary(text, tie("any"), { maxKeys: 3, noNullPrototype: true }).map((record) => object(Object.entries(record))),
    ),
  })).any;
}

const computed = fc.oneof(
  refer,
  fc.tuple(refer, line).map(([of, word]) => operation(of, "==", literal(word), "?", literal(word), ":", of)),
  refer.map((of) => call("upper", of)),
  fc
    .tuple(refer, line)
    .map(([of, word]) => call("concat", listFor("k", call("compact", list([of])), { value: literal(word) }), list([of]))),
);
const value = data(computed);

/** A policy as the project writes them: known, or with values and conditional statements. */
const policy = fc
  .array(fc.record({ sid: fc.constantFrom(...words), resource: templateOf(line), when: fc.boolean() }), { maxLength: 3 })
  .map((statements) => {
    const lists = statements.map(({ sid, resource, when }) => {
      const statement = object([
        ["Sid", literal(sid)],
        ["Resource", resource],
      ]);
      const item = { value: statement, comments: [`why ${sid}`] };
      return when ? listFor("k", call("compact", list([reference("var.v0")])), item) : list([item.value]);
    });
    return document(
      object([
        ["Version", literal("2012-10-17")],
        ["Statement", lists.length === 1 ? lists[0]! : call("concat", ...lists)],
      ]),
    );
  });
const known = fc
  .dictionary(text, fc.oneof(text, fc.integer(), fc.boolean()), { maxKeys: 3, noNullPrototype: true })
  .map((record) => document(literal(record)));

function body(names: readonly string[], of: fc.Arbitrary<Expression> = value): fc.Arbitrary<BlockBody> {
  return fc.dictionary(fc.constantFrom(...names), of, { maxKeys: names.length, noNullPrototype: true }).map((record) => {
    return Object.entries(record).map(([name, given]) => attribute(name, given));
  });
}

const comments = fc.array(text, { maxLength: 2 });
const ebs = body(["iops", "kms_key_id"]).map((inner) => block("ebs", [], inner));
const devices = fc.array(fc.tuple(body(["device_name"]), ebs), { maxLength: 2 }).map((all) => {
  return all.map(([own, inner]) => repeatable(block("block_device_mappings", [], [...own, inner])));
});
const lifecycle = fc.constant(
  block(
    "lifecycle",
    [],
    [attribute("create_before_destroy", literal(true)), attribute("ignore_changes", list([reference("tags")]))],
  ),
);
const waits = fc.constant(attribute("depends_on", list([reference("aws_iam_role.r0"), reference("module.m0")])));

const resource: fc.Arbitrary<Block> = fc.oneof(
  fc.tuple(body(["name", "image_id", "tags"]), devices, lifecycle, waits, comments).map(([own, inner, life, wait, why]) => {
    return block("resource", ["aws_launch_template", "x"], [...own, ...inner, life, wait], why);
  }),
  fc.tuple(body(["name", "description"]), fc.oneof(policy, known), comments).map(([own, document, why]) => {
    return block("resource", ["aws_iam_role", "x"], [...own, attribute("assume_role_policy", document)], why);
  }),
  body(["name", "value", "tags"]).map((own) => block("resource", ["aws_ssm_parameter", "x"], own)),
);
const literalData = data(fc.constant(literal(""))).filter((given) => !JSON.stringify(given).includes('"template"'));
const others = fc.oneof(
  body(words)
    .filter((own) => own.length > 0)
    .map((own) => block("locals", [], own)),
  fc
    .tuple(body(["value"]), text)
    .map(([own, about]) => block("output", ["x"], [attribute("description", literal(about)), ...own])),
  fc.tuple(text, literalData).map(([about, initial]) => {
    return block(
      "variable",
      ["x"],
      [attribute("type", reference("any")), attribute("description", literal(about)), attribute("default", initial)],
    );
  }),
  body(["region"]).map((own) => repeatable(block("provider", ["aws"], own))),
  templateText.map((id) => repeatable(block("import", [], [attribute("to", reference("aws_iam_role.b")), attribute("id", id)]))),
);

/** A configuration of a few blocks. */
export const configuration = fc
  .tuple(resource, fc.uniqueArray(others, { maxLength: 2, selector: ({ type }) => type }))
  .map(([first, more]) => [first, ...more]);
