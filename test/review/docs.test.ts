/** docs/tour.md and docs/review.md show what `diff` really says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pc from "picocolors";
import { diffText } from "../../modules/cli/diff/text";
import { diffAccess } from "../../modules/review/diff";
import { accessOf } from "./platform";

const root = join(__dirname, "../..");
const review = readFileSync(join(root, "docs/review.md"), "utf8");
const tour = readFileSync(join(root, "docs/tour.md"), "utf8");

function block(page: string, pattern: RegExp): string {
  const found = pattern.exec(page)?.[1];
  if (found === undefined) throw new Error(`no ${pattern}`);
  return found;
}

const said = (before: string, after: string): string =>
  diffText(diffAccess(accessOf(before), accessOf(after)), 100, pc.createColors(false)).trim();

test("docs/review.md has the comparison of its platform file", () => {
  const before = block(review, /```yaml\n(platform: [\s\S]*?)\n```/);
  const after = `${before.replace("[read, write]", "read").replace(", prefix: archive/", "")}\n  reports: { cluster: main, containers: { app: { image: orders:1.4 } }, access: [] }\n`;
  expect(block(review, /```text\n([\s\S]*?)\n```/)).toBe(said(before, after));
});

test("docs/tour.md has the comparison of its platform file", () => {
  const before = block(tour, /```yaml\n(platform: [\s\S]*?)\n```/);
  const shown = block(tour, /```console\n\$ npx rolewright diff --base main\n([\s\S]*?)\n```/);
  expect(shown).toBe(said(before, before.replace("can: read", "can: [read, write]")));
});
