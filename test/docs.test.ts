/** Pages that are made from the code are current, and every AWS page that they name is one that the code names. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withCatalogue } from "../scripts/policies-docs";
import { referencePolicies, withReferencePolicies } from "../scripts/reference-service";

const page = readFileSync(join(__dirname, "..", "docs", "policies.md"), "utf8");

test("docs/policies.md has the catalogue of the code", () => {
  expect(withCatalogue(page)).toBe(page);
});

test("docs/policies.md shows the policies that its platform file becomes", () => {
  expect(withReferencePolicies(page)).toBe(page);
  expect(referencePolicies(page)).toHaveLength(2);
});

test("links inside the pages lead somewhere", () => {
  const anchors = new Set(
    [...page.matchAll(/^#+ (.+)$/gm)].map((match) =>
      (match[1] ?? "")
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/g, "")
        .replaceAll(" ", "-"),
    ),
  );
  for (const [, anchor] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor);
});
