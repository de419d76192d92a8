/** Blocks and their bodies, in the order and spacing that people write (https://developer.hashicorp.com/terraform/language/style). */
import { error, type Path, quote } from "../problem";
import { attributeNodes, type Context } from "./attribute";
import { formOf, insideOf, type Json } from "./form";
import { dynamicShape, innerShape, type Nested, type Shape } from "./grammar";
import { headerOf, isIdentifier, visitBodies } from "./label";
import { alignLines, type Line, layout } from "./layout";
import { commentsOf, statementComments } from "./metadata";
import { commentLines } from "./text";

interface Block {
  readonly name: string;
  readonly text: string;
}

/** Deeper than blocks ever are; keeps hostile input off the stack. */
const deepest = 100;

/** What a body consists of, in the order of the JSON. */
interface Parts {
  readonly lines: Line[];
  readonly blocks: Block[];
}

/** Where an argument stands. */
interface Site {
  readonly body: Json;
  readonly shape: Shape;
  /** Of what is inside the body. */
  readonly indent: string;
  readonly path: Path;
  readonly context: Context;
}

/** Comment lines at `indent`, each ended by a newline; nothing in a comment can end its line. */
export function commentBlock(comments: readonly string[], indent: string): string {
  return comments.flatMap((comment) => commentLines(comment, indent)).join("");
}

function addAttribute(parts: Parts, name: string, value: unknown, site: Site): void {
  if (!isIdentifier(name, site.path, site.context.report)) return;
  const nodes = attributeNodes(name, value, site.shape, site.path, site.context);
  const comments = site.body["//"] === undefined ? undefined : statementComments(site.body["//"], name);
  parts.lines.push({ key: name, value: layout(nodes, site.indent, site.indent.length + name.length + 3, comments) });
}

function addNested(parts: Parts, name: string, value: unknown, nested: Nested, site: Site): void {
  visitBodies(value, nested.labels, site.path, site.context.report, (labels, body, path) => {
    parts.blocks.push({ name, text: printBlock(headerOf(name, labels), body, nested.shape, site.indent, path, site.context) });
  });
}

function wrongForm(name: string, site: Site, path: Path, isBlock: boolean): void {
  const owner = quote(site.context.owner);
  const message = isBlock
    ? `${quote(name)} of ${owner} is a block, and is given as an attribute`
    : `${quote(name)} of ${owner} is an attribute, and is given as \`dynamic\` blocks too`;
  const help = isBlock
    ? "give an object, a list of objects, or `dynamic` blocks"
    : "give one of them, for an attribute with a `for` expression";
  site.context.report(error("block-and-attribute", path, message, help));
}

function isAttribute(name: string, site: Site): boolean {
  const { tree } = site.shape;
  if (Object.hasOwn(site.body, name)) return formOf(name, site.body[name], tree ?? new Map()) === "attribute";
  return typeof tree === "object" && !tree.has(name);
}

function addDynamic(parts: Parts, value: unknown, site: Site): void {
  const { shape, context } = site;
  visitBodies(value, 1, site.path, context.report, ([name = ""], body, path) => {
    if (isAttribute(name, site)) {
      wrongForm(name, site, path, false);
      return;
    }
    const content = dynamicShape(innerShape(shape, name, insideOf(name, shape.tree)));
    parts.blocks.push({ name, text: printBlock(headerOf("dynamic", [name]), body, content, site.indent, path, context) });
  });
}

