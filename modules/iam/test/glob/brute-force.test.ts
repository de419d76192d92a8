/** Every short pattern against every short text: what the engine answers is what listing all texts answers, and witnesses are shortest. */
import {
  arnGlob,
  contains,
  covers,
  type Glob,
  glob,
  intersects,
  joinStars,
  type Letter,
  literal,
  matches,
  memberships,
} from "../../glob";
import { ANY_LETTER, ANY_STRING, COLON, SEGMENT_LETTER, SEGMENT_STRING, type Token } from "../../glob/token";

const [A, B] = [0x61, 0x62];

function words<T>(alphabet: readonly T[], longest: number): readonly (readonly T[])[] {
  const all: (readonly T[])[] = [[]];
  for (const word of all) {
    if (word.length < longest) all.push(...alphabet.map((letter) => [...word, letter]));
  }
  return all;
}

/** The definition: nothing that the engine does is in it. */
function takes(glob: Glob, text: readonly Letter[]): boolean {
  const [token, ...rest] = glob;
  const [letter, ...more] = text;
  if (token === undefined) return letter === undefined;
  const isSegment = token === SEGMENT_STRING || token === SEGMENT_LETTER;
  const accepted = letter !== undefined && !(isSegment && letter === COLON);
  if (token === ANY_STRING || token === SEGMENT_STRING) return takes(rest, text) || (accepted && takes(glob, more));
  if (token === ANY_LETTER || token === SEGMENT_LETTER) return accepted && typeof letter === "number" && takes(rest, more);
  return token === letter && takes(rest, more);
}

interface Setting {
  readonly name: string;
  readonly tokens: readonly Token[];
  readonly letters: readonly Letter[];
}

const settings: readonly Setting[] = [
  { name: "letters", tokens: [A, B, ANY_STRING, ANY_LETTER], letters: [A, B, 0x63] },
  { name: "the letter that stands for all others", tokens: [0x78, ANY_STRING, ANY_LETTER], letters: [0x78, 0x79, 0x7a] },
  { name: "late values", tokens: [A, "late", ANY_STRING], letters: [A, B, "late"] },
  { name: "segments of an ARN", tokens: [A, COLON, SEGMENT_STRING, SEGMENT_LETTER], letters: [A, B, COLON] },
];

describe.each(settings)("over $name", ({ tokens, letters }) => {
  const patterns = words(tokens, 3).map(joinStars);
  const texts = words(letters, 5);
  const language = new Map(patterns.map((pattern) => [pattern, texts.map((text) => takes(pattern, text))]));
  const of = (pattern: Glob): readonly boolean[] => language.get(pattern) ?? [];
  /** Texts in order of their length: the first is a shortest. */
  const first = (holds: (index: number) => boolean): number | undefined => texts.find((_, index) => holds(index))?.length;
  const pairs = patterns.flatMap((left, at) =>
    patterns.filter((_, other) => (at + other) % 3 === 0).map((right) => [left, right] as const),
  );

  test("a text matches exactly when the definition says so", () => {
    const wrong = patterns.filter((pattern) => texts.some((text, index) => matches(pattern, text) !== of(pattern)[index]));
    expect(wrong).toEqual([]);
  });

  test("two globs share a text exactly when one is listed, and the answer is a shortest one", () => {
    const wrong = pairs.filter(([left, right]) => {
      const [shared, shortest] = [
        intersects(left, right),
        first((index) => of(left)[index] === true && of(right)[index] === true),
      ];
      return shared?.length !== shortest || (shared !== undefined && !(takes(left, shared) && takes(right, shared)));
    });
    expect(wrong).toEqual([]);
  });

  test("a glob lies within another exactly when each of its texts does, and what escapes escapes", () => {
    const isLate = tokens.includes("late");
    const wrong = pairs.filter(([inner, outer]) => {
      // Late values exist only where a glob names them.
      const exists = (index: number): boolean =>
        !isLate || [inner, outer].flat().includes("late") || !texts[index]?.includes("late");
      const escapes = texts.some((_, index) => exists(index) && of(inner)[index] === true && of(outer)[index] !== true);
      const answer = contains(inner, [outer]);
      if (answer.verdict === "escapes") return !escapes || !takes(inner, answer.witness) || takes(outer, answer.witness);
      return escapes || answer.verdict !== "contained" || (covers(outer, inner) && escapes);
    });
    expect(wrong).toEqual([]);
  });

  test("a glob lies within two others exactly when each of its texts lies in one of them", () => {
    const some = patterns.filter((_, index) => index % 5 === 1);
    const wrong = some.flatMap((inner) =>
      some.flatMap((left) =>
        some.filter((right) => {
          if (tokens.includes("late") && ![inner, left, right].flat().includes("late")) return false;
          const escapes = texts.some(
            (_, index) => of(inner)[index] === true && of(left)[index] !== true && of(right)[index] !== true,
          );
          return (contains(inner, [left, right]).verdict === "escapes") !== escapes;
        }),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test("regions are the combinations that texts show, each once, with a shortest text", () => {
    const some = pairs.filter((_, index) => index % 4 === 0);
    const wrong = some.filter(([left, right]) => {
      const isLate = tokens.includes("late") && ![left, right].flat().includes("late");
      const shown = new Map<string, number>();
      for (const [index, text] of texts.entries()) {
        const key = [of(left)[index], of(right)[index]].join();
        if (!shown.has(key) && !(isLate && text.includes("late"))) shown.set(key, text.length);
      }
      const found = (memberships([left, right]) ?? []).map(({ members, witness }) => [members.join(), witness.length] as const);
      return JSON.stringify([...shown].sort()) !== JSON.stringify([...found].sort());
    });
    expect(wrong).toEqual([]);
  });
});

test("a stretch of letters between stars is found wherever it stands, however much it repeats itself", () => {
  const texts = words(["a", "b"], 9).map((letters) => letters.join(""));
  const wrong = words(["a", "b"], 6)
    .map((letters) => letters.join(""))
    .flatMap((stretch) => {
      const pattern = glob(`*${stretch}*`);
      return texts.filter((text) => matches(pattern, literal(text)) !== text.includes(stretch));
    });
  expect(wrong).toEqual([]);
});

test("what covers contains, and what contains without question marks covers", () => {
  const patterns = words(["a", "b", "*"], 4).map((letters) => glob(letters.join("")));
  const wrong = patterns.flatMap((outer) =>
    patterns.filter((inner) => covers(outer, inner) !== (contains(inner, [outer]).verdict === "contained")),
  );
  expect(wrong).toEqual([]);
});

test("an ARN has at least six segments, and wildcards of the last one take colons", () => {
  expect(arnGlob(glob("a:b:c:d:e"))).toBeUndefined();
  expect(arnGlob(glob("a:b:c:d:*:*"))).toEqual([...literal("a:b:c:d:"), SEGMENT_STRING, COLON, ANY_STRING]);
  expect(arnGlob(glob("a:b:c:d:?:?"))).toEqual([...literal("a:b:c:d:"), SEGMENT_LETTER, COLON, ANY_LETTER]);
});

test("a stretch with a question mark is found at the very end", () => {
  const pattern = glob("*a?b*");
  for (const [text, expected] of [
    ["xxxa1b", true],
    ["xxxa1", false],
    ["a1b", true],
    ["xxa1bxx", true],
    ["b1a", false],
  ] as const) {
    expect([text, matches(pattern, literal(text))]).toEqual([text, expected]);
  }
});
