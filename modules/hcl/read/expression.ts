/**
 * Reads HCL expressions into a bracket tree; comments are dropped and newlines kept only where they separate object items.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */

import { type Expression, type GroupItem, type HclGroup, type HclNode, isTall, keyNodes, type Segment, token } from "../node";
import { wellFormed } from "../text";
import { deepest, type HclCursor } from "./cursor";
import { readHeredoc, readQuoted, readRaw } from "./template";

const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Blanks and comments; newlines count as blanks here because only objects look at them. */
const blanks = /(?:[ \t\r]|\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const word = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const number = /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const operator = /\.\.\.|=>|==|!=|<=|>=|&&|\|\||::|[-+*/%!<>=?:.,]/y;

function match(pattern: RegExp, cursor: HclCursor): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

/** Whether a bracket behind `previous` is an index and not a list of its own. */
function isOperand(previous: HclNode | undefined): boolean {
  if (previous === undefined) return false;
  if (previous.kind !== "token") return true;
  return previous.type === "number" || (previous.type === "ident" && previous.text !== "in");
}

/** Reads a string, a heredoc, a group or a token; undefined when there is none. */
function readNode(cursor: HclCursor, previous: HclNode | undefined): HclNode | undefined {
  const char = cursor.text[cursor.at] ?? "";
  if (char === '"') {
    cursor.at += 1;
    const segments = readQuoted(cursor);
    return segments && { kind: "string", segments };
  }
  if (char === "<" && cursor.text[cursor.at + 1] === "<") {
    const segments = readHeredoc(cursor);
    return segments && { kind: "string", segments };
  }
  if (char === "(" || char === "[" || char === "{") return readGroup(cursor, char, previous);
  const ident = match(word, cursor);
  if (ident !== undefined) return token("ident", ident);
  const digits = match(number, cursor);
  if (digits !== undefined) return token("number", digits);
  const sign = match(operator, cursor);
  return sign === undefined ? undefined : token(sign);
}

/** What ends a run of nodes besides the closing bracket. */
type Separators = "none" | "comma" | "line";

/**
 * Reads nodes up to `close` (or `~}` in templates) at this level, or up to a separator; the cursor stays on what ended them.
 * An empty `close` stands for the end of the text.
 */
function readRun(cursor: HclCursor, close: string, separators: Separators): Expression | undefined {
  const nodes: HclNode[] = [];
  for (;;) {
    if (match(blanks, cursor) !== undefined) continue;
    const char = cursor.text[cursor.at] ?? "";
    if (char === close || (char === "~" && close === "}" && cursor.text[cursor.at + 1] === "}")) return nodes;
    if (char === "") return undefined;
    if (char === "\n" && separators !== "line") {
      cursor.at += 1;
      continue;
    }
    if ((char === "," && separators !== "none") || char === "\n") return nodes;
    const node = readNode(cursor, nodes.at(-1));
    if (node === undefined) return undefined;
    nodes.push(node);
  }
}

/** Reads an expression up to a closing bracket, over as many lines as it takes. */
export function readNodes(cursor: HclCursor, close = "}"): Expression | undefined {
  return cursor.depth > deepest ? undefined : readRun(cursor, close, "none");
}

/** Reads the value of an argument, which ends with its line or where the block around it ends (`close`); the cursor stays on what ended it. */
export function readAttributeValue(cursor: HclCursor, close: "" | "}"): Expression | undefined {
  const nodes = readRun(cursor, close, "line");
  return cursor.text[cursor.at] === "," ? undefined : nodes;
}

/** Splits an object item at its `=` or `:`; undefined when it has neither. */
function objectItem(nodes: Expression): GroupItem | undefined {
  const at = nodes.findIndex((node) => node.kind === "token" && (node.type === "=" || node.type === ":"));
  if (at < 1 || at === nodes.length - 1) return undefined;
  const key = nodes.slice(0, at);
  const [only] = key;
  return { key: only?.kind === "string" && key.length === 1 ? keyNodes(only.segments) : key, value: nodes.slice(at + 1) };
}

function readItems(cursor: HclCursor, open: HclGroup["open"], close: string): readonly GroupItem[] | undefined {
  const items: GroupItem[] = [];
  for (;;) {
    const nodes = readRun(cursor, close, open === "{" ? "line" : "comma");
    if (nodes === undefined) return undefined;
    const ended = cursor.text[cursor.at];
    if (nodes.length > 0) {
      const item = open === "{" ? objectItem(nodes) : { value: nodes };
      if (item === undefined) return undefined;
      items.push(item);
    } else if (ended === "," && open !== "{") return undefined;
    if (ended === close) return items;
    cursor.at += 1;
  }
}

function isLoop(cursor: HclCursor, open: HclGroup["open"]): boolean {
  if (open === "(") return false;
  const start = /(?:[ \t\r\n]|\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/)*for(?![\p{ID_Continue}-])/uy;
  start.lastIndex = cursor.at;
  return start.test(cursor.text);
}

function readGroup(cursor: HclCursor, open: HclGroup["open"], previous: HclNode | undefined): HclGroup | undefined {
  if (cursor.depth >= deepest) return undefined;
  const close = closers[open] ?? "";
  const role = open === "[" && isOperand(previous) ? "index" : undefined;
  cursor.at += 1;
  cursor.depth += 1;
  const loop = role === undefined && isLoop(cursor, open);
  const run = loop ? readRun(cursor, close, "none") : undefined;
  const items = loop ? run && [{ value: run }] : readItems(cursor, open, close);
  if (items === undefined || cursor.text[cursor.at] !== close) return undefined;
  cursor.at += 1;
  cursor.depth -= 1;
  const tall = items.some((item) => isTall(item.value));
  return { kind: "group", open, items, ...(loop ? { role: "loop" } : role && { role }), ...(tall ? { tall } : {}) };
}

/** Reads a text that is an expression as a whole, as `depends_on` and its like have in JSON configuration; undefined when it is not. */
export function readExpression(text: string): Expression | undefined {
  if (/^[A-Za-z_][\w-]*(?:\.\w[\w-]*)*$/.test(text)) return [token("ident", text)];
  const nodes = readNodes({ text: wellFormed(text), at: 0, depth: 0, readNodes }, "");
  return nodes === undefined || nodes.length === 0 ? undefined : nodes;
}

/**
 * Splits a string of JSON configuration into literal text and holes; undefined when Terraform would refuse it as a template. Lone
 * surrogates come out as U+FFFD, as Terraform reads them (https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping).
 */
export function readTemplate(text: string): readonly Segment[] | undefined {
  // Terraform takes a byte order mark in front of a template for one of a file
  const safe = wellFormed(text.startsWith("\ufeff") ? text.slice(1) : text);
  return safe.includes("{") ? readRaw({ text: safe, at: 0, depth: 0, readNodes }) : [safe];
}
