import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hasErrors, problemCodes, quote } from "../modules/problem";

const root = join(__dirname, "..");
const sources = (readdirSync(join(root, "modules"), { recursive: true }) as string[])
  .filter((file) => file.endsWith(".ts") && file !== "problem.ts")
  .map((file) => readFileSync(join(root, "modules", file), "utf8"))
  .join("\n");

describe("problem codes", () => {
  test("are those of docs/problems.md, each once", () => {
    const page = readFileSync(join(root, "docs", "problems.md"), "utf8");
    const documented = [...page.matchAll(/^### `([a-z0-9-]+)`/gm)].map((match) => match[1]);
    expect(documented).toEqual(Object.keys(problemCodes));
  });

  test.each(Object.keys(problemCodes))("%s is reported by some stage", (code) => {
    expect(sources).toContain(`"${code}"`);
  });
});

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
