/** Bodies of blocks: which arguments are attributes, and which are blocks of their own. */
import { error, type Path, quote } from "../../problem";
import { type Attribute, type Block, type BlockBody, block } from "../configuration";
import { type BlockShape, dynamicShape, innerShape, type NestedShape } from "../schema/grammar";
import { attributeNodes, type ReadContext } from "./attribute";
import { formOf, insideOf, type JsonBody } from "./form";
import { isIdentifier, visitBodies } from "./label";
import { commentsBySid, commentsOf, withStatementComments } from "./metadata";

/** Deeper than blocks ever are; keeps hostile input off the stack. */
const deepest = 100;

/** Where an argument stands. */
interface ArgumentContext {
  readonly body: JsonBody;
  readonly shape: BlockShape;
  readonly path: Path;
  readonly context: ReadContext;
}

type BodyItems = (Attribute | Block)[];

function addAttribute(items: BodyItems, name: string, value: unknown, argument: ArgumentContext): void {
  if (!isIdentifier(name, argument.path, argument.context.report)) return;
  const nodes = attributeNodes(name, value, argument.shape, argument.path, argument.context);
  const comments = argument.body["//"] === undefined ? undefined : commentsBySid(argument.body["//"], name);
  items.push({ kind: "attribute", name, value: comments === undefined ? nodes : withStatementComments(nodes, comments) });
}

/** Blocks that are one of several where the JSON has a list. */
function oneOf(value: unknown, given: Block): Block {
  return Array.isArray(value) ? { ...given, repeatable: true } : given;
}

function addNested(items: BodyItems, name: string, value: unknown, nested: NestedShape, argument: ArgumentContext): void {
  visitBodies(value, nested.labels, argument.path, argument.context.report, (labels, body, path) => {
    items.push(oneOf(value, readBlock(name, labels, body, nested.shape, path, argument.context)));
  });
}

function wrongForm(name: string, argument: ArgumentContext, path: Path, isBlock: boolean): void {
  const owner = quote(argument.context.owner);
  const message = isBlock
    ? `${quote(name)} of ${owner} is a block, and is given as an attribute`
    : `${quote(name)} of ${owner} is an attribute, and is given as \`dynamic\` blocks too`;
  const help = isBlock
    ? "give an object, a list of objects, or `dynamic` blocks"
    : "give one of them, for an attribute with a `for` expression";
  argument.context.report(error("block-and-attribute", path, message, help));
}

function isAttribute(name: string, argument: ArgumentContext): boolean {
  const { tree } = argument.shape;
  if (Object.hasOwn(argument.body, name)) return formOf(name, argument.body[name], tree ?? new Map()) === "attribute";
  return typeof tree === "object" && !tree.has(name);
}

function addDynamic(items: BodyItems, value: unknown, argument: ArgumentContext): void {
  const { shape, context } = argument;
  visitBodies(value, 1, argument.path, context.report, ([name = ""], body, path) => {
    if (isAttribute(name, argument)) {
      wrongForm(name, argument, path, false);
      return;
    }
    const content = dynamicShape(innerShape(shape, name, insideOf(name, shape.tree)));
    items.push(oneOf(value, readBlock("dynamic", [name], body, content, path, context)));
  });
}

function addArgument(items: BodyItems, name: string, value: unknown, argument: ArgumentContext): void {
  const { shape, path, context } = argument;
  const fixed = shape.tree === undefined || Object.hasOwn(shape.syntax, name);
  const form = fixed ? "attribute" : formOf(name, value, shape.tree ?? new Map());
  if (form === "wrong") wrongForm(name, argument, path, true);
  else if (form === "attribute") addAttribute(items, name, value, argument);
  else if (isIdentifier(name, path, context.report)) {
    const inner = innerShape(shape, name, insideOf(name, shape.tree));
    // cdktf spells out every argument where Terraform has an attribute form too; in blocks, null and nothing are the same
    const sparse = typeof shape.tree === "object" && shape.tree.get(name)?.ambiguous === true;
    for (const [index, given] of form.entries()) {
      const at = Array.isArray(value) ? [...path, index] : path;
      const body = sparse ? Object.fromEntries(Object.entries(given).filter(([, item]) => item !== null)) : given;
      items.push(oneOf(value, readBlock(name, [], body, inner, at, context)));
    }
  }
}

function bodyOf(body: JsonBody, shape: BlockShape, path: Path, context: ReadContext): BlockBody {
  const items: BodyItems = [];
  for (const [name, value] of Object.entries(body)) {
    const argument: ArgumentContext = { body, shape, path: [...path, name], context };
    const nested = Object.hasOwn(shape.blocks, name) ? shape.blocks[name] : undefined;
    if (name === "//") continue;
    if (nested !== undefined) addNested(items, name, value, nested, argument);
    else if (name === "dynamic" && shape.tree !== undefined) addDynamic(items, value, argument);
    else addArgument(items, name, value, argument);
  }
  return items;
}

/** A block with its comments. Reports what is wrong with its arguments. */
export function readBlock(
  type: string,
  labels: readonly string[],
  body: JsonBody,
  shape: BlockShape,
  path: Path,
  context: ReadContext,
): Block {
  if (path.length > deepest) {
    context.report(error("too-deep", path, "blocks are nested deeper than Terraform configuration can be"));
    return block(type, labels, []);
  }
  return block(type, labels, bodyOf(body, shape, path, context), body["//"] === undefined ? [] : commentsOf(body["//"]));
}
