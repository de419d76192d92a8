/** Globs with late values: whether they can meet, and whether that is settled, whatever the late values become. */
import {
  fold,
  type Glob,
  glob,
  hasLate,
  intersects,
  isSettled,
  joinStars,
  mayIntersect,
  placesOfLate,
  type Token,
} from "../../glob";

/** A glob in which `${x}` is the late value `x`. */
function late(text: string): Glob {
  return text.split(/\$\{(\w+)\}/).flatMap((part, index): Glob => (index % 2 === 0 ? glob(part) : [part]));
}

type Pair = readonly [left: string, right: string];

describe("can meet:", () => {
  test.each<Pair>([
    // without late values: a text that both match
    ["a*", "*b"],
    ["a", "a"],
    // a late value becomes whatever the other one needs
    ["${x}", "photos"],
    ["${x}", ""],
    ["${x}", "${y}"],
    ["${x}", "?"],
    ["a${x}c", "abc"],
    ["a${x}c", "ac"],
    ["a${x}", "a/b:c"],
    ["${x}${y}", "abc"],
    ["${x}-private", "photos-private"],
    ["${x}", "${x}"],
    ["${x}/a", "${x}/*"],
    ["${x}*", "${x}b"],
    ["${x}", "${y}${x}"],
    ["*a${x}", "*ba${x}"],
    ["*ab${x}", "*bcab${x}"],
    // within an ARN: one segment, or what the resource begins with
    ["arn:aws:s3:::${x}", "arn:aws:s3:::photos"],
    ["arn:aws:s3:::${x}", "arn:aws:s3:::a:b:c"],
    ["arn:aws:sqs:${x}:1:q", "arn:aws:sqs:eu:1:q"],
    ["arn:aws:sqs:eu:${x}:q", "arn:aws:sqs:eu:1:q"],
    ["arn:aws:sqs:eu:${x}:q", "arn:aws:sqs:eu::q"],
    ["arn:${x}:sqs:eu:1:q", "arn:*"],
    ["arn:aws:sqs:eu:${x}:q", "arn:aws:sqs:*:q"],
    // no ARN: colons are letters like others
    ["${x}:q", "arn:aws:sqs:eu:1:q"],
    ["xarn:${x}:q", "xarn:aws:sqs:eu:1:q"],
    ["ar:${x}:q", "ar:aws:sqs:q"],
  ])("%j and %j", (left, right) => {
    expect(mayIntersect(late(left), late(right))).toBe(true);
    expect(mayIntersect(late(right), late(left))).toBe(true);
  });
});

describe("cannot meet, whatever becomes of them:", () => {
  test.each<Pair>([
    ["a*", "b*"],
    ["a", "b"],
    ["a${x}", "b"],
    ["a${x}", ""],
    ["a${x}", "b${x}"],
    ["${x}a", "${y}b"],
    ["${x}a", "b"],
    ["a${x}c", "a"],
    ["a${x}c", "abd"],
    // what both begin with is the same in both
    ["${x}/a", "${x}/b"],
    ["${x}b", "${x}bb"],
    ["arn:aws:s3:::${x}/a", "arn:aws:s3:::${x}/ba"],
    // a late value within the first five segments has no colon
    ["arn:aws:sqs:eu:${x}:q", "arn:aws:sqs:eu:1:2:q"],
    ["arn:${x}:1:q", "arn:aws:sqs:eu:1:q"],
    ["arn:aws:sqs:${x}:q", "arn:aws:sqs:eu:1:q"],
    ["arn:aws:sqs:${x}:1:q", "arn:aws:sns:eu:1:q"],
    ["arn:aws:s3:::${x}", "arn:aws:sqs:eu:1:q"],
  ])("%j and %j", (left, right) => {
    expect(mayIntersect(late(left), late(right))).toBe(false);
    expect(mayIntersect(late(right), late(left))).toBe(false);
  });
});

describe("is settled:", () => {
  test.each<readonly [left: string, right: string, settled: boolean]>([
    ["${x}", "*", true],
    ["${x}", "${x}", true],
    ["a${x}", "a*", true],
    ["a${x}", "b", true],
    ["${x}/a", "${x}/*", true],
    ["a", "b", true],
    ["${x}", "a", false],
    ["${x}", "${y}", false],
    ["a${x}", "ab*", false],
    ["${x}", "?*", false],
    ["${x}/a", "b/*", false],
    ["*b", "a*", false],
  ])("how %j stands to %j: %p", (left, right, settled) => {
    expect(isSettled(late(left), late(right))).toBe(settled);
    expect(isSettled(late(right), late(left))).toBe(settled);
  });
});

test("which tokens are late, and where they stand", () => {
  const places = (text: string) => placesOfLate(late(text)).filter((place) => place !== undefined);
  expect(places("arn:${a}:${b}:${c}:${d}:${e}${f}:${g}")).toEqual([
    "segment",
    "segment",
    "segment",
    "segment",
    "anywhere",
    "anywhere",
    "anywhere",
  ]);
  expect(places("arn:aws:s3:eu:${a}${b}:c")).toEqual(["segment", "segment"]);
  expect(places("${a}:b:${c}")).toEqual(["anywhere", "anywhere"]);
  expect(places("arm:${a}")).toEqual(["anywhere"]);
  expect(placesOfLate(late("a${x}b"))).toEqual([undefined, "anywhere", undefined]);
  expect([late("a*?"), late("a${x}"), []].map(hasLate)).toEqual([false, true, false]);
});

/** All globs of up to two tokens, and what they become. */
const tokens: readonly Token[] = ["x", "y", ...glob("a"), ...glob("b"), ...glob("*"), ...glob("?")];
const globs: readonly Glob[] = [
  [],
  ...tokens.map((one) => [one]),
  ...tokens.flatMap((one) => tokens.map((two) => joinStars([one, two]))),
];
const values = ["", "a", "b", "ab"];
const choices = values.flatMap((x) => values.map((y) => ({ x, y })));

function become(one: Glob, choice: Readonly<Record<string, string>>): Glob {
  return one.flatMap((token): Glob => (typeof token === "string" ? glob(choice[token] ?? "") : [token]));
}

test("globs that cannot meet meet for no values, and settled ones do so for all or are one within the other", () => {
  const instances = new Map(globs.map((one) => [one, choices.map((choice) => become(one, choice))]));
  for (const left of globs) {
    for (const right of globs) {
      const [ours, theirs] = [instances.get(left) ?? [], instances.get(right) ?? []];
      const meet = ours.map((one, index) => intersects(one, theirs[index] ?? []) !== undefined);
      const answer = mayIntersect(left, right);
      if (!answer && meet.includes(true)) throw new Error(`${JSON.stringify([left, right])} meet`);
      if (isSettled(left, right) && meet.includes(true) && meet.includes(false)) {
        throw new Error(`${JSON.stringify([left, right])} are not settled`);
      }
    }
  }
});

test("case is folded in letters only", () => {
  expect(mayIntersect(fold(late("A${X}")), fold(late("aB")))).toBe(true);
  expect(fold(late("A${X}"))).toEqual([...glob("a"), "X"]);
});
