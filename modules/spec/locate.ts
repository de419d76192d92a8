/** From a path of the platform file to a line and column of its text. */
import type { Location, Path, Problem } from "../problem";
import type { SourceText } from "./text";
import { find, type Tree } from "./tree";

/**
 * The place of what a path names, or of its nearest existing parent. A scalar stands where its value begins; a list, a mapping and
 * nothing (`key:`) stand where their key does, as does everything with `part: "key"`. Aliases and merged keys lead to where the text
 * stands. `lineInValue` (from 1) moves down in a block scalar with `|`; other scalars have one place only.
 */
export type Locate = (path: Path, lineInValue?: number, part?: "key") => Location | undefined;

/** How to find places in a file that has been read. */
export function locateIn(root: Tree, source: SourceText): Locate {
  return (path, lineInValue, part) => {
    const { node, key, exact } = find(root, path);
    const scalar = node.kind === "scalar" && node.value !== null;
    if (key !== undefined && (!scalar || (exact && part === "key"))) return source.place(key);
    const place = source.place(node.start);
    if (node.kind !== "scalar" || node.literal === undefined || lineInValue === undefined || !exact) return place;
    return lineOfLiteral(source, place, lineInValue);
  };
}

/** The lines of a literal follow its header one by one; the column is that of the first character that is not indentation. */
function lineOfLiteral(source: SourceText, header: Location, lineInValue: number): Location {
  const start = source.lines[header.line - 1 + lineInValue];
  if (start === undefined) return header;
  let column = start;
  while (source.text[column] === " ") column++;
  return source.place(column);
}

/** Problems with their places, in the order of the text; those without a place come last. */
export function locateAll(problems: readonly Problem[], locate: Locate): readonly Problem[] {
  const located = problems.map((problem) => {
    if (problem.at !== undefined) return problem;
    const at = locate(problem.path, problem.lineInValue);
    return at === undefined ? problem : { ...problem, at };
  });
  return located.sort((left, right) => order(left.at) - order(right.at) || columnOf(left.at) - columnOf(right.at));
}

function order(at: Location | undefined): number {
  return at?.line ?? Number.MAX_SAFE_INTEGER;
}

function columnOf(at: Location | undefined): number {
  return at?.column ?? 0;
}
