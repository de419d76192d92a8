import { cpuTime } from "../../../../test/verify/cpu-time";
import { arnGlob, contains, covers, fold, type Glob, glob, intersects, literal, matches, memberships, showGlob } from "../..";

type Row = readonly [pattern: string, text: string];

describe("a text matches", () => {
  test.each<Row>([
    ["", ""],
    ["*", ""],
    ["*", "anything at all"],
    ["a*c", "abc"],
    ["a*c", "ac"],
    ["a*c", "abcc"],
    ["*abab*", "ababab"],
    ["*ab?b*", "xxabab"],
    ["*aab", "aaab"],
    ["a?c", "a🐈c"],
    ["?", "\u{10FFFF}"],
    ["?", "\uD800"],
    ["a**c", "ac"],
    ["*?*", "a"],
    ["arn:aws:s3:::b/*", "arn:aws:s3:::b/"],
    [".+(a|b)[c]\\d^$", ".+(a|b)[c]\\d^$"],
  ])("%j takes %j", (pattern, text) => expect(matches(glob(pattern), literal(text))).toBe(true));

  test.each<Row>([
    ["", "a"],
    ["a", ""],
    ["a", "A"],
    ["?", ""],
    ["?", "ab"],
    ["?", "🐈🐈"],
    ["a*a", "a"],
    ["a*ba*b", "abb"],
    ["*abc*abc*", "abcab"],
    ["*a?c*", "abbc"],
    ["*a?*c", "xac"],
    ["*a?*?", "xaa"],
    ["*?*", ""],
    ["a.c", "abc"],
    ["arn:aws:s3:::b/*", "arn:aws:s3:::b"],
    ["e\u0301", "\u00e9"],
  ])("%j refuses %j", (pattern, text) => expect(matches(glob(pattern), literal(text))).toBe(false));
});

describe("two globs", () => {
  test.each<readonly [left: string, right: string, witness: string]>([
    ["a*", "*b", "ab"],
    ["a*", "ab", "ab"],
    ["ab", "a*", "ab"],
    ["*", "*", ""],
    ["a?c", "?b?", "abc"],
    ["*a*", "*b*", "ab"],
    ["ab*", "a*ba", "aba"],
    ["arn:aws:s3:::*/private/*", "arn:aws:s3:::photos*", "arn:aws:s3:::photos/private/"],
    ["*-prod", "orders-*", "orders-prod"],
  ])("%j and %j share %j", (left, right, witness) => {
    const shared = intersects(glob(left), glob(right));
    expect(shared).toHaveLength(literal(witness).length);
    expect(matches(glob(left), shared!) && matches(glob(right), shared!)).toBe(true);
  });

  test.each<Row>([
    ["a*", "b*"],
    ["*a", "*b"],
    ["a", "b"],
    ["a", "a?"],
    ["a*b", "a?c"],
    ["??", "a"],
    ["?*?", "a"],
    ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"],
    ["*/a/*", "b"],
  ])("%j and %j share nothing", (left, right) => {
    expect(intersects(glob(left), glob(right))).toBeUndefined();
    expect(intersects(glob(right), glob(left))).toBeUndefined();
  });
});

