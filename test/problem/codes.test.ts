/** The list of problem codes: documented in one style, in use, and shown by a page that is current. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { isProblemCode, type ProblemCode, problemCodes, problemDescriptions, problemGroups } from "../../modules/problem/codes";
import { problemPage } from "../../modules/problem/page";
import { withProblemCodes } from "../../scripts/problems-docs";

const root = join(__dirname, "..", "..");
const page = readFileSync(join(root, "docs", "problems.md"), "utf8");
const sources = (readdirSync(join(root, "modules"), { recursive: true }) as string[])
  .filter((file) => file.endsWith(".ts") && !file.startsWith(`problem${sep}`))
  .map((file) => readFileSync(join(root, "modules", file), "utf8"))
  .join("\n");
const codes = Object.keys(problemCodes) as ProblemCode[];

test("docs/problems.md is what the codes say of themselves", () => {
  expect(withProblemCodes(page)).toBe(page);
});

test("a page without a place for the codes is not written over", () => {
  expect(() => withProblemCodes("# Problems\n")).toThrow("no place for the codes");
});

test("every code stands in one group", () => {
  expect(problemGroups.flatMap((group) => Object.keys(group.codes))).toEqual(codes);
  expect(page.match(/^### `[a-z-]+`/gm)).toEqual(codes.map((code) => `### \`${code}\``));
});

describe.each(codes)("%s", (code) => {
  const { summary, meaning, cure } = problemDescriptions[code];

  test("is reported by some stage", () => {
    expect(sources).toContain(`"${code}"`);
  });

  test("is described in the style of the page", () => {
    expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(summary).toMatch(/^[a-z].*[^.\s]$/);
    expect(meaning).toMatch(/^[A-Z`].*\.$/);
    expect(cure).toMatch(/^[a-z`].*[.?]$/s);
  });

  test("has links that lead somewhere, and a page without any", () => {
    for (const [, target = ""] of `${meaning} ${cure}`.matchAll(/\]\(([^)#]+)/g)) {
      expect(existsSync(join(root, "docs", target))).toBe(true);
    }
    expect(problemPage(code)).toMatch(new RegExp(`^${code}(?: \\(warning\\))?: .*\\n\\n.*\\n\\nCure: .*\\n$`));
    expect(problemPage(code)).not.toMatch(/\]\(/);
  });
});

test("the page of a code is plain text", () => {
  expect(problemPage("not-compared")).toBe(
    "not-compared (warning): a change that a comparison does not cover\n\n" +
      "Something has changed that `diff` does not read: a policy of another kind, the role that something runs with, files that were edited by hand. It counts as undecided.\n\n" +
      "Cure: review it by hand; the review page (docs/review.md) lists what is read.\n",
  );
  expect(problemPage("danger")).toContain("Each rule is in docs/danger.md.");
});

test.each(["unknown", "", "toString", "__proto__", "Unknown-key"])("%j is no code", (word) => {
  expect(isProblemCode(word)).toBe(false);
});

test("every key of the list is a code", () => {
  expect(codes.every(isProblemCode)).toBe(true);
});
