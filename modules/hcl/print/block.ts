/** Blocks and their bodies as HCL, in the order and spacing that people write (https://developer.hashicorp.com/terraform/language/style). */
import type { Block, BlockBody } from "../configuration";
import type { Expression } from "../node";
import { token } from "../node";
import { type BlockShape, nestedShape } from "../schema/grammar";
import { isScalar } from "../schema/json-attributes";
import { commentLines, escapeQuoted } from "../text";
import { type AlignedLine, alignLines, layout } from "./layout";

/** A block of a body, printed. */
interface PrintedBlock {
  readonly name: string;
  readonly text: string;
}

/** What a body consists of, in its order. */
interface Parts {
  readonly lines: AlignedLine[];
  readonly blocks: PrintedBlock[];
}

/** Comment lines at `indent`, each ended by a newline; nothing in a comment can end its line. */
export function commentBlock(comments: readonly string[], indent: string): string {
  return comments.flatMap((comment) => commentLines(comment, indent)).join("");
}

/** The text of a truth value or number bare, where people write it so. */
function bareScalar(value: Expression, shape: BlockShape, name: string): Expression {
  const [only] = value;
  if (only?.kind !== "string" || value.length > 1 || only.segments.length !== 1) return value;
  const [text] = only.segments;
  return typeof text === "string" && isScalar(shape.type, `${shape.trail}${name}`, text) ? [token("ident", text)] : value;
}

function partsOf(body: BlockBody, shape: BlockShape, indent: string): Parts {
  const parts: Parts = { lines: [], blocks: [] };
  for (const item of body) {
    if (item.kind === "attribute") {
      const value = bareScalar(item.value, shape, item.name);
      parts.lines.push({ key: item.name, value: layout(value, indent, indent.length + item.name.length + 3) });
    } else {
      const text = blockText(item, nestedShape(shape, item.type, item.labels), indent);
      parts.blocks.push({ name: item.type === "dynamic" ? (item.labels[0] ?? "") : item.type, text });
    }
  }
  return parts;
}

/** Blocks and arguments that people write at the end, in this order. */
const trailing: readonly string[] = ["tags", "connection", "provisioner", "lifecycle", "depends_on", "expect_failures"];

/** Lines of one value each stand together; each value of several lines stands alone. */
function addSpaced(texts: string[], lines: readonly AlignedLine[], indent: string): void {
  const short = lines.filter((line) => !line.value.includes("\n"));
  if (short.length > 0) texts.push(alignLines(short, indent));
  if (short.length === lines.length) return;
  for (const line of lines) {
    if (line.value.includes("\n")) texts.push(alignLines([line], indent));
  }
}

/** Lines by the order that their shape asks for; those that it does not name stay as they are, behind the others. */
function ranked(lines: readonly AlignedLine[], first: readonly string[]): readonly AlignedLine[] {
  const named = first.flatMap((name) => lines.filter((line) => line.key === name));
  return named.length === 0 ? lines : [...named, ...lines.filter((line) => !first.includes(line.key))];
}

/** The paragraphs of a body: arguments that come first, other arguments, blocks, and what comes last. */
function paragraphs(parts: Parts, shape: BlockShape, indent: string): readonly string[] {
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

function headerOf({ type, labels }: Block): string {
  return [type, ...labels.map((label) => `"${escapeQuoted(label)}"`)].join(" ");
}

/** A block with its comments, from `indent` on and without a newline at its end. */
export function blockText(block: Block, shape: BlockShape, indent: string): string {
  const inner = `${indent}  `;
  const texts = paragraphs(partsOf(block.body, shape, inner), shape, inner);
  const comments = commentBlock(block.comments, indent);
  return `${comments}${indent}${headerOf(block)} {${texts.length === 0 ? "" : `\n${texts.join("\n\n")}\n${indent}`}}`;
}
