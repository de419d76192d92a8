/**
 * A quick reader for the YAML that platform files mostly are: block mappings and lists, braces and brackets, quoted and plain text on one
 * line, comments; and JSON. It is ten times as fast as the full reader, whose package then need not be loaded.
 *
 * INVARIANT: it returns what `parseYaml` returns for the same text, or nothing. Whatever is unusual, wrong or merely doubtful (anchors, tags,
 * block scalars, text over several lines, tabs, CRLF, numbers like `0777`, duplicate keys) is left to `parseYaml`, which explains it.
 */
import { type Cursor, isKey, plainFlow, plainLine, quoted, readKey, skipSpaces } from "./plain-scalar";
import { type Entry, listOf, mappingOf, maxDepth, type Tree } from "./tree";

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
