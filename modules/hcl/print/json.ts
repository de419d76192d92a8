/** Configurations as values of Terraform's JSON syntax (https://developer.hashicorp.com/terraform/language/syntax/json). */
import { type Attribute, type Block, type BlockBody, type Configuration, statementComments } from "../configuration";
import type { Expression } from "../node";
import { type BlockShape, nestedShape, syntaxOf } from "../schema/grammar";
import { topBlocks } from "../schema/top-blocks";
import { expressionJson } from "./json-expression";

type JsonRecord = Record<string, unknown>;

/** What people read above a block and its statements, as the reader finds it again under `"//"`; undefined when there is nothing to say. */
export function noteOf(
  comments: readonly string[],
  attributes: readonly (readonly [string, Expression])[],
): JsonRecord | undefined {
  const statements = attributes.flatMap(([name, value]): [string, JsonRecord][] => {
    const bySid = [...statementComments(value)].map(([sid, texts]) => [sid, texts.length === 1 ? texts[0] : texts] as const);
    return bySid.length === 0 ? [] : [[name, Object.fromEntries(bySid)]];
  });
  if (comments.length === 0 && statements.length === 0) return undefined;
  return {
    ...(comments.length === 0 ? {} : { comments }),
    ...(statements.length === 0 ? {} : { statements: Object.fromEntries(statements) }),
  };
}

function isAttribute(item: Attribute | Block): item is Attribute {
  return item.kind === "attribute";
}

/** Adds a block at the place that its labels lead to: an object of its own, or an element of a list where there are several. */
function addBlock(into: JsonRecord, { type, labels, repeatable }: Block, body: JsonRecord): void {
  const path = [type, ...labels];
  const last = path.pop() ?? type;
  let at = into;
  for (const step of path) {
    const below = Object.hasOwn(at, step) ? (at[step] as JsonRecord) : {};
    at[step] = below;
    at = below;
  }
  const known = Object.hasOwn(at, last) ? at[last] : undefined;
  if (Array.isArray(known)) known.push(body);
  else at[last] = known === undefined ? (repeatable ? [body] : body) : [known, body];
}

function bodyJson(body: BlockBody, shape: BlockShape, comments: readonly string[]): JsonRecord {
  const attributes = body.filter(isAttribute).map(({ name, value }) => [name, value] as const);
  const note = noteOf(comments, attributes);
  const json: JsonRecord = note === undefined ? {} : { "//": { rolewright: note } };
  for (const item of body) {
    if (isAttribute(item)) json[item.name] = expressionJson(item.value, syntaxOf(shape, item.name));
    else addBlock(json, item, bodyJson(item.body, nestedShape(shape, item.type, item.labels), item.comments));
  }
  return json;
}

/**
 * The value of a configuration in JSON syntax (`cdk.tf.json`); blocks and arguments in their order. Strings are templates with everything literal escaped,
 * except where Terraform reads the JSON literally. Comments go under `"//"`, where the reader finds them. A label or argument called `__proto__` is
 * no part of the value.
 */
export function configurationJson(configuration: Configuration): Readonly<JsonRecord> {
  const json: JsonRecord = {};
  const shapes = new Map<string, BlockShape>();
  for (const block of configuration) {
    const { type, labels, body } = block;
    const key = `${type}.${labels.length === 2 ? labels[0] : ""}`;
    const data = type === "check" ? body.find((item) => item.kind === "block" && item.type === "data") : undefined;
    const shape =
      shapes.get(key) ??
      topBlocks.get(type)?.shapeOf(labels, () => "guessed", data?.kind === "block" ? data.labels[0] : undefined);
    if (shape === undefined) continue;
    if (type !== "check") shapes.set(key, shape);
    addBlock(json, block, bodyJson(body, shape, block.comments));
  }
  return json;
}
