import fc from "fast-check";
import type { Problem } from "../../../problem";
import { printHcl } from "../..";
import { hostile } from "../stack-generator";

const top = [
  "resource",
  "data",
  "variable",
  "output",
  "module",
  "provider",
  "terraform",
  "locals",
  "moved",
  "import",
  "removed",
  "check",
  "x",
  "//",
];
const names = [
  "aws_iam_role",
  "aws_launch_template",
  "other",
  "dynamic",
  "lifecycle",
  "content",
  "policy",
  "user_data",
  "//",
  "__proto__",
  "constructor",
];
const text = fc.oneof(
  fc.constantFrom(...hostile, ...names, '{"a":"${b}"}', "${", '${"', "%{ if", "${<<E\n"),
  fc.string({ unit: "binary" }),
);

const { any } = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 7, withCrossShrink: true },
    text,
    fc.constantFrom(null, true, 0, -1.5, 1e300),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...names), text), tie("any"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe("printing any JSON at all", () => {
  it("never throws, repeats itself to the byte, and gives no files when it reports an error", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...top), any, { noNullPrototype: true }),
        fc.constantFrom("root", "module"),
        (stack, flavour) => {
          const runs = [0, 1].map(() => {
            const problems: Problem[] = [];
            const files = printHcl(stack, { flavour: flavour as "root" | "module" }, (problem) => problems.push(problem));
            return { files: files && [...files], problems };
          });
          expect(runs[0]).toEqual(runs[1]);
          expect(runs[0]!.files === undefined).toBe(runs[0]!.problems.some((problem) => problem.severity === "error"));
        },
      ),
      { seed: 4711, numRuns: 3000 },
    );
  });
});
