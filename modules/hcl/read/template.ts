/**
 * Reads Terraform templates: the strings of JSON configuration, quoted strings and heredocs inside expressions.
 * https://developer.hashicorp.com/terraform/language/expressions/strings
 */

import type { Segment } from "../node";
import { wellFormed } from "../text";
import type { HclCursor } from "./cursor";

/** Go's unicode.IsSpace, which strip markers and indented heredocs go by. */
const space = "[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const leadingSpace = new RegExp(`^${space}+`);
const trailingSpace = new RegExp(`${space}+$`);

/** Collects segments and applies strip markers to the literal next to them. */
interface Collector {
  readonly segments: Segment[];
  literal: string | undefined;
  stripNext: boolean;
  /** Whether literals are one token a line, as everywhere but in quoted strings; a strip marker reaches one token only. */
  readonly byLine: boolean;
}

function stripStart(text: string, byLine: boolean): string {
  const end = byLine ? text.indexOf("\n") + 1 || text.length : text.length;
  return text.slice(0, end).replace(leadingSpace, "") + text.slice(end);
}

function stripEnd(text: string, byLine: boolean): string {
  const start = byLine && text.length > 1 ? text.lastIndexOf("\n", text.length - 2) + 1 : 0;
  return text.slice(0, start) + text.slice(start).replace(trailingSpace, "");
}

function addLiteral(out: Collector, text: string): void {
  if (text !== "") out.literal = (out.literal ?? "") + text;
}

function endLiteral(out: Collector, stripped: boolean): void {
  if (out.literal !== undefined) {
    const started = out.stripNext ? stripStart(out.literal, out.byLine) : out.literal;
    out.segments.push(stripped ? stripEnd(started, out.byLine) : started);
  }
  out.literal = undefined;
  out.stripNext = false;
}

/** Reads the hole that starts at the cursor (`${` or `%{`); false when it has no end or is not an expression. */
function readHole(cursor: HclCursor, out: Collector): boolean {
  const kind = cursor.text[cursor.at] === "$" ? "interpolation" : "directive";
  cursor.at += 2;
  const stripped = cursor.text[cursor.at] === "~";
  if (stripped) cursor.at += 1;
  endLiteral(out, stripped);
  cursor.depth += 1;
  const nodes = cursor.readNodes(cursor);
  if (nodes === undefined || nodes.length === 0) return false;
  out.stripNext = cursor.text[cursor.at] === "~";
  cursor.at += out.stripNext ? 2 : 1;
  cursor.depth -= 1;
  out.segments.push({ kind, nodes });
  return true;
}

function collector(byLine: boolean): Collector {
  return { segments: [], literal: undefined, stripNext: false, byLine };
}

function finish(out: Collector): readonly Segment[] {
  endLiteral(out, false);
  return out.segments.length === 0 ? [""] : out.segments;
}

/**
 * Reads the whole text of the cursor as a template without backslash escapes, as JSON configuration and heredocs have them; undefined
 * when Terraform would refuse it. `$${` and `%%{` come out as literal `${` and `%{`, strip markers are applied.
 */
