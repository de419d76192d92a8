/** Markdown in which text of strangers stays text: no markup, links, HTML or table cells come out of it. */
import { visible } from "./visible";

/** The text as a code span, fenced with more backticks than it has. A pipe would end a table cell even there, so such text becomes HTML. */
export function code(text: string): string {
  const shown = visible(text);
  if (shown === "") return "(empty)";
  if (shown.includes("|")) return `<code>${entities(shown)}</code>`;
  if (!/^ | $|`/.test(shown)) return `\`${shown}\``;
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^`|`$|^ .* $/.test(shown) ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

function entities(text: string): string {
  return text.replace(/[^A-Za-z0-9 ]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** Code spans, with commas between them. */
export function codes(texts: readonly string[]): string {
  return texts.map(code).join(", ");
}

/** A phrase of a message: what stands in backticks becomes code, everything else plain text. */
export function phrase(text: string): string {
  const pieces = visible(text).split("`");
  // An odd backtick is a character like any other.
  if (pieces.length % 2 === 0) return plain(text);
  return pieces.map((piece, index) => (index % 2 === 0 ? plain(piece) : code(piece))).join("");
}

/** Plain text. */
export function plain(text: string): string {
  return (
    visible(text)
      .replace(/[&<|]/g, entities)
      .replace(/[\\`*_{}[\]~!$]/g, "\\$&")
      .replace(/^(\s*)([-+>=#])/, "$1\\$2")
      .replace(/^(\s*\d+)([.)])/, "$1\\$2")
      .replace(/\b(https?|ftp):/gi, "$1&#58;")
      .replace(/\bwww\./gi, "www&#46;")
      // GitHub and GitLab notify people, and link issues, whatever the escape: only something between the sign and the name keeps them from it.
      .replace(/@(?=\w)|(?<!&)#(?=\d)|\bGH-(?=\d)/gi, "$&<!-- -->")
  );
}

/** A table; its cells are Markdown already, without pipes and line ends. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(header), `|${header.map(() => " --- |").join("")}`, ...rows.map(line)].join("\n");
}
