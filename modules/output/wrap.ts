/** Breaking text into lines. */
import { columnsOf } from "./visible";

/**
 * Lines of at most `width` columns, broken after spaces, or where there is none after one of `/:-,_`, or in the midst of a word. Lines after the first are
 * indented by `indent`. Expects visible text; nothing but the spaces at the breaks is lost.
 */
export function wrap(text: string, width: number, indent = 0): readonly string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (columnsOf(rest) > room(width, lines, indent)) {
    const cut = breakAt(rest, room(width, lines, indent));
    lines.push(pad(rest.slice(0, cut).trimEnd(), lines, indent));
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== "" || lines.length === 0) lines.push(pad(rest, lines, indent));
  return lines;
}

function room(width: number, lines: readonly string[], indent: number): number {
  return Math.max(width - (lines.length === 0 ? 0 : indent), 8);
}

function pad(line: string, lines: readonly string[], indent: number): string {
  return lines.length === 0 ? line : " ".repeat(indent) + line;
}

/** Where to break: the number of UTF-16 units that stay on the line, at least one character. */
function breakAt(text: string, room: number): number {
  let columns = 0;
  let end = 0;
  let space = 0;
  let mark = 0;
  for (const character of text) {
    columns += columnsOf(character);
    if (columns > room) {
      if (character === " ") space = end;
      break;
    }
    end += character.length;
    if (character === " ") space = end;
    if (/[/:,_-]/.test(character)) mark = end;
  }
  if (space > 0) return space;
  return mark > 0 ? mark : Math.max(end, 1);
}
