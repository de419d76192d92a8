/** From bytes to text: what may be in a file at all, before anybody reads it as YAML. */
import { type Location, type Outcome, type Problem, quote } from "../problem";

/** A file to read: its bytes or its text, and the name that messages show. */
export interface Source {
  readonly file: string;
  readonly text: string | Uint8Array;
}

/** A line and a column of a file, from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** The text of a file without its byte order mark, and where its offsets stand. */
export interface SourceText {
  readonly text: string;
  /** Offsets of the beginnings of the lines. */
  readonly lines: readonly number[];
  position(offset: number): Position;
  /** From an offset to that of the character after the last; without an end the one character there. White space at the end is left out. */
  range(start: number, end?: number): Location;
}

const maxBytes = 4 * 1024 * 1024;
const maxReported = 10;

/** All that YAML 1.2 does not call printable (https://yaml.org/spec/1.2.2/#51-character-set), and carriage returns on their own. */
const unprintable = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|\r(?!\n)/gu;

/**
 * The text of a source, UTF-8 with or without byte order mark. Codes: `file-too-large` past 4 MiB, `file-unreadable` for UTF-16 and
 * invalid UTF-8, `syntax-error` for control characters.
 */
export function decode(source: Source): Outcome<SourceText> {
  const { file } = source;
  if (source.text.length > maxBytes) {
    const help = "split the platform into several files";
    return refuse({ code: "file-too-large", ...at(file, 1, 1), message: "the file is larger than 4 MiB", help });
  }
  const decoded = typeof source.text === "string" ? source.text : fromBytes(file, source.text);
  if (typeof decoded !== "string") return refuse(decoded);
  const text = decoded.startsWith("\ufeff") ? decoded.slice(1) : decoded;
  const lines = lineStarts(text);
  const position = (offset: number): Position => positionIn(lines, offset);
  const range = (start: number, end?: number): Location => {
    const last = position(end === undefined ? endOfCharacter(text, start) : trimmedEnd(text, start, end));
    return { file, ...position(start), endLine: last.line, endColumn: last.column };
  };
  const problems = unprintables(text, range);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { text, lines, position, range }, problems: [] };
}

type Refusal = Pick<Problem, "code" | "message"> & { readonly at: Location; readonly help: string };

function refuse(refusal: Refusal): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [{ severity: "error", path: [], ...refusal }] };
}

function at(file: string, line: number, column: number): { readonly at: Location } {
  return { at: { file, line, column, endLine: line, endColumn: column + 1 } };
}

function fromBytes(file: string, bytes: Uint8Array): string | Refusal {
  const [first, second] = bytes;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (marked || (bytes.length > 1 && (first === 0) !== (second === 0))) {
    return { code: "file-unreadable", ...at(file, 1, 1), message: "the file is not UTF-8 but UTF-16", help: "save it as UTF-8" };
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { code: "file-unreadable", ...invalidByte(file, bytes), message: "the file is not UTF-8", help: "save it as UTF-8" };
  }
}

/** The place of the first byte that is not UTF-8: a line feed is never part of a longer character, so lines can be tried one by one. */
function invalidByte(file: string, bytes: Uint8Array): { readonly at: Location } {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed < 0 ? bytes.length : feed;
    const lineBytes = bytes.subarray(start, end);
    const text = decoder.decode(lineBytes);
    const again = new TextEncoder().encode(text);
    if (again.length !== lineBytes.length || again.some((byte, index) => byte !== lineBytes[index])) {
      return at(file, line, text.indexOf("\ufffd") + 1);
    }
    line++;
    start = end + 1;
  }
  return at(file, 1, 1);
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", feed + 1)) starts.push(feed + 1);
  return starts;
}

function endOfCharacter(text: string, start: number): number {
  const code = text.codePointAt(start);
  return code === undefined || code === 10 || code === 13 ? start : start + (code > 0xffff ? 2 : 1);
}

function trimmedEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && /\s/.test(text.charAt(last - 1))) last--;
  return last;
}

function positionIn(lines: readonly number[], offset: number): Position {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 };
}

function unprintables(text: string, range: SourceText["range"]): readonly Problem[] {
  const problems: Problem[] = [];
  unprintable.lastIndex = 0;
  for (let match = unprintable.exec(text); match !== null && problems.length < maxReported; match = unprintable.exec(text)) {
    const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    problems.push({
      code: "syntax-error",
      severity: "error",
      path: [],
      at: range(match.index),
      message: `the character ${quote(`U+${code}`)} does not belong in a text file`,
      help:
        match[0] === "\r"
          ? "end lines with LF or CRLF"
          : "remove it; inside double quotes it can be written as an escape such as `\\u0007`",
    });
  }
  return problems;
}
