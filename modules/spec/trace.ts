/** From a line of the platform file to the paths of what stands there: the way back from `locate`. */
import type { Path } from "../problem";
import type { SourceText } from "./text";
import type { YamlNode } from "./tree";

/**
 * The paths of everything that begins on a line (from 1); where nothing does, of the last thing that began before it, which the line
 * continues. None for lines that are blank or a comment, and for lines that the file does not have. What an alias repeats has a path for each place that
 * it stands for.
 */
export type Trace = (line: number) => readonly Path[];

/** How to find what stands on a line of a file that has been read. */
export function traceIn(root: YamlNode, source: SourceText): Trace {
  let known: ReadonlyMap<number, Beginnings> | undefined;
  return (line) => {
    // Most runs never ask.
    known ??= beginningsIn(root, source);
    const here = known.get(line);
    if (here !== undefined) return here.paths;
    const text = lineText(source, line);
    if (text === undefined) return [];
    const before = lastBefore(known, line);
    const silent = /^\s*(?:#|$)/.test(text) && before?.literal !== true;
    return silent ? [] : (before?.paths.slice(-1) ?? []);
  };
}

/** What begins on a line, in the order of the text; `literal` when a block scalar with `|` begins last, whose text may look like a comment. */
interface Beginnings {
  readonly paths: Path[];
  literal: boolean;
}

function beginningsIn(root: YamlNode, source: SourceText): ReadonlyMap<number, Beginnings> {
  const lines = new Map<number, Beginnings>();
  const add = (offset: number, path: Path, literal: boolean): void => {
    const { line } = source.position(offset);
    const known = lines.get(line);
    if (known === undefined) lines.set(line, { paths: [path], literal });
    else {
      if (known.paths.at(-1) !== path) known.paths.push(path);
      known.literal = literal;
    }
  };
  const visit = (node: YamlNode, path: Path): void => {
    // A mapping or list under a key begins with its first entry, and is more than that: its own line is that of its key.
    const underKey = typeof path.at(-1) === "string";
    if (path.length > 0 && (node.kind === "scalar" || !underKey)) add(node.start, path, isLiteral(node));
    if (node.kind === "list") for (const [index, item] of node.items.entries()) visit(item, [...path, index]);
    if (node.kind !== "mapping") return;
    for (const [key, entry] of node.entries) {
      const own = [...path, key];
      add(entry.start, own, false);
      visit(entry.node, own);
    }
  };
  visit(root, []);
  return lines;
}

function isLiteral(node: YamlNode): boolean {
  return node.kind === "scalar" && node.literal === true;
}

function lastBefore(lines: ReadonlyMap<number, Beginnings>, line: number): Beginnings | undefined {
  for (let at = line - 1; at > 0; at -= 1) {
    const found = lines.get(at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function lineText({ text, lines }: SourceText, line: number): string | undefined {
  const start = lines[line - 1];
  return start === undefined ? undefined : text.slice(start, lines[line] ?? text.length);
}
