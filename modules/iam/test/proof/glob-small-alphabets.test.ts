/**
 * The glob engine against brute force: every pattern over a small alphabet up to a length, every pair, every triple. The reference
 * below shares nothing with the engine: it is the definition of `*` and `?` by recursion.
 */
import { arnGlob, contains, type Glob, intersects, joinStars, type Letter, matches, memberships, type Token } from "../../glob";
import { ANY_LETTER, ANY_STRING, SEGMENT_LETTER, SEGMENT_STRING } from "../../glob/token";

const [A, B, C, COLON, LATE] = [0x61, 0x62, 0x63, 0x3a, "late"];

function words<T>(alphabet: readonly T[], longest: number): T[][] {
  const all: T[][] = [[]];
  for (const word of all) {
    if (word.length < longest) all.push(...alphabet.map((letter) => [...word, letter]));
  }
  return all;
}

function reference(glob: Glob, text: readonly Letter[], i = 0, j = 0): boolean {
  const token = glob[i];
  if (token === undefined) return j === text.length;
  const letter = text[j];
  const segment = token === SEGMENT_STRING || token === SEGMENT_LETTER;
  const accepted = letter !== undefined && !(segment && letter === COLON);
  if (token === ANY_STRING || token === SEGMENT_STRING) {
    return reference(glob, text, i + 1, j) || (accepted && reference(glob, text, i, j + 1));
  }
  if (token === ANY_LETTER || token === SEGMENT_LETTER) {
    return accepted && typeof letter === "number" && reference(glob, text, i + 1, j + 1);
  }
  return token === letter && reference(glob, text, i + 1, j + 1);
}

/** The texts that each pattern matches, as bits. */
function languages(patterns: readonly Glob[], texts: readonly Letter[][]): Uint32Array[] {
  return patterns.map((pattern) => {
    const bits = new Uint32Array(Math.ceil(texts.length / 32));
    for (const [index, text] of texts.entries()) {
      if (reference(pattern, text)) bits[index >>> 5]! |= 1 << (index & 31);
    }
    return bits;
  });
}

const meet = (a: Uint32Array, b: Uint32Array): boolean => a.some((bits, index) => (bits & b[index]!) !== 0);
const within = (a: Uint32Array, ...others: readonly Uint32Array[]): boolean =>
  a.every((bits, index) => (bits & ~others.reduce((union, other) => union | other[index]!, 0)) === 0);

interface Setting {
  readonly name: string;
  readonly tokens: readonly Token[];
  readonly letters: readonly Letter[];
  readonly longestGlob: number;
  readonly longestText: number;
}

const settings: readonly Setting[] = [
  { name: "code points", tokens: [A, B, ANY_STRING, ANY_LETTER], letters: [A, B, C], longestGlob: 4, longestText: 8 },
  { name: "late values", tokens: [A, LATE, ANY_STRING, ANY_LETTER], letters: [A, B, LATE], longestGlob: 3, longestText: 6 },
  {
    name: "ARN segments",
    tokens: [A, COLON, SEGMENT_STRING, SEGMENT_LETTER],
    letters: [A, B, COLON],
    longestGlob: 3,
    longestText: 6,
  },
  {
    name: "both kinds of star",
    tokens: [A, COLON, SEGMENT_STRING, ANY_STRING],
    letters: [A, B, COLON],
    longestGlob: 3,
    longestText: 6,
  },
];

/** A star of a segment that a star of the rest touches is no ARN: `matches` is not made for it, and `arnGlob` never builds it. */
const isArnShaped = (pattern: Glob): boolean => {
  const rest = pattern.findIndex((token) => token === ANY_STRING || token === ANY_LETTER);
  const segment = pattern.findLastIndex((token) => token === SEGMENT_STRING || token === SEGMENT_LETTER);
  return rest === -1 || segment === -1 || (segment < rest && pattern.slice(segment, rest).includes(COLON));
};

let compared = 0;
afterAll(() => console.info(`glob: ${compared.toLocaleString("en")} answers compared with brute force`));

