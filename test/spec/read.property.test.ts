import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { problemCodes } from "../../modules/problem/codes";
import { readSpec } from "../../modules/spec/read";
import { runs } from "../laws";

const folder = join(__dirname, "../cases/spec");
const texts = ["accepted", "refused"].flatMap((kind) =>
  readdirSync(join(folder, kind)).map((file) => readFileSync(join(folder, kind, file), "utf8")),
);

/** The law: whatever comes in, either a spec comes out or at least one problem, and every problem has a known code and a place in the file. */
function obeysTheLaw(text: string | Uint8Array): void {
  const read = readSpec({ file: "f", text });
  if (read.ok) expect(read.value.spec.platform).toEqual(expect.any(String));
  else expect(read.problems.length).toBeGreaterThan(0);
  const lines = typeof text === "string" ? text.split("\n").length : Number.POSITIVE_INFINITY;
  for (const { code, at, message } of read.problems) {
    expect(problemCodes).toHaveProperty([code]);
    expect(message).not.toBe("");
    expect(at?.line).toBeGreaterThanOrEqual(1);
    expect(at?.line).toBeLessThanOrEqual(lines);
    expect(at?.column).toBeGreaterThanOrEqual(1);
  }
}

const fragments = [
  "{",
  "}",
  "[",
  "]",
  ": ",
  "- ",
  "? ",
  "&a ",
  "*a",
  "<<: ",
  "!!str ",
  "!x ",
  "|\n",
  ">-\n",
  '"',
  "'",
  "#",
  " #",
  "%",
  "\t",
  "\n",
  "\r\n",
  "  ",
  ",",
  "---\n",
  "...\n",
  "0x1",
  "~",
  "\u0000",
  "é",
  "\ud800",
  "__proto__: ",
];
const fragment = fc.constantFrom(...fragments);
const mutation = fc.record({ at: fc.nat(), drop: fc.nat({ max: 12 }), insert: fc.oneof(fragment, fc.string({ maxLength: 6 })) });

function mutate(
  text: string,
  changes: readonly { readonly at: number; readonly drop: number; readonly insert: string }[],
): string {
  return changes.reduce((changed, { at, drop, insert }) => {
    const start = at % (changed.length + 1);
    return changed.slice(0, start) + insert + changed.slice(start + drop);
  }, text);
}

describe("readSpec never throws and explains every refusal,", () => {
  it("given random bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), obeysTheLaw), { seed: 1, numRuns: runs(500) });
  });

  it("given the words of YAML in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fragment, fc.constantFrom("a", "platform", "services")), { maxLength: 40 }), (words) =>
        obeysTheLaw(words.join("")),
      ),
      {
        seed: 2,
        numRuns: runs(1_000),
      },
    );
  });

  it("given platform files with a few changes", () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(mutation, { minLength: 1, maxLength: 4 }), (text, changes) =>
        obeysTheLaw(mutate(text, changes)),
      ),
      {
        seed: 3,
        numRuns: runs(1_000),
      },
    );
  });

  it("given any JSON", () => {
    fc.assert(fc.property(fc.json(), obeysTheLaw), { seed: 4, numRuns: runs(300) });
  });
});