describe("containment", () => {
  test.each<readonly [inner: string, union: readonly string[]]>([
    ["a", ["a"]],
    ["ab*", ["a*"]],
    ["a?c", ["a*"]],
    ["a?", ["a?"]],
    ["*", ["", "?*"]],
    ["a*", ["a", "a?", "a??*"]],
    ["?*", ["*?"]],
    ["s3:get*", ["s3:put*", "s3:*"]],
    ["*?*?*?*", ["???*"]],
  ])("%j lies within %j", (inner, union) => {
    expect(contains(glob(inner), union.map(glob))).toEqual({ verdict: "contained" });
  });

  test.each<readonly [inner: string, union: readonly string[]]>([
    ["a", []],
    ["*", ["a*", "b*"]],
    ["a*", ["a?*"]],
    ["a?", ["ab", "ac"]],
    ["*", ["?", "??", "????*", ""]],
    ["a*", ["a", "a?", "a???*"]],
    ["arn:aws:s3:::*", ["arn:aws:s3:::photos*", "arn:aws:s3:::logs*"]],
  ])("%j escapes %j, and a text shows it", (inner, union) => {
    const answer = contains(glob(inner), union.map(glob));
    const witness = answer.verdict === "escapes" ? answer.witness : [];
    expect(answer.verdict).toBe("escapes");
    expect(matches(glob(inner), witness) && !union.some((one) => matches(glob(one), witness))).toBe(true);
  });

  test("is unknown when the search would take more than its budget", () => {
    expect(contains(glob("*"), ["", "?", "??", "???*"].map(glob), 3)).toEqual({ verdict: "unknown" });
  });

  test("is shown by a letter that no glob names", () => {
    expect(contains(glob("?"), [glob("x")])).toEqual({ verdict: "escapes", witness: literal("y") });
    expect(contains(glob("?"), [glob("y"), glob("x")])).toEqual({ verdict: "escapes", witness: literal("z") });
  });

  const arn = (text: string): Glob => arnGlob(glob(text)) ?? [];
  test.each<readonly [outer: string, inner: string, covered: readonly boolean[]]>([
    // the same text is read as a plain glob or as an ARN: plain in plain, plain in ARN, ARN in plain, ARN in ARN
    ["arn:*:b:c:d:e", "arn:*:b:c:d:e", [true, false, true, true]],
    ["arn:?:b:c:d:e", "arn:?:b:c:d:e", [true, false, true, true]],
    ["arn:*:b:c:d:e", "arn:?:b:c:d:e", [true, false, true, true]],
    ["arn:?:b:c:d:e", "arn:*:b:c:d:e", [false, false, false, false]],
    ["arn:a*c:b:c:d:e", "arn:a?c:b:c:d:e", [true, false, true, true]],
    ["arn:a*c:b:c:d:e", "arn:a*x*c:b:c:d:e", [true, false, true, true]],
    ["arn:a:b:c:d:*", "arn:a:b:c:d:e?*", [true, true, true, true]],
    ["arn:a:b:c:d:e?", "arn:a:b:c:d:e*", [false, false, false, false]],
    ["arn:a:b:c:d:?", "arn:a:b:c:d:?", [true, true, true, true]],
    ["arn:x:b:c:d:e", "arn:?:b:c:d:e", [false, false, false, false]],
    ["*:*:*:*:*:*", "arn:?:b:*:d:e*", [true, false, true, true]],
  ])("%j covers %j", (outer, inner, covered) => {
    const [plain, strict] = [glob(outer), arn(outer)];
    const pairs = [plain, strict].map((one) => covers(one, glob(inner)));
    const strictPairs = [plain, strict].map((one) => covers(one, arn(inner)));
    expect([...pairs, ...strictPairs]).toEqual(covered);
  });

  test("by one glob alone is a matter of one pass", () => {
    expect(covers(glob("a*c*"), glob("ab*c"))).toBe(true);
    expect(covers(glob("a*c"), glob("ab*"))).toBe(false);
  });
});

test("memberships are the combinations that exist, each with a shortest text", () => {
  const found = memberships(["a*", "*b", "ab"].map(glob)) ?? [];
  expect(found.map(({ members, witness }) => `${members.map(Number).join("")} ${showGlob(witness)}`)).toEqual([
    "000 ",
    "100 a",
    "010 b",
    "111 ab",
    "110 abb",
  ]);
  expect(memberships(["a*", "*b"].map(glob), 3)).toBeUndefined();
});

