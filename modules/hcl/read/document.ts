/**
 * Reads a template that is a JSON document once its holes are filled, so that it can be printed as `jsonencode({ ... })`. Whatever is not
 * provably the same document is left to be printed as the string that it is.
 */
import { call, document as jsonDocument, list } from "../build";
import { type Expression, type GroupItem, type HclNode, type Hole, keyNodes, objectNode, type Segment, token } from "../node";
import { wellFormed } from "../text";

/** Stands for a hole while the text is read; text that contains it is not taken for a document. */
const mark = "\uFDD0";

/** Deeper than any policy; keeps hostile input off the stack. */
const deepest = 60;

interface Reader {
  readonly text: string;
  readonly holes: readonly Hole[];
  readonly isString: (nodes: Expression) => boolean;
  at: number;
  hole: number;
  depth: number;
}

const blanks = /[ \t\r\n]*/y;
const stringPattern = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const scalar = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/** Functions whose results are documents or files themselves: inside a JSON string they would not be mere text. */
const documentFunctions: ReadonlySet<string> = new Set([
  "jsonencode",
  "file",
  "templatefile",
  "templatestring",
  "format",
  "urldecode",
]);

/** Whether a hole can only add text to the JSON string that it stands in: it writes no quotes or backslashes of its own. */
function isMereText(node: HclNode): boolean {
  if (node.kind === "token") return !documentFunctions.has(node.text);
  if (node.kind === "group") return node.items.every((item) => [...(item.key ?? []), ...item.value].every(isMereText));
  return node.segments.every((part) => (typeof part === "string" ? !/["\\\p{Cc}]/u.test(part) : part.nodes.every(isMereText)));
}

function next(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0];
  if (found !== undefined) reader.at += found.length;
  return found;
}

function skip(reader: Reader, char: string): boolean {
  next(reader, blanks);
  if (reader.text[reader.at] !== char) return false;
  reader.at += 1;
  return true;
}

/** What JSON escapes stand for. Each literal is decoded by itself: an escape may spell the mark. */
function unescaped(literal: string): string {
  return literal.includes("\\") ? JSON.parse(`"${literal}"`) : literal;
}

/** Reads a JSON string with its holes; undefined when it is not one or a hole in it could end it. */
function readString(reader: Reader): readonly Segment[] | undefined {
  next(reader, blanks);
  const raw = next(reader, stringPattern);
  if (raw === undefined) return undefined;
  if (/^[\x20-\x5b\x5d-\x7e]*$/.test(raw)) return [raw.slice(1, -1)];
  const literals = raw.slice(1, -1).split(mark).map(unescaped);
  const segments: Segment[] = [];
  for (const [index, literal] of literals.entries()) {
    const hole = index > 0 ? reader.holes[reader.hole++] : undefined;
    if (hole !== undefined) segments.push(hole);
    if (index > 0 && (hole?.kind !== "interpolation" || !hole.nodes.every(isMereText))) return undefined;
    // Terraform would change such text when it reads it, but not the escapes that spell it in the document
    if (literal !== wellFormed(literal).normalize("NFC")) return undefined;
    if (literal !== "") segments.push(literal);
  }
  return segments.length === 0 ? [""] : segments;
}

/** A hole in the place of a value: only `jsonencode(x)` is known to be a document, namely that of `x`. */
function readHole(reader: Reader): Expression | undefined {
  reader.at += 1;
  const [name, group, ...rest] = reader.holes[reader.hole++]?.nodes ?? [];
  const isCall = name?.kind === "token" && name.text === "jsonencode" && group?.kind === "group" && group.items.length === 1;
  return isCall && rest.length === 0 ? group.items[0]?.value : undefined;
}

function readItem(reader: Reader, keys: Set<string>): GroupItem | undefined {
  const key = readString(reader);
  const [only] = key ?? [];
  const name = key?.length === 1 && typeof only === "string" ? only : JSON.stringify(key);
  if (key === undefined || keys.has(name) || !skip(reader, ":")) return undefined;
  keys.add(name);
  const value = readValue(reader);
  return value && { key: keyNodes(key), value };
}

/** Reads `open item, item close`; undefined when it is not such a list. */
function readMany<T>(reader: Reader, close: string, read: () => T | undefined): readonly T[] | undefined {
  reader.at += 1;
  const items: T[] = [];
  if (skip(reader, close)) return items;
  do {
    const item = read();
    if (item === undefined) return undefined;
    items.push(item);
  } while (skip(reader, ","));
  return skip(reader, close) ? items : undefined;
}

function readCollection(reader: Reader, open: string): Expression | undefined {
  if (reader.depth >= deepest) return undefined;
  reader.depth += 1;
  const keys = new Set<string>();
  const items = open === "{" ? readMany(reader, "}", () => readItem(reader, keys)) : undefined;
  const values = open === "[" ? readMany(reader, "]", () => readValue(reader)) : undefined;
  reader.depth -= 1;
  if (items !== undefined) return [objectNode(items)];
  return values && list(values);
}

function readValue(reader: Reader): Expression | undefined {
  next(reader, blanks);
  const char = reader.text[reader.at] ?? "";
  if (char === '"') {
    const segments = readString(reader);
    const [only] = segments ?? [];
    if (segments?.length === 1 && typeof only === "object")
      return reader.isString(only.nodes) ? only.nodes : call("tostring", only.nodes);
    return segments && [{ kind: "string", segments }];
  }
  if (char === "{" || char === "[") return readCollection(reader, char);
  if (char === mark) return readHole(reader);
  const text = next(reader, scalar);
  if (text === undefined || /^-0(?![.]\d*[1-9])/.test(text)) return undefined;
  return [token(/^[tfn]/.test(text) ? "ident" : "number", text)];
}

/**
 * The template as `jsonencode(...)` of the object or list that it is; undefined when it is not JSON, has a key twice, or has a hole that
 * could be more than text. Terraform's own text differs from the given one in blanks, key order and the escapes of `<`, `>` and `&`
 * (https://developer.hashicorp.com/terraform/language/functions/jsonencode), so this is for attributes that compare documents, not text.
 * A hole that is a whole string is converted with `tostring` unless `isString` says that it is a string anyway. A hole counts as text without quotes, backslashes and control characters: with them the given template is broken JSON.
 */
export function documentNodes(segments: readonly Segment[], isString: (nodes: Expression) => boolean): Expression | undefined {
  const [first] = segments;
  if (typeof first !== "string" || !/^[ \t\r\n]*[{[]/.test(first)) return undefined;
  if (segments.some((segment) => typeof segment === "string" && segment.includes(mark))) return undefined;
  const holes = segments.filter((segment) => typeof segment !== "string");
  const text = segments.map((segment) => (typeof segment === "string" ? segment : mark)).join("");
  // Terraform composes accents when it reads a string, which can break an escape in front of one
  if (text.normalize("NFC") !== text) return undefined;
  const reader: Reader = { text, holes, isString, at: 0, hole: 0, depth: 0 };
  const value = readValue(reader);
  next(reader, blanks);
  return value !== undefined && reader.at === text.length ? jsonDocument(value) : undefined;
}
