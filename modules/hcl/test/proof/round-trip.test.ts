import fc from "fast-check";
import type { Problem } from "../../../problem";
import { printHcl } from "../..";
import { expected, readBack, withDocuments } from "../round-trip";
import { stack } from "../stack-generator";

describe("printed HCL", () => {
  it("bug 21: HCL is not corrupted: read by the real HCL parser it is the JSON that it was printed from, for 2,000 random stacks", async () => {
    let differences = 0;
    await fc.assert(
      fc.asyncProperty(stack, async (given) => {
        const problems: Problem[] = [];
        const json = JSON.parse(JSON.stringify(given));
        const files = printHcl(json, { flavour: "root" }, (problem) => problems.push(problem));
        expect(problems).toEqual([]);
        const read = withDocuments(await readBack(files!));
        try {
          expect(read).toEqual(withDocuments(expected(json)));
        } catch (error) {
          differences += 1;
          throw error;
        }
      }),
      { seed: 20240611, numRuns: 2000 },
    );
    expect(differences).toBe(0);
  }, 300_000);
});
