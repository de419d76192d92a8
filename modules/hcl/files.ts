/** The files of a Terraform configuration, and which blocks stand in each. */

import { compare, groupBy } from "../collections";

/** A block of a file: where it is printed and what it is sorted by. */
export interface Entry {
  readonly file: string;
  /** Blocks of lower rank come first. */
  readonly rank: number;
  /** Its name, then its type; blocks of one name stand together. */
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** The files in the order in which they are given. */
const fileOrder: readonly string[] = [
  "versions.tf",
  "providers.tf",
  "variables.tf",
  "locals.tf",
  "main.tf",
  "outputs.tf",
  "moved.tf",
  "imports.tf",
];

/** A type stands before the longer ones: what is attached to a thing has a longer type than the thing in the AWS provider. */
function compareEntries(a: Entry, b: Entry): number {
  return a.rank - b.rank || compare(a.name, b.name) || a.type.length - b.type.length || compare(a.type, b.type);
}

/**
 * Joins the blocks of each file: by rank, then name, then type (shorter first), so that the order of the JSON does not matter. Files that
 * would be empty are left out; `header` stands above each as comments already.
 */
export function joinFiles(entries: readonly Entry[], header: string): ReadonlyMap<string, string> {
  const byFile = groupBy(entries, ({ file }) => file);
  const rank = (file: string) => fileOrder.indexOf(file) + 1 || fileOrder.indexOf("main.tf") + 1.5;
  const names = [...byFile.keys()].toSorted((a, b) => rank(a) - rank(b) || compare(a, b));
  return new Map(
    names.map((name) => {
      const blocks = (byFile.get(name) ?? []).toSorted(compareEntries).map((entry) => entry.text);
      return [name, `${header}${blocks.join("\n\n")}\n`];
    }),
  );
}