describe.each(settings)("over $name", ({ tokens, letters, longestGlob, longestText }) => {
  const patterns = words(tokens, longestGlob).filter(isArnShaped);
  const normal = patterns.map(joinStars);
  const texts = words(letters, longestText);
  const language = languages(patterns, texts);
  // Late values exist only where a glob names them: `??*` lies in `*??`, although the text `aa${late}` would tell them apart.
  const [withoutLate] = languages(
    [[]],
    texts.map((text) => text.filter((letter) => letter === LATE)),
  );
  const known = (i: number, ...globs: Glob[]): Uint32Array =>
    globs.flat().includes(LATE) ? language[i]! : language[i]!.map((bits, word) => bits & withoutLate![word]!);

  test("a text matches exactly when the definition says so", () => {
    const wrong: unknown[] = [];
    for (const [index, pattern] of normal.entries()) {
      for (const [bit, text] of texts.entries()) {
        compared += 1;
        const expected = ((language[index]![bit >>> 5]! >>> (bit & 31)) & 1) === 1;
        if (matches(pattern, text) !== expected) wrong.push({ pattern, text, expected });
      }
    }
    expect(wrong).toEqual([]);
  });

  test("two globs intersect exactly when a text matches both, and the witness is such a text", () => {
    const wrong: unknown[] = [];
    for (const [i, left] of normal.entries()) {
      for (const [j, right] of normal.entries()) {
        compared += 1;
        const witness = intersects(left, right);
        const expected = meet(language[i]!, language[j]!);
        const confirmed = witness === undefined || (reference(left, witness) && reference(right, witness));
        if ((witness !== undefined) !== expected || !confirmed) wrong.push({ left, right, witness });
      }
    }
    expect(wrong).toEqual([]);
  });

  test("a glob is contained in another exactly when each of its texts is, and the witness is one that is not", () => {
    const wrong: unknown[] = [];
    for (const [i, left] of normal.entries()) {
      for (const [j, right] of normal.entries()) {
        compared += 1;
        const answer = contains(left, [right]);
        const expected = within(known(i, left, right), language[j]!);
        const confirmed = answer.verdict !== "escapes" || (reference(left, answer.witness) && !reference(right, answer.witness));
        if ((answer.verdict === "contained") !== expected || !confirmed) wrong.push({ left, right, answer });
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("unions of two", () => {
  const patterns = words([A, B, ANY_STRING, ANY_LETTER], 3);
  const texts = words([A, B, C], 6);
  const language = languages(patterns, texts);

  test("a glob is contained in a union exactly when each of its texts is", () => {
    const wrong: unknown[] = [];
    const check = (i: number, j: number, k: number): void => {
      compared += 1;
      const [glob, first, second] = [patterns[i]!, patterns[j]!, patterns[k]!];
      const answer = contains(joinStars(glob), [joinStars(first), joinStars(second)]);
      const confirmed =
        answer.verdict !== "escapes" ||
        (reference(glob, answer.witness) && !reference(first, answer.witness) && !reference(second, answer.witness));
      const expected = within(language[i]!, language[j]!, language[k]!);
      if ((answer.verdict === "contained") !== expected || !confirmed) wrong.push({ glob, first, second, answer });
    };
    for (const i of patterns.keys()) {
      for (const j of patterns.keys()) {
        for (let k = j; k < patterns.length; k += 1) check(i, j, k);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("the regions of three globs are exactly the combinations that texts show", () => {
    const wrong: unknown[] = [];
    for (let index = 0; index < 4_000; index += 1) {
      const chosen = [index, index * 7 + 3, index * 31 + 11].map((number) => number % patterns.length);
      const globs = chosen.map((number) => patterns[number]!);
      const shown = new Set(
        texts.map((_, bit) => chosen.map((n) => ((language[n]![bit >>> 5]! >>> (bit & 31)) & 1) === 1).join()),
      );
      const found = memberships(globs.map(joinStars)) ?? [];
      compared += found.length;
      for (const { members, witness } of found) {
        if (globs.map((glob) => reference(glob, witness)).join() !== members.join()) wrong.push({ globs, members, witness });
      }
      if (found.length !== shown.size || found.some(({ members }) => !shown.has(members.join()))) wrong.push({ globs, found });
    }
    expect(wrong).toEqual([]);
  });
});

test("the ARN reading of a glob matches exactly the texts whose six segments match one by one", () => {
  const parts: Token[][] = [[A], [ANY_STRING], [ANY_LETTER], [A, ANY_STRING], []];
  const values: Letter[][] = [[A], [], [A, B], [B]];
  const wrong: unknown[] = [];
  const triples = <T>(first: readonly T[], last: readonly T[]): T[][] =>
    first.flatMap((one) => first.flatMap((two) => last.map((six) => [one, two, six])));
  const join = <T>([first, second, last]: readonly (readonly T[])[], letter: T, colon: T): T[] =>
    [first!, second!, [letter], [], [letter], last!].flatMap((segment, n) => (n === 0 ? [...segment] : [colon, ...segment]));
  for (const globs of triples(parts, parts)) {
    for (const texts of triples(values, [...values, [A, COLON, B]])) {
      compared += 1;
      const expected = globs.every((glob, n) => reference(glob, texts[n]!));
      if (matches(arnGlob(join<Token>(globs, A, COLON))!, join<Letter>(texts, A, COLON)) !== expected)
        wrong.push({ globs, texts });
    }
  }
  expect(wrong).toEqual([]);
});
