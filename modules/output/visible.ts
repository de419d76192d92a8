/** Text of strangers, made harmless for terminals and documents. */

// Nearly all text, and quick to tell.
const ascii = /^[ -~]*$/;

/** Everything that moves a cursor, changes colours, turns the direction of writing or hides: controls, formats, line separators, lone surrogates. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\u115f\u1160\u3164\uffa0]/gu;

/** The text with every character that a reader cannot see written as an escape (`\u001b`), so that it is one line and shows what it is. */
export function visible(text: string): string {
  if (ascii.test(text)) return text;
  return text.replace(invisible, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}

/** Columns that a terminal gives the text: none for combining marks, two for wide characters. Expects visible text. */
export function columnsOf(text: string): number {
  if (ascii.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += /\p{M}/u.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return columns;
}

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;
