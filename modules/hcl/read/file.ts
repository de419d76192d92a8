/**
 * Reads a file of Terraform's native syntax as the same configuration in JSON syntax, so that whatever reads one reads both
 * (https://developer.hashicorp.com/terraform/language/syntax/json). Comments are dropped; every expression becomes the template of JSON syntax that means the same.
 */
import type { Expression } from "../node";
import { expressionJson } from "../print/json-expression";
import { wellFormed } from "../text";
import { deepest, type HclCursor } from "./cursor";
import { readAttributeValue, readNodes } from "./expression";
import { readQuoted } from "./template";

type Body = Record<string, unknown>;

const blanks = /(?:[ \t\r\n]|\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const sameLine = /(?:[ \t\r]|\/\*[\s\S]*?\*\/)+/y;
const word = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const lineEnd = /[ \t\r]*(?:\/\*[\s\S]*?\*\/[ \t\r]*)*(?:(?:#|\/\/)[^\n]*)?(?:\n|$)/y;

function match(pattern: RegExp, cursor: HclCursor): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

/**
 * The configuration in a file, as JSON syntax has it: blocks by type and labels, each body in a list. An answer with `line` is where the text stops being
 * one that is read here; whoever asks must not take it for an empty file.
 */
export function readFile(
  text: string,
): { readonly ok: true; readonly value: Body } | { readonly ok: false; readonly line: number } {
  const cursor: HclCursor = { text: wellFormed(text.replace(/^\ufeff/, "")), at: 0, depth: 0, readNodes };
  const value = readBody(cursor, "");
  return value === undefined ? { ok: false, line: cursor.text.slice(0, cursor.at).split("\n").length } : { ok: true, value };
}

/** Items up to `close`, which is left to be read; undefined, with the cursor at the trouble, for what Terraform would refuse. */
function readBody(cursor: HclCursor, close: "" | "}"): Body | undefined {
  const body: Body = Object.create(null);
  for (;;) {
    match(blanks, cursor);
    if ((cursor.text[cursor.at] ?? "") === close) return body;
    const name = match(word, cursor);
    if (name === undefined || !readItem(cursor, body, name, close)) return undefined;
  }
}

function readItem(cursor: HclCursor, body: Body, name: string, close: "" | "}"): boolean {
  match(sameLine, cursor);
  if (cursor.text[cursor.at] === "=" && cursor.text[cursor.at + 1] !== "=") {
    cursor.at += 1;
    const nodes: Expression | undefined = readAttributeValue(cursor, close);
    if (nodes === undefined || nodes.length === 0 || name in body) return false;
    body[name] = expressionJson(nodes);
    return true;
  }
  const labels = readLabels(cursor);
  const inner = labels === undefined ? undefined : readBraces(cursor);
  return labels !== undefined && inner !== undefined && put(body, [name, ...labels], inner);
}

function readLabels(cursor: HclCursor): readonly string[] | undefined {
  const labels: string[] = [];
  for (;;) {
    match(sameLine, cursor);
    if (cursor.text[cursor.at] === "{") return labels;
    const label = readLabel(cursor);
    if (label === undefined) return undefined;
    labels.push(label);
  }
}

function readLabel(cursor: HclCursor): string | undefined {
  if (cursor.text[cursor.at] !== '"') return match(word, cursor);
  cursor.at += 1;
  const [text = "", ...more] = readQuoted(cursor) ?? [undefined, undefined];
  return typeof text === "string" && more.length === 0 ? text : undefined;
}

function readBraces(cursor: HclCursor): Body | undefined {
  if (cursor.depth >= deepest) return undefined;
  cursor.at += 1;
  cursor.depth += 1;
  const body = readBody(cursor, "}");
  if (body === undefined) return undefined;
  cursor.at += 1;
  cursor.depth -= 1;
  match(sameLine, cursor);
  return cursor.text[cursor.at] === "}" || match(lineEnd, cursor) !== undefined ? body : undefined;
}

/** Adds a body under its type and labels; false where an attribute has that name. */
function put(body: Body, path: readonly string[], inner: Body): boolean {
  let level: Body = body;
  for (const name of path.slice(0, -1)) {
    const next = level[name] ?? Object.create(null);
    if (typeof next !== "object" || Array.isArray(next)) return false;
    level[name] = next;
    level = next as Body;
  }
  const last = path.at(-1) ?? "";
  const known = level[last] ?? [];
  if (!Array.isArray(known)) return false;
  level[last] = [...known, inner];
  return true;
}
