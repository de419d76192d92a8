/** The reader finds in the JSON of a tree what was printed. proof/tree.test.ts compares the JSON with the HCL, by the real parser. */
import fc from "fast-check";
import { runs } from "../../../test/laws";
import type { Problem } from "../../problem";
import { configurationJson, readConfiguration } from "..";
import { configuration } from "./tree-generator";

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

it("any tree, read from its JSON and printed as JSON again, is the same JSON, comments and all", () => {
  fc.assert(
    fc.property(configuration, (tree) => {
      const problems: Problem[] = [];
      const json = plain(configurationJson(tree));
      const again = readConfiguration(json, "root", (problem) => problems.push(problem));
      expect(problems).toEqual([]);
      expect(plain(configurationJson(again ?? []))).toEqual(json);
    }),
    { seed: 20261201, numRuns: runs(3000) },
  );
});
