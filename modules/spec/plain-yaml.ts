/**
 * A quick reader for the YAML that platform files mostly are: block mappings and lists, braces and brackets, quoted and plain text on one
 * line, comments; and JSON. It is ten times as fast as the full reader, whose package then need not be loaded.
 *
 * INVARIANT: it returns what `parseYaml` returns for the same text, or nothing. Whatever is unusual, wrong or merely doubtful (anchors, tags,
 * block scalars, text over several lines, tabs, CRLF, numbers like `0777`, duplicate keys) is left to `parseYaml`, which explains it.
 */
import { type Entry, listOf, mappingOf, maxDepth, reserved, type ScalarNode, type Tree } from "./tree";

/** `at` is how far the text has been read. `flowLines`: braces and brackets may go over lines, as in a JSON file. */
interface Cursor {
  readonly text: string;
  readonly flowLines: boolean;
  at: number;
  depth: number;
}

/** The tree of a text that is plain enough. */
export function parsePlain(text: string): Tree | undefined {
  if (/[\t\r]|^(?:---|\.\.\.|%)/m.test(text)) return undefined;
  const cursor: Cursor = { text, flowLines: /^\s*\{/.test(text), at: 0, depth: 0 };
  if (nextLine(cursor) !== 0) return undefined;
  const tree = cursor.flowLines ? flowRoot(cursor) : block(cursor, 0);
  return tree !== undefined && nextLine(cursor) === undefined ? tree : undefined;
}

function flowRoot(cursor: Cursor): Tree | undefined {
  const tree = flow(cursor);
  return tree !== undefined && endLine(cursor) ? tree : undefined;
}

/** From the beginning of a line to the first character of the next line with content; its indentation, or nothing at the end. */
function nextLine(cursor: Cursor): number | undefined {
  const { text } = cursor;
  while (cursor.at < text.length) {
    const start = cursor.at;
    skipSpaces(cursor);
    const next = text[cursor.at];
    if (next !== "\n" && next !== "#" && next !== undefined) return cursor.at - start;
    const feed = text.indexOf("\n", cursor.at);
    cursor.at = feed < 0 ? text.length : feed + 1;
  }
  return undefined;
}

function skipSpaces(cursor: Cursor): void {
  while (cursor.text[cursor.at] === " ") cursor.at++;
}

/** Over spaces and a comment to the beginning of the next line; false when something else is in the way. */
function endLine(cursor: Cursor): boolean {
  const { text } = cursor;
  const start = cursor.at;
  skipSpaces(cursor);
  const next = text[cursor.at];
  if (next !== "\n" && next !== undefined && !(next === "#" && cursor.at > start)) return false;
  const feed = text.indexOf("\n", cursor.at);
  cursor.at = feed < 0 ? text.length : feed + 1;
  return true;
}

/** A block mapping or list whose first key or dash is the character at the cursor, `indent` columns from the left. */
function block(cursor: Cursor, indent: number): Tree | undefined {
  if (++cursor.depth > maxDepth) return undefined;
  const tree = isDash(cursor) ? blockList(cursor, indent) : blockMapping(cursor, indent);
  cursor.depth--;
  return tree;
}

function isDash({ text, at }: Cursor): boolean {
  return text[at] === "-" && text[at + 1] === " ";
}

/**
 * Whether another entry of the same kind follows at `indent`; the cursor then is at it, otherwise at the beginning of a line. Nothing when the
 * next line belongs to no open block: text over several lines, or an error.
 */
function another(cursor: Cursor, indent: number, inList: boolean): boolean | undefined {
  const start = cursor.at;
  const next = nextLine(cursor);
  if (next !== undefined && next > indent) return undefined;
  if (next === indent && isDash(cursor) === inList) return true;
  if (next === indent && !inList) return undefined;
  cursor.at = start;
  return false;
}

function blockList(cursor: Cursor, indent: number): Tree | undefined {
  const start = cursor.at;
  const items: Tree[] = [];
  for (let more: boolean | undefined = true; more !== false; more = another(cursor, indent, true)) {
    const item = more === undefined ? undefined : blockItem(cursor, indent);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return listOf(start, items);
}

function blockItem(cursor: Cursor, indent: number): Tree | undefined {
  const dash = cursor.at++;
  skipSpaces(cursor);
  return isKey(cursor) ? block(cursor, indent + cursor.at - dash) : lineValue(cursor);
}

function blockMapping(cursor: Cursor, indent: number): Tree | undefined {
  const start = cursor.at;
  const entries = new Map<string, Entry>();
  for (let more: boolean | undefined = true; more !== false; more = another(cursor, indent, false)) {
    const keyStart = cursor.at;
    const key = more === undefined ? undefined : readKey(cursor);
    if (key === undefined || entries.has(key)) return undefined;
    const node = blockValue(cursor, indent);
    if (node === undefined) return undefined;
    entries.set(key, { start: keyStart, node });
  }
  return mappingOf(start, entries);
}

/** The value after `key:`, on the same line or below it. */
function blockValue(cursor: Cursor, indent: number): Tree | undefined {
  const colon = cursor.at;
  skipSpaces(cursor);
  const next = cursor.text[cursor.at];
  if (next !== "\n" && next !== "#") return cursor.at > colon ? lineValue(cursor) : undefined;
  cursor.at = colon;
  if (!endLine(cursor)) return undefined;
  const below = nextLine(cursor);
  if (below === undefined || below < indent || (below === indent && !isDash(cursor))) return undefined;
  return block(cursor, below);
}

function lineValue(cursor: Cursor): Tree | undefined {
  const next = cursor.text[cursor.at];
  const tree = next === "{" || next === "[" || next === '"' || next === "'" ? flow(cursor) : plainLine(cursor);
  return tree !== undefined && endLine(cursor) ? tree : undefined;
}

const plainKey = /[A-Za-z_][A-Za-z0-9_./-]*(?=:(?: |\n|$))/y;

function isKey(cursor: Cursor): boolean {
  return match(plainKey, cursor) !== null;
}

/** A key and its colon. Keys that are no text, and names that no file may have, are left to the full reader. */
function readKey(cursor: Cursor): string | undefined {
  const { text, at } = cursor;
  if (text[at] === '"' || text[at] === "'") {
    const key = quoted(cursor)?.value;
    return typeof key === "string" && text[cursor.at] === ":" ? accepted(cursor, key) : undefined;
  }
  const [key] = match(plainKey, cursor) ?? [];
  if (key === undefined || typeof resolve(key) !== "string") return undefined;
  cursor.at += key.length;
  return accepted(cursor, key);
}

function accepted(cursor: Cursor, key: string): string | undefined {
  cursor.at++;
  return reserved.has(key) || key.length > 1000 ? undefined : key;
}

const plainStart = /[A-Za-z0-9_./$(]/;
const plainInLine = /[^\n]*/y;
const plainInFlow = /[^\n,[\]{}#]*/y;

function plainLine(cursor: Cursor): ScalarNode | undefined {
  const [line = ""] = match(plainInLine, cursor) ?? [];
  const comment = line.indexOf(" #");
  return plain(cursor, comment < 0 ? line : line.slice(0, comment));
}

function plainFlow(cursor: Cursor): ScalarNode | undefined {
  const [text = ""] = match(plainInFlow, cursor) ?? [];
  const end = cursor.text[cursor.at + text.length];
  return end === "," || end === "]" || end === "}" ? plain(cursor, text) : undefined;
}

function match(pattern: RegExp, { text, at }: Cursor): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function plain(cursor: Cursor, text: string): ScalarNode | undefined {
  let end = text.length;
  while (text[end - 1] === " ") end--;
  const source = text.slice(0, end);
  if (!plainStart.test(source.charAt(0)) || /:(?: |$)/.test(source)) return undefined;
  const value = resolve(source);
  if (value === undefined) return undefined;
  const start = cursor.at;
  cursor.at += source.length;
  return { kind: "scalar", start, value, source };
}

const numeric = /^[-+]?(?:\.?[0-9][0-9.]*(?:[eE][-+]?[0-9]+)?|\.inf|\.nan)$|^0[ox][0-9a-f]+$/i;

/** What the core schema of YAML 1.2 takes plain text for (https://yaml.org/spec/1.2.2/#1032-tag-resolution), if it is beyond doubt. */
function resolve(source: string): string | number | boolean | undefined {
  if (/^(?:0|[1-9][0-9]{0,14})$/.test(source)) return Number(source);
  if (source === "true") return true;
  if (source === "false") return false;
  return numeric.test(source) || /^(?:~|null|true|false)$/i.test(source) ? undefined : source;
}

const doubleQuoted = /"(?:[^"\\\n]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"/y;
const singleQuoted = /'(?:[^'\n]|'')*'/y;

function quoted(cursor: Cursor): ScalarNode | undefined {
  const start = cursor.at;
  const isDouble = cursor.text[start] === '"';
  const [raw] = match(isDouble ? doubleQuoted : singleQuoted, cursor) ?? [];
  if (raw === undefined) return undefined;
  cursor.at += raw.length;
  const inner = raw.slice(1, -1);
  const value = isDouble ? (inner.includes("\\") ? String(JSON.parse(raw)) : inner) : inner.replaceAll("''", "'");
  return { kind: "scalar", start, value, source: value };
}

function skipFlow(cursor: Cursor): void {
  skipSpaces(cursor);
  while (cursor.flowLines && cursor.text[cursor.at] === "\n") {
    cursor.at++;
    skipSpaces(cursor);
  }
}

function flow(cursor: Cursor): Tree | undefined {
  const next = cursor.text[cursor.at];
  if (next === '"' || next === "'") return quoted(cursor);
  if (next !== "{" && next !== "[") return plainFlow(cursor);
  if (++cursor.depth > maxDepth) return undefined;
  const tree = next === "{" ? flowMapping(cursor) : flowList(cursor);
  cursor.depth--;
  return tree;
}

/** Whether another entry follows; the cursor then is at it. Nothing when neither a comma nor `close` comes next. */
function anotherInFlow(cursor: Cursor, close: string): boolean | undefined {
  skipFlow(cursor);
  const next = cursor.text[cursor.at++];
  if (next === close) return false;
  if (next !== ",") return undefined;
  skipFlow(cursor);
  return true;
}

function opened(cursor: Cursor, close: string): boolean {
  cursor.at++;
  skipFlow(cursor);
  if (cursor.text[cursor.at] !== close) return true;
  cursor.at++;
  return false;
}

function flowList(cursor: Cursor): Tree | undefined {
  const start = cursor.at;
  const items: Tree[] = [];
  for (let more: boolean | undefined = opened(cursor, "]"); more !== false; more = anotherInFlow(cursor, "]")) {
    const item = more === undefined ? undefined : flow(cursor);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return listOf(start, items);
}

function flowMapping(cursor: Cursor): Tree | undefined {
  const start = cursor.at;
  const entries = new Map<string, Entry>();
  for (let more: boolean | undefined = opened(cursor, "}"); more !== false; more = anotherInFlow(cursor, "}")) {
    const keyStart = cursor.at;
    const key = more === undefined ? undefined : readKey(cursor);
    if (key === undefined || entries.has(key)) return undefined;
    skipFlow(cursor);
    const node = flow(cursor);
    if (node === undefined) return undefined;
    entries.set(key, { start: keyStart, node });
  }
  return mappingOf(start, entries);
}
