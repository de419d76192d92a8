import { code, phrase, plain, table } from "../../modules/output/markdown";

describe("code", () => {
  test.each([
    ["orders", "`orders`"],
    ["", "(empty)"],
    ["a`b", "``a`b``"],
    ["a``b`c", "```a``b`c```"],
    ["`a`", "`` `a` ``"],
    [" a ", "`  a  `"],
    ["a|b", "<code>a&#124;b</code>"],
    ["a|<b>`\\", "<code>a&#124;&#60;b&#62;&#96;&#92;</code>"],
    ["<b>", "`<b>`"],
    ["a\nb\u001b", "`a\\u000ab\\u001b`"],
    ["*.${var.x}", "`*.${var.x}`"],
  ])("of %j is %j", (text, expected) => {
    expect(code(text)).toBe(expected);
  });
});

describe("plain text", () => {
  test.each([
    ["orders, by day", "orders, by day"],
    ["*a* _b_ ~c~ [d](e) ![f]", "\\*a\\* \\_b\\_ \\~c\\~ \\[d\\](e) \\!\\[f\\]"],
    ["<b>&amp;", "&#60;b>&#38;amp;"],
    ["a|b", "a&#124;b"],
    ["a `b`", "a \\`b\\`"],
    ["# a", "\\# a"],
    ["- a", "\\- a"],
    ["> a", "\\> a"],
    ["1. a", "1\\. a"],
    ["a\nb", "a\\\\u000ab"],
    ["see https://x.example and WWW.y.example", "see https&#58;//x.example and www&#46;y.example"],
    ["ask @security", "ask @<!-- -->security"],
    ["as in #12 and gh-3", "as in #<!-- -->12 and gh-<!-- -->3"],
    ["a @ b, #x, highs-3", "a @ b, #x, highs-3"],
    ["costs $5 and $6", "costs \\$5 and \\$6"],
  ])("of %j is %j", (text, expected) => {
    expect(plain(text)).toBe(expected);
  });
});

describe("a phrase", () => {
  test.each([
    ["pull image `inventory`", "pull image `inventory`"],
    ["`a` and `b*`", "`a` and `b*`"],
    ["`a` <b> `c", "\\`a\\` &#60;b> \\`c"],
    ["read `a|b`", "read <code>a&#124;b</code>"],
  ])("%j becomes %j", (text, expected) => {
    expect(phrase(text)).toBe(expected);
  });
});

test("a table has a rule below its header", () => {
  expect(table(["A", "B"], [["1", "2"]])).toBe("| A | B |\n| --- | --- |\n| 1 | 2 |");
});