test("late values are letters that only they and a star take", () => {
  const late: Glob = [...glob("a/"), "var.x", ...glob("/*")];
  expect(matches(late, [...literal("a/"), "var.x", ...literal("/b")])).toBe(true);
  expect(matches(late, literal("a/x/b"))).toBe(false);
  expect(showGlob(intersects(late, glob("*/b")) ?? [])).toBe("a/${var.x}/b");
  expect(intersects(late, [...glob("a/"), "var.y", ...glob("/*")])).toBeUndefined();
  expect(intersects(late, glob("a/?/*"))).toBeUndefined();
  expect(contains(late, [glob("a/*")])).toEqual({ verdict: "contained" });
  expect(contains(glob("a/*"), [late]).verdict).toBe("escapes");
  expect(fold(["VAR", ...glob("A*?ß")])).toEqual(["VAR", ...glob("a*?ß")]);
});

test("a text has as many letters as code points", () => {
  expect(literal("\uffffa\u{10000}b\ud800")).toEqual([0xffff, 0x61, 0x10000, 0x62, 0xd800]);
});

test("letters whose lower case is longer stay as they are", () => {
  expect(showGlob(fold(literal("İA")))).toBe("İa");
});

test("a pattern with fewer than six segments is no ARN", () => {
  expect(arnGlob(glob("arn:aws:s3"))).toBeUndefined();
  expect(showGlob(arnGlob(glob("arn:*:s?::*:a*:b**")) ?? [])).toBe("arn:*:s?::*:a*:b*");
});

test("`**` is `*`, and wildcards of ARN segments do not take colons", () => {
  const arn = (text: string): Glob => arnGlob(glob(text)) ?? [];
  expect(glob("a**b***")).toEqual(glob("a*b*"));
  expect(matches(arn("arn:*:b?:c*c:d*:e:f"), literal("arn:a:bb:cc:d:e:f"))).toBe(true);
  expect(matches(arn("arn:*:b?:c*c:d*:e:f"), literal("arn:a:b::cc:d:e:f"))).toBe(false);
  expect(matches(arn("arn:a*b*c:s::::x"), literal("arn:a:b:c:s::::x"))).toBe(false);
  expect(contains(glob("arn:a:b:c:d:*"), [arn("*:*:*:*:*:*")])).toEqual({ verdict: "contained" });
  expect(contains(glob("arn:a:b:c:*:f"), [arn("arn:a:b:c:*:f")]).verdict).toBe("escapes");
  expect(intersects(arn("arn:?:b:c:d:e"), glob("arn:*:b:c:d:e"))).toEqual(literal("arn:x:b:c:d:e"));
});

describe("patterns made to take forever take well below a second", () => {
  const eight = "*a*a*a*a*a*a*a*a";
  const long = "a".repeat(2000);
  test.each<readonly [claim: string, question: () => unknown]>([
    ["eight stars against a text that nearly matches", () => matches(glob(`${eight}b`), literal(long))],
    ["a thousand stars against a text that nearly matches", () => matches(glob(`${"*a".repeat(1000)}b`), literal(long))],
    ["a long repetition against a text that nearly matches", () => matches(glob(`*${"a".repeat(900)}b*`), literal(long))],
    ["question marks between stars", () => matches(glob(`*${"?a".repeat(300)}b*`), literal(long))],
    ["two globs of eight stars", () => intersects(glob(`${eight}b*`), glob(`${eight}c*`))],
    ["two disjoint globs of eight stars", () => intersects(glob(`x${eight}b`), glob(`x${eight}c`))],
    ["eight stars within eight stars", () => contains(glob(`${eight}*`), [glob(`${eight}b*`), glob(`${eight}c*`)])],
    ["eight stars with question marks", () => contains(glob("*?*?*?*?*?*?*?*?"), [glob("????????*"), glob("*a*")])],
  ])("%s", (_, question) => {
    question();
    expect(cpuTime(question)).toBeLessThan(500);
  });

  test("eight stars take below a millisecond", () => {
    const [pattern, text] = [glob(`${eight}b`), literal("a".repeat(200))];
    const hundred = (): void => {
      for (let run = 0; run < 100; run += 1) matches(pattern, text);
    };
    expect(cpuTime(hundred) / 100).toBeLessThan(1);
  });
});
