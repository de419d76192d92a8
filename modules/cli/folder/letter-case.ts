/** Names that differ by the case of their letters only: one file on macOS and Windows, two on Linux. */
import { join } from "node:path";
import { error, type Problem, quote } from "../../problem";
import type { FileSystem } from "../io";
import type { OutputFolder } from "./inspect";

/** What would be one file or folder with another that is written, or that is there, wherever cases are not told apart. Code: `output-foreign`. */
export function letterCaseProblems(files: FileSystem, folder: OutputFolder, paths: readonly string[]): readonly Problem[] {
  const wanted = new Map<string, Set<string>>();
  for (const path of paths) {
    const names = path.split("/");
    for (const [index, name] of names.entries()) {
      const parent = names.slice(0, index).join("/");
      wanted.set(parent, (wanted.get(parent) ?? new Set()).add(name));
    }
  }
  return [...wanted].flatMap(([parent, names]) => {
    const place = join(folder.path, parent);
    const isFolder = files.statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
    const present = isFolder ? files.readdirSync(place) : [];
    const full = (name: string): string => quote([folder.shown, parent, name].filter((part) => part !== "").join("/"));
    return twinsIn([...names], present).map(([one, other]) => clash(full(one), full(other)));
  });
}

type Pair = readonly [one: string, other: string];

/** Each name with one that is written as well or there. */
function twinsIn(names: readonly string[], present: readonly string[]): readonly Pair[] {
  const known = new Map<string, string>();
  const twins: Pair[] = [];
  for (const name of [...names, ...present.filter((other) => !names.includes(other))]) {
    const folded = name.normalize("NFC").toLowerCase();
    const other = known.get(folded);
    if (other === undefined) known.set(folded, name);
    else if (names.includes(other)) twins.push([other, name]);
  }
  return twins;
}

function clash(one: string, other: string): Problem {
  const message = `${one} and ${other} differ by the case of letters only: they are one on macOS and Windows`;
  return error("output-foreign", [], message, "rename one of them; if an account was renamed so, keep its former name");
}
