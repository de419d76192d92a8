/** Files of megabytes made to take forever, or to overflow the stack: each is refused with a few problems. */
import { readSpec } from "../../../modules/spec/read";

test.each<readonly [string, string, string]>([
  ["a file of 5 MB", "a: b\n".repeat(1_000_000), "file-too-large"],
  ["two million anchors in a list", `a: [${"&a,".repeat(1_300_000)}`, "file-too-large"],
  ["half a million tags on one value", `a: ${"! ".repeat(500_000)}`, "syntax-error"],
  ["half a million anchors on one value", `a: ${"&a ".repeat(500_000)}`, "syntax-error"],
  ["600,000 documents", "--- a\n".repeat(600_000), "unsupported-yaml"],
  ["a million commas", `a: [${",".repeat(1_000_000)}`, "syntax-error"],
  ["half a million directives", "%a\n".repeat(500_000), "syntax-error"],
  ["a million quotes", `${'"\n'.repeat(1_000_000)}`, "syntax-error"],
  ["two million spaces before a bracket", `a${" ".repeat(2_000_000)}]`, "wrong-type"],
  ["a million closing brackets", "]".repeat(1_000_000), "syntax-error"],
])("%s", (_, text, code) => {
  const { problems } = readSpec({ file: "platform.yaml", text });
  expect(new Set(problems.map((problem) => problem.code))).toEqual(new Set([code]));
  expect(problems.length).toBeLessThanOrEqual(20);
});
