/**
 * What globs and texts are made of. A glob is a sequence of tokens, a text a sequence of letters; both are plain arrays, so that a
 * late value (a name that only Terraform resolves) is one more letter and needs no special case.
 */

/**
 * One indivisible piece of a text: a code point (a number >= 0), or the name of a late value. A late value is equal to itself and to
 * nothing else; `*` spans it, `?` does not, because its length is not known.
 */
export type Letter = number | string;

/** `*`: any letters, also none. */
export const ANY_STRING = -1;
/** `?`: exactly one code point. */
export const ANY_LETTER = -2;
/** `*` inside one of the first five segments of an ARN: any letters but a colon. */
export const SEGMENT_STRING = -3;
/** `?` inside one of the first five segments of an ARN: one code point, not a colon. */
export const SEGMENT_LETTER = -4;

/** A letter that stands for itself, or one of the four wildcards. */
export type Token = number | string;

/** A pattern: letters and wildcards. */
export type Glob = readonly Token[];

/** The letter for places where any letter does: an `x`. */
export const FILLER = 0x78;

/** Letters that names may have anywhere in AWS: examples are made of these as long as there is one that no glob names. */
const plainLetters = literal("xyzabcdefghijklmnopqrstuvwABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

/** A code point that is none of the tokens: it stands for every letter that no glob names. */
export function unnamedLetter(tokens: Iterable<Token | undefined>): number {
  const named = new Set(tokens);
  const plain = plainLetters.find((letter): letter is number => typeof letter === "number" && !named.has(letter));
  let letter = plain ?? 0x100;
  while (named.has(letter)) letter += 1;
  return letter;
}

/** The code point of `:`, which ARN operators do not let a wildcard cross. */
export const COLON = 0x3a;
const STAR = 0x2a;
const QUESTION_MARK = 0x3f;

/** Whether the token is a wildcard of any kind. */
export function isWildcard(token: Token): boolean {
  return typeof token === "number" && token < 0;
}

/** Whether the token is a wildcard that may span several letters or none. */
export function isStar(token: Token | undefined): boolean {
  return token === ANY_STRING || token === SEGMENT_STRING;
}

/** Whether one token of a glob accepts one letter of a text. */
export function accepts(token: Token, letter: Letter): boolean {
  if (token === letter || token === ANY_STRING) return true;
  if (token === ANY_LETTER) return typeof letter === "number";
  if (token === SEGMENT_STRING) return letter !== COLON;
  return token === SEGMENT_LETTER && typeof letter === "number" && letter !== COLON;
}

/** The letters of a text: its code points. A lone surrogate is a letter of its own. */
export function literal(text: string): Letter[] {
  const letters: Letter[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.codePointAt(index) ?? 0;
    letters.push(letter);
    if (letter > 0xffff) index += 1;
  }
  return letters;
}

/** The glob that a policy writes as `text`: `*` and `?` are wildcards, everything else stands for itself. */
export function glob(text: string): Glob {
  return joinStars(literal(text).map(wildcard));
}

/** The wildcard that a letter of a policy's text stands for, or the letter itself. */
export function wildcard(letter: Letter): Token {
  if (letter === STAR) return ANY_STRING;
  return letter === QUESTION_MARK ? ANY_LETTER : letter;
}

/** Adjacent `*` become one; the language stays the same. (`*?` and `?*` differ: a late value fits only the star.) */
export function joinStars(tokens: Glob): Glob {
  return tokens.filter((token, index) => !isStar(token) || token !== tokens[index - 1]);
}

/**
 * The glob as the ARN operators read it: wildcards in the first five segments do not cross a colon
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN).
 * Undefined when it has fewer than six segments: such a pattern is no ARN and matches nothing.
 */
export function arnGlob(tokens: Glob): Glob | undefined {
  let colons = 0;
  const segments = tokens.map((token) => {
    if (token === COLON) colons += 1;
    if (colons > 4 || !isWildcard(token)) return token;
    return isStar(token) ? SEGMENT_STRING : SEGMENT_LETTER;
  });
  return colons > 4 ? joinStars(segments) : undefined;
}

/** Letters without regard to case, as actions and the `IgnoreCase` operators compare them; late values keep theirs. */
export function fold(tokens: Glob): Glob {
  return tokens.map((token) => (typeof token === "number" && token >= 0 ? foldLetter(token) : token));
}

function foldLetter(letter: number): number {
  const lower = String.fromCodePoint(letter).toLowerCase();
  const [first, ...rest] = literal(lower);
  return typeof first === "number" && rest.length === 0 ? first : letter;
}

/** A glob or text for people: wildcards as `*` and `?`, late values as `${name}`. Not reversible. */
export function showGlob(tokens: Glob): string {
  return tokens
    .map((token) => {
      if (typeof token === "string") return `\${${token}}`;
      if (token < 0) return isStar(token) ? "*" : "?";
      return String.fromCodePoint(token);
    })
    .join("");
}
