import { hasErrors, quote } from "../modules/problem";

describe("quote", () => {
  const cases: [string, string][] = [
    ["plain", "`plain`"],
    ['say "hi"', '`say "hi"`'],
    ["two\nlines", "`two\\nlines`"],
    ["\u001b[31mred", "`\\u001b[31mred`"],
    ["x".repeat(100), `\`${"x".repeat(77)}...\``],
  ];
  test.each(cases)("shows %j without control characters", (text, shown) => {
    expect(quote(text)).toBe(shown);
  });
});

test("only errors stop a run", () => {
  expect(hasErrors([])).toBe(false);
  expect(hasErrors([{ code: "plain-secret", severity: "warning", path: [], message: "x" }])).toBe(false);
  expect(hasErrors([{ code: "unknown-key", severity: "error", path: [], message: "x" }])).toBe(true);
});
