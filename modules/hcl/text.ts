/** HCL string literals: quoted strings and heredocs that mean exactly the given text. */
import type { Segment } from "./node";

/** Line ends, controls, and characters that reorder or hide text on a screen. */
const invisible =
  "\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb";
const special = new RegExp(`["\\\\${invisible}]|[$%]\\{`, "g");
const invisibleOnly = new RegExp(`[${invisible}]+`, "g");
const named: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "${": "$${",
  "%{": "%%{",
};

const name = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

/** Whether text can name a block, an argument or a resource (https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers). */
export function isName(text: string): boolean {
  return name.test(text);
}

/** The text with lone surrogates as U+FFFD, which is how Terraform reads them. */
export function wellFormed(text: string): string {
  return /[\ud800-\udfff]/.test(text) ? text.replace(/\p{Surrogate}/gu, "\ufffd") : text;
}

function codeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Literal text as the inside of a quoted string. Control and invisible characters become escapes, so that review shows them. */
export function escapeQuoted(literal: string): string {
  if (/^[ !#-[\]-z|}~]*$/.test(literal)) return literal;
  return literal.replace(special, (found) => named[found] ?? codeEscape(found));
}

/**
 * Literal text in a template without backslashes, as the strings of JSON syntax are: `${` and `%{` stay what they are, so IAM policy variables
 * survive. A carriage return, with what could become an escape in front of it, goes into an interpolation: bare, it makes Terraform take the
 * rest literally (seen in 1.11).
 */
export function escapeTemplate(literal: string): string {
  if (!/[$%\r]/.test(literal)) return literal;
  return literal.replace(/[$%](?=\{)/g, "$&$&").replace(/[$%]*\r/g, (run) => `\${"${run.slice(0, -1)}\\r"}`);
}

/** Text for one comment line: nothing in it can end the line or reorder it on a screen. */
function commentText(comment: string): string {
  return wellFormed(comment).replace(invisibleOnly, " ").trim();
}

/** The widest comment line. */
const commentWidth = 110;

/** The lines of a comment at `indent`: safe as `commentText` is, broken between words where it would be too wide. */
export function commentLines(comment: string, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of commentText(comment).split(/ +/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && indent.length + 2 + longer.length > commentWidth) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((text) => `${indent}${text === "" ? "#" : `# ${text}`}\n`);
}

function opener(segment: Segment | undefined): string {
  if (typeof segment !== "object") return "";
  return segment.kind === "interpolation" ? "$" : "%";
}

/** The inside of a quoted string; `print` prints the holes. */
export function quotedText(segments: readonly Segment[], print: (hole: Exclude<Segment, string>) => string): string {
  const parts = segments.map((segment, index) => {
    if (typeof segment !== "string") return print(segment);
    const next = opener(segments[index + 1]);
    // `$` in front of `${` would escape it
    if (next !== "" && segment.endsWith(next)) return escapeQuoted(segment.slice(0, -1)) + codeEscape(next);
    return escapeQuoted(segment);
  });
  // a hole with empty text beside it is a string to Terraform; a hole alone keeps the type of its expression
  const visible = segments.filter((segment) => segment !== "");
  const degenerate = visible.length === 1 && segments.length > 1 && typeof visible[0] === "object";
  return `"${parts.join("")}${degenerate ? '${""}' : ""}"`;
}

const unfitForHeredoc = new RegExp(`[${invisible.replace("\\u0000-\\u001f", "\\u0000-\\u0008\\u000b-\\u001f")}]`);

/** Whether a line starts with a character that HCL could count into the indentation, or is indented itself. */
function startsOddly(line: string): boolean {
  return /^[^\x21-\x7e]/.test(line);
}

/** The lines of a template; holes are part of the line that they start on. */
function templateLines(segments: readonly Segment[]): readonly (readonly Segment[])[] | undefined {
  const lines: Segment[][] = [[]];
  for (const [index, segment] of segments.entries()) {
    if (typeof segment !== "string") {
      lines.at(-1)?.push(segment);
      continue;
    }
    const next = opener(segments[index + 1]);
    if (unfitForHeredoc.test(segment) || (next !== "" && segment.endsWith(next))) return undefined;
    const [first = "", ...rest] = segment.split("\n");
    lines.at(-1)?.push(first);
    for (const line of rest) lines.push([line]);
  }
  return lines;
}

function isBlank(line: readonly Segment[]): boolean {
  return line.every((segment) => typeof segment === "string" && /^[ \t]*$/.test(segment));
}

/** A closing tag that no line of the text can be taken for. */
function heredocTag(lines: readonly (readonly Segment[])[]): string {
  const taken = new Set(
    lines.map((line) =>
      line
        .map((part) => (typeof part === "string" ? part : "${}"))
        .join("")
        .trim(),
    ),
  );
  let tag = "EOT";
  for (let count = 2; taken.has(tag); count += 1) tag = `EOT${count}`;
  return tag;
}

/** Lines that an indented heredoc gives back exactly: two or more, the last one ended, one of them not indented. */
function heredocLines(segments: readonly Segment[]): readonly (readonly Segment[])[] | undefined {
  const last = segments.at(-1);
  if (typeof last !== "string" || !last.endsWith("\n")) return undefined;
  const lines = templateLines(segments)?.slice(0, -1);
  if (lines === undefined || lines.length < 2) return undefined;
  const filled = lines.filter((line) => !isBlank(line));
  const starts = filled.map((line) => line.find((segment) => segment !== ""));
  const flush = starts.some((start) => typeof start !== "string" || !startsOddly(start));
  const exact = starts.every((start) => typeof start !== "string" || !startsOddly(start.replace(/^[ \t]+/, "") || "x"));
  return flush && exact ? lines : undefined;
}

/**
 * The template as an indented heredoc whose closing tag stands at `indent`, without the newline behind the tag; undefined when a heredoc
 * would not give back exactly this text (https://developer.hashicorp.com/terraform/language/expressions/strings#heredoc-strings).
 */
export function heredocText(
  segments: readonly Segment[],
  indent: string,
  print: (hole: Exclude<Segment, string>) => string,
): string | undefined {
  const lines = heredocLines(segments);
  if (lines === undefined) return undefined;
  const tag = heredocTag(lines);
  const body = lines.map((line) => {
    const text = line.map((part) => (typeof part === "string" ? part.replace(/[$%](?=\{)/g, "$&$&") : print(part))).join("");
    return isBlank(line) ? text : `${indent}  ${text}`;
  });
  return `<<-${tag}\n${body.join("\n")}\n${indent}${tag}`;
}

/** Whether `heredocText` gives a heredoc for the template. */
export function isHeredoc(segments: readonly Segment[]): boolean {
  return heredocLines(segments) !== undefined;
}
