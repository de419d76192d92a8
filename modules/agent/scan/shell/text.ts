/** Text of which some stretches are not known: the language in which the shell is read. */

/**
 * A text. An unknown stretch stands between two marks (noncharacters, which user data may not have) with the source that makes it, and has
 * no line break.
 */
export type ShellText = string;

const opening = "\uFDD0";
const closing = "\uFDD1";
const marks = /[\uFDD0\uFDD1]/g;
const stretch = /\uFDD0[^\uFDD0\uFDD1]*\uFDD1/g;

/** Past this length a text is not followed: doubling (`A=$A$A`) must not fill the memory. */
const longest = 20_000;

/** An unknown stretch, by the source that makes it. */
export function unknown(source: string): ShellText {
  return `${opening}${source.replace(marks, "").replace(/\s+/g, " ").slice(0, 200)}${closing}`;
}

/** The text, or an unknown one in its place when it is too long to follow. */
export function bounded(text: ShellText): ShellText {
  return text.length <= longest ? text : unknown("a long text");
}

/** Whether every character is known. */
export function isKnown(text: ShellText): boolean {
  return !text.includes(opening);
}

/** The text as the user wrote it. */
export function shown(text: ShellText): string {
  return text.replace(marks, "");
}

/** The text with nothing in place of its unknown stretches. */
export function knownPart(text: ShellText): string {
  return text.replace(stretch, "");
}

/** Whether the text may be this one: unknown stretches are anything, `*`, `?` and `[...]` what they are in a file name. */
export function couldBe(text: ShellText, other: string): boolean {
  if (text === other) return true;
  if (isKnown(text) && !/[*?[]/.test(text)) return false;
  const parts = text.replace(stretch, opening).split(/(\uFDD0+|\*+|\?|\[[^\]/]*\])/);
  const pattern = parts.map((part) => {
    if (part.startsWith(opening)) return "[\\s\\S]*";
    if (/^\*+$/.test(part)) return "[^/]*";
    return part === "?" || /^\[[^\]/]*\]$/.test(part) ? "[^/]" : part.replace(/[\\^$.+()|{}[\]*?]/g, "\\$&");
  });
  return new RegExp(`^${pattern.join("")}$`).test(other);
}
