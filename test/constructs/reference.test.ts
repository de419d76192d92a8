/** The reference of the constructs is made from their doc comments, and every prop has one. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withConstructsReference } from "../../scripts/constructs-docs";

const page = readFileSync(join(__dirname, "..", "..", "docs", "cdktf.md"), "utf8");

test("docs/cdktf.md has the reference of the code", () => {
  expect(withConstructsReference(page)).toBe(page);
});

test("every optional prop says its default, and every prop what it is", () => {
  const rows = page.split("\n").filter((line) => /^\| `\w+` \|/.test(line));
  expect(rows.length).toBeGreaterThan(80);
  for (const row of rows) expect(row).toMatch(/^\| `\w+` \| [^|]*\S [|] .*\S \|$/);
});
