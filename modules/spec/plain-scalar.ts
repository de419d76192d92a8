/** Keys and scalars of the quick reader: what is beyond doubt on one line. See plain-yaml.ts for its law. */
import { reserved, type ScalarNode } from "./tree";

/** `at` is how far the text has been read. `flowLines`: braces and brackets may go over lines, as in a JSON file. */
export interface Cursor {
  readonly text: string;
  readonly flowLines: boolean;
  at: number;
  depth: number;
}

/** Moves over spaces. */
export function skipSpaces(cursor: Cursor): void {
  while (cursor.text[cursor.at] === " ") cursor.at++;
}

const plainKey = /[A-Za-z_][A-Za-z0-9_./-]*(?=:(?: |\n|$))/y;

/** Whether a plain key and its colon come next. */
export function isKey(cursor: Cursor): boolean {
  return match(plainKey, cursor) !== null;
}

/** A key and its colon. Keys that are no text, and names that no file may have, are left to the full reader. */
export function readKey(cursor: Cursor): string | undefined {
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

/** Plain text up to the end of its line or a comment. */
export function plainLine(cursor: Cursor): ScalarNode | undefined {
  const [line = ""] = match(plainInLine, cursor) ?? [];
  const comment = line.indexOf(" #");
  return plain(cursor, comment < 0 ? line : line.slice(0, comment));
}

/** Plain text up to the comma or bracket that ends it. */
export function plainFlow(cursor: Cursor): ScalarNode | undefined {
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

/** Text in quotes, on one line. */
export function quoted(cursor: Cursor): ScalarNode | undefined {
  const start = cursor.at;
  const isDouble = cursor.text[start] === '"';
  const [raw] = match(isDouble ? doubleQuoted : singleQuoted, cursor) ?? [];
  if (raw === undefined) return undefined;
  cursor.at += raw.length;
  const inner = raw.slice(1, -1);
  const value = isDouble ? (inner.includes("\\") ? String(JSON.parse(raw)) : inner) : inner.replaceAll("''", "'");
  return { kind: "scalar", start, value, source: value };
}
