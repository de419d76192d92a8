/** From a path of the platform file to the range of its text. */
import type { Location, Path, Problem } from "../problem";
import type { SourceText } from "./text";
import { find, type Span, type YamlNode } from "./tree";

/**
 * The range of what a path names, or of its nearest existing parent. A scalar stands where its value does; a list, a mapping and
 * nothing (`key:`) stand where their key does, as does everything with `part: "key"`; those without a key on the line that they begin on. Aliases and merged keys lead to where the text
 * stands. `lineInValue` (from 1) moves down in a block scalar with `|`; other scalars have one place only.
 */
export type Locate = (path: Path, lineInValue?: number, part?: "key") => Location | undefined;

/** How to find places in a file that has been read. */
export function locateIn(root: YamlNode, source: SourceText): Locate {
  return (path, lineInValue, part) => {
    const { node, key, exact } = find(root, path);
    const scalar = node.kind === "scalar" && node.value !== null;
    if (key !== undefined && (!scalar || (exact && part === "key"))) return source.range(key.start, key.end);
    if (node.kind !== "scalar") return firstLine(source, node);
    const range = source.range(node.start, node.end);
    if (node.literal === undefined || lineInValue === undefined || !exact) return range;
    return lineOfLiteral(source, range, lineInValue);
  };
}

/** A list or mapping as far as it stands on the line that it begins on. */
function firstLine(source: SourceText, { start, end }: Span): Location {
  const next = source.lines[source.position(start).line];
  return source.range(start, Math.min(end, next ?? end));
}

/** The lines of a literal follow its header one by one; the column is that of the first character that is not indentation. */
function lineOfLiteral(source: SourceText, header: Location, lineInValue: number): Location {
  const start = source.lines[header.line - 1 + lineInValue];
  if (start === undefined) return header;
  let first = start;
  while (source.text[first] === " ") first++;
  return source.range(first, source.lines[header.line + lineInValue] ?? source.text.length);
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
