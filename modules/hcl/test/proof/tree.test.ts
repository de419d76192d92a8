/** Two printers of one tree: what the real parser reads of the HCL is the JSON. */
import { parse } from "@cdktf/hcl2json";
import fc from "fast-check";
import type { Problem } from "../../../problem";
import { configurationFiles, configurationJson } from "../..";
import { expected, withCalls, withDocuments } from "../round-trip";
import { configuration } from "../tree-generator";

const settings = { seed: 20261130, numRuns: 2000 };

function plain(value: unknown): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value));
}

/** Holes that hold nothing but text as that text: both syntaxes need them where a `$` or a carriage return would not stay one. */
function withoutTextHoles(value: unknown): unknown {
  if (typeof value === "string") {
    return value.replace(/\$\{("(?:[^"\\]|\\(?:[nrt"\\]|u[0-9a-f]{4}))*")\}/g, (_, text: string) => JSON.parse(text));
  }
  if (Array.isArray(value)) return value.map(withoutTextHoles);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [withoutTextHoles(key), withoutTextHoles(item)]));
}

describe("any tree", () => {
  it("means the same as HCL and as JSON", async () => {
    await fc.assert(
      fc.asyncProperty(configuration, async (tree) => {
        const problems: Problem[] = [];
        const files = configurationFiles(tree, {}, (problem) => problems.push(problem));
        expect(problems).toEqual([]);
        const json = await withCalls(withoutTextHoles(expected(plain(configurationJson(tree)))), true);
        const read = await withCalls(withoutTextHoles(await parse("stack.tf", [...files.values()].join("\n"))), true);
        expect(withDocuments(read)).toEqual(withDocuments(json));
      }),
      settings,
    );
  }, 300_000);
});