export function readRaw(cursor: HclCursor): readonly Segment[] | undefined {
  const { text } = cursor;
  const out = collector(true);
  const opener = /[$%]\{/g;
  let from = 0;
  for (;;) {
    opener.lastIndex = from;
    const at = opener.exec(text)?.index ?? -1;
    if (at < 0) break;
    if (at > from && text[at - 1] === text[at]) {
      addLiteral(out, `${text.slice(from, at - 1)}${text[at]}{`);
      from = at + 2;
      continue;
    }
    addLiteral(out, text.slice(from, at));
    cursor.at = at;
    if (!readHole(cursor, out)) return undefined;
    from = cursor.at;
  }
  addLiteral(out, text.slice(from));
  return finish(out);
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** Reads one backslash escape at the cursor; undefined when HCL has none like it. */
function readEscape(cursor: HclCursor): string | undefined {
  const simple = escapes[cursor.text[cursor.at + 1] ?? ""];
  if (simple !== undefined) {
    cursor.at += 2;
    return simple;
  }
  const code = /^\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(cursor.text.slice(cursor.at, cursor.at + 10));
  const point = Number.parseInt(code?.[1] ?? code?.[2] ?? "", 16);
  if (code === null || point > 0x10ffff) return undefined;
  cursor.at += code[0].length;
  return wellFormed(String.fromCodePoint(point));
}

/** Reads what stands at a character that is not plain text in a quoted string; false when it cannot stand there. */
function readSpecial(cursor: HclCursor, out: Collector, char: string): boolean {
  const next = cursor.text[cursor.at + 1];
  if (char === "\\") {
    const decoded = readEscape(cursor);
    addLiteral(out, decoded ?? "");
    return decoded !== undefined;
  }
  if (next === "{") return readHole(cursor, out);
  const escaped = next === char && cursor.text[cursor.at + 2] === "{";
  addLiteral(out, escaped ? `${char}{` : char);
  cursor.at += escaped ? 3 : 1;
  return true;
}

/** Reads the rest of a quoted string behind its opening quote and leaves the cursor behind the closing one. */
export function readQuoted(cursor: HclCursor): readonly Segment[] | undefined {
  const out = collector(false);
  const plain = /[^"\\$%\n]+/y;
  for (;;) {
    plain.lastIndex = cursor.at;
    const run = plain.exec(cursor.text)?.[0] ?? "";
    addLiteral(out, run);
    cursor.at += run.length;
    const char = cursor.text[cursor.at];
    if (char === undefined || char === "\n") return undefined;
    if (char === '"') {
      cursor.at += 1;
      return finish(out);
    }
    if (!readSpecial(cursor, out, char)) return undefined;
  }
}

/** The lines of a template that start with literal text, with their indentation; a line that starts with a hole has none. */
function indentation(segments: readonly Segment[]): number {
  let smallest = Number.POSITIVE_INFINITY;
  let atStart = true;
  for (const segment of segments) {
    const lines = typeof segment === "string" ? segment.split(/(?<=\n)/) : [segment];
    for (const line of lines) {
      if (atStart && typeof line === "string" && (line.replace(leadingSpace, "") !== "" || !line.endsWith("\n"))) {
        smallest = Math.min(smallest, leadingSpace.exec(line)?.[0].length ?? 0);
      } else if (atStart && typeof line === "object") smallest = 0;
      atStart = typeof line === "string" && line.endsWith("\n");
    }
  }
  return smallest;
}

/** Takes the common indentation off an indented heredoc, as HCL does. */
function dedent(segments: readonly Segment[]): readonly Segment[] {
  const depth = indentation(segments);
  if (depth === 0 || depth === Number.POSITIVE_INFINITY) return segments;
  let atStart = true;
  return segments.map((segment) => {
    if (typeof segment !== "string") {
      atStart = false;
      return segment;
    }
    const lines = segment.split(/(?<=\n)/).map((line) => {
      const cut = atStart && (line.replace(leadingSpace, "") !== "" || !line.endsWith("\n"));
      atStart = line.endsWith("\n");
      return cut ? line.slice(depth) : line;
    });
    return lines.join("");
  });
}

/** Reads a heredoc that starts at the cursor (`<<EOT` or `<<-EOT`) and leaves the cursor behind its closing tag. */
export function readHeredoc(cursor: HclCursor): readonly Segment[] | undefined {
  const opening = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
  opening.lastIndex = cursor.at;
  const match = opening.exec(cursor.text);
  if (match === null) return undefined;
  const start = opening.lastIndex;
  let at = start;
  while (at < cursor.text.length) {
    const end = cursor.text.indexOf("\n", at);
    const line = cursor.text.slice(at, end < 0 ? cursor.text.length : end);
    if (line.trim() === match[2]) {
      const segments = readRaw({ ...cursor, text: cursor.text.slice(start, at), at: 0 });
      cursor.at = at + line.length;
      return segments === undefined || match[1] === "" ? segments : dedent(segments);
    }
    if (end < 0) return undefined;
    at = end + 1;
  }
  return undefined;
}