function addArgument(parts: Parts, name: string, value: unknown, site: Site): void {
  const { shape, path, context } = site;
  const fixed = shape.tree === undefined || Object.hasOwn(shape.places, name);
  const form = fixed ? "attribute" : formOf(name, value, shape.tree ?? new Map());
  if (form === "wrong") wrongForm(name, site, path, true);
  else if (form === "attribute") addAttribute(parts, name, value, site);
  else if (isIdentifier(name, path, context.report)) {
    const inner = innerShape(shape, name, insideOf(name, shape.tree));
    // cdktf spells out every argument where Terraform has an attribute form too; in blocks, null and nothing are the same
    const sparse = typeof shape.tree === "object" && shape.tree.get(name)?.ambiguous === true;
    for (const [index, given] of form.entries()) {
      const at = Array.isArray(value) ? [...path, index] : path;
      const body = sparse ? Object.fromEntries(Object.entries(given).filter(([, item]) => item !== null)) : given;
      parts.blocks.push({ name, text: printBlock(name, body, inner, site.indent, at, context) });
    }
  }
}

function partsOf(body: Json, shape: Shape, indent: string, path: Path, context: Context): Parts {
  const parts: Parts = { lines: [], blocks: [] };
  for (const [name, value] of Object.entries(body)) {
    const site: Site = { body, shape, indent, path: [...path, name], context };
    const nested = Object.hasOwn(shape.blocks, name) ? shape.blocks[name] : undefined;
    if (name === "//") continue;
    if (nested !== undefined) addNested(parts, name, value, nested, site);
    else if (name === "dynamic" && shape.tree !== undefined) addDynamic(parts, value, site);
    else addArgument(parts, name, value, site);
  }
  return parts;
}

/** Blocks and arguments that people write at the end, in this order. */
const trailing: readonly string[] = ["tags", "connection", "provisioner", "lifecycle", "depends_on"];

/** Lines of one value each stand together; each value of several lines stands alone. */
function addSpaced(texts: string[], lines: readonly Line[], indent: string): void {
  const short = lines.filter((line) => !line.value.includes("\n"));
  if (short.length > 0) texts.push(alignLines(short, indent));
  if (short.length === lines.length) return;
  for (const line of lines) {
    if (line.value.includes("\n")) texts.push(alignLines([line], indent));
  }
}

/** Lines by the order that their shape asks for; those that it does not name stay as they are, behind the others. */
function ranked(lines: readonly Line[], first: readonly string[]): readonly Line[] {
  const named = first.flatMap((name) => lines.filter((line) => line.key === name));
  return named.length === 0 ? lines : [...named, ...lines.filter((line) => !first.includes(line.key))];
}

/** The paragraphs of a body: arguments that come first, other arguments, blocks, and what comes last. */
function paragraphs(parts: Parts, shape: Shape, indent: string): readonly string[] {
  const texts: string[] = [];
  const lines = ranked(parts.lines, shape.first);
  if (!shape.spaced) {
    if (lines.length > 0) texts.push(alignLines(lines, indent));
    for (const block of parts.blocks) texts.push(block.text);
    return texts;
  }
  const meta = new Set(shape.first.slice(0, shape.meta));
  addSpaced(
    texts,
    lines.filter((line) => meta.has(line.key)),
    indent,
  );
  addSpaced(
    texts,
    lines.filter((line) => !meta.has(line.key) && !trailing.includes(line.key)),
    indent,
  );
  for (const block of parts.blocks) if (!trailing.includes(block.name)) texts.push(block.text);
  for (const name of trailing) {
    for (const line of lines) if (line.key === name) texts.push(alignLines([line], indent));
    for (const block of parts.blocks) if (block.name === name) texts.push(block.text);
  }
  return texts;
}

/** A block with its comments, from `indent` on and without a newline at its end. Reports what is wrong with its arguments. */
export function printBlock(header: string, body: Json, shape: Shape, indent: string, path: Path, context: Context): string {
  if (path.length > deepest) {
    context.report(error("too-deep", path, "blocks are nested deeper than Terraform configuration can be"));
    return "";
  }
  const inner = `${indent}  `;
  const texts = paragraphs(partsOf(body, shape, inner, path, context), shape, inner);
  const comments = body["//"] === undefined ? "" : commentBlock(commentsOf(body["//"]), indent);
  return `${comments}${indent}${header} {${texts.length === 0 ? "" : `\n${texts.join("\n\n")}\n${indent}`}}`;
}
