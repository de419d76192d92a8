/** Nodes of the `yaml` package to the tree of a platform file: aliases and merge keys resolved, everything odd refused at its place. */
import { isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import { type Problem, type ProblemCode, quote } from "../problem";
import type { SourceText } from "./text";
import {
  type Entry,
  type ListNode,
  listOf,
  type MappingNode,
  mappingOf,
  maxDepth,
  maxProblems,
  reserved,
  type ScalarNode,
  type Tree,
} from "./tree";

/** Values that aliases may add: enough for thousands of repeated containers, not enough to hurt. */
const maxExpanded = 200_000;

const tags: ReadonlySet<string> = new Set(
  ["str", "int", "float", "bool", "null", "map", "seq"].map((tag) => `tag:yaml.org,2002:${tag}`),
);

interface State {
  readonly source: SourceText;
  readonly problems: Problem[];
  readonly anchors: Map<string, Tree | "open">;
  readonly path: (string | number)[];
  expanded: number;
  omitted: number;
}

/** What a reader returns: the tree as far as it can be checked, and the problems of the text, each with its place. */
export interface Reading {
  readonly tree?: Tree;
  readonly problems: readonly Problem[];
  /** How many problems there are beside those. */
  readonly omitted?: number;
}

/**
 * The tree below a node. Codes: `unsupported-yaml` for tags and wrong aliases, `too-deep`, `duplicate-key`, `wrong-type` for keys that are
 * not text, `unknown-key` for names of JavaScript's own, `invalid-value` for numbers that do not mean what they show.
 */
export function treeOf(node: Node, source: SourceText): Reading {
  const reading: State = { source, problems: [], anchors: new Map(), path: [], expanded: 0, omitted: 0 };
  const tree = read(node, reading, 0);
  return { tree, problems: reading.problems, omitted: reading.omitted };
}

function complain(reading: State, code: ProblemCode, offset: number, message: string, help?: string): void {
  if (reading.problems.length >= maxProblems) {
    reading.omitted++;
    return;
  }
  const at = reading.source.place(offset);
  reading.problems.push({
    code,
    severity: "error",
    path: [...reading.path],
    at,
    message,
    ...(help === undefined ? {} : { help }),
  });
}

function nothing(start: number): ScalarNode {
  return { kind: "scalar", start, value: null, source: "" };
}

function startOf(node: Node | null | undefined, otherwise: number): number {
  return node?.range?.[0] ?? otherwise;
}

function read(node: Node | null, reading: State, start: number): Tree {
  if (node === null) return nothing(start);
  if (isAlias(node)) return readAlias(node.source, startOf(node, start), reading);
  if (node.tag !== undefined && !tags.has(node.tag)) {
    const help = "a platform file is plain data: remove the word that starts with `!`";
    complain(reading, "unsupported-yaml", startOf(node, start), "a tag that a platform file does not support", help);
    return nothing(start);
  }
  const anchor = "anchor" in node ? node.anchor : undefined;
  if (anchor !== undefined) reading.anchors.set(anchor, "open");
  const tree = readPlain(node, reading, startOf(node, start));
  if (anchor !== undefined) reading.anchors.set(anchor, tree);
  return tree;
}

function readPlain(node: Node, reading: State, start: number): Tree {
  if (isMap(node)) return readMapping(node, reading, start);
  if (isSeq(node)) return readList(node, reading, start);
  return isScalar(node) ? readScalar(node, reading, start) : nothing(start);
}

function readScalar(node: Scalar, reading: State, start: number): ScalarNode {
  const { value } = node;
  const source = typeof node.source === "string" ? node.source : "";
  if (typeof value === "string") {
    return { kind: "scalar", start, value, source, ...(node.type === "BLOCK_LITERAL" ? { literal: true } : {}) };
  }
  if (typeof value === "number" && String(value) !== source) misread(reading, start, source, value);
  if (typeof value === "number" || typeof value === "boolean" || value === null) return { kind: "scalar", start, value, source };
  complain(reading, "unsupported-yaml", start, "a value that is no text, number or truth value");
  return nothing(start);
}

/** `0777`, `1.10` and `1e3` are numbers that nobody would print so: most likely they were meant as text. */
function misread(reading: State, start: number, source: string, value: number): void {
  const help = `write \`${value}\`, or \`"${source}"\` if it is text`;
  complain(reading, "invalid-value", start, `the number ${quote(source)} reads as \`${value}\``, help);
}

function readAlias(name: string, start: number, reading: State): Tree {
  const tree = reading.anchors.get(name);
  if (tree === undefined) {
    complain(
      reading,
      "unsupported-yaml",
      start,
      `no anchor ${quote(`&${name}`)} stands before this alias`,
      "put text that starts with `*` in quotes",
    );
    return nothing(start);
  }
  if (tree === "open") {
    complain(reading, "unsupported-yaml", start, `the alias ${quote(`*${name}`)} stands inside its own anchor`);
    return nothing(start);
  }
  return mayExpand(tree, start, reading) ? tree : nothing(start);
}

function mayExpand(tree: Tree, start: number, reading: State): boolean {
  if (tree.kind === "scalar") return true;
  reading.expanded += tree.size;
  if (reading.expanded > maxExpanded) {
    if (reading.expanded - tree.size <= maxExpanded) {
      complain(reading, "unsupported-yaml", start, `aliases that expand to more than ${maxExpanded} values`);
    }
    return false;
  }
  if (reading.path.length + tree.depth <= maxDepth) return true;
  complain(reading, "too-deep", start, `aliases that nest collections more than ${maxDepth} deep`);
  return false;
}

function readList(node: YAMLSeq, reading: State, start: number): ListNode {
  const items: Tree[] = [];
  for (const [index, item] of node.items.entries()) {
    reading.path.push(index);
    items.push(isPair(item) ? nothing(start) : read(item as Node | null, reading, start));
    reading.path.pop();
  }
  return listOf(start, items);
}

function readMapping(node: YAMLMap, reading: State, start: number): MappingNode {
  const entries = new Map<string, Entry>();
  const merged: MappingNode[] = [];
  for (const pair of node.items) {
    if (isMergeKey(pair)) merged.push(...readMerge(pair, reading, start));
    else readPair(pair, entries, reading, start);
  }
  for (const [key, entry] of merged.flatMap((mapping) => [...mapping.entries])) {
    if (!entries.has(key)) entries.set(key, entry);
  }
  return mappingOf(start, entries);
}

function readPair(pair: Pair, entries: Map<string, Entry>, reading: State, mapping: number): void {
  const keyNode = pair.key as Node | null;
  const start = startOf(keyNode, mapping);
  const key = readKey(keyNode, reading, start);
  if (key === undefined) return;
  reading.path.push(key);
  const first = entries.get(key);
  const node = read(pair.value as Node | null, reading, start);
  if (reserved.has(key)) {
    complain(reading, "unknown-key", start, `unknown key ${quote(key)}`);
  } else if (first !== undefined) {
    const { line, column } = reading.source.place(first.start);
    complain(reading, "duplicate-key", start, `${quote(key)} is already at ${line}:${column}`, "rename or remove one of the two");
  } else {
    entries.set(key, { start, node });
  }
  reading.path.pop();
}

/** The text of a key. Other keys are refused; scalars then stand for their text, so that what follows is still checked. */
function readKey(node: Node | null, reading: State, start: number): string | undefined {
  const key = node !== null && isAlias(node) ? readAlias(node.source, start, reading) : undefined;
  const { value, source } =
    key?.kind === "scalar" ? key : node !== null && isScalar(node) ? readScalar(node, reading, start) : nothing(start);
  if (typeof value === "string") return value;
  if (source === "") {
    complain(
      reading,
      "unsupported-yaml",
      start,
      "a key that is not text",
      "write `key: value`; text with `{` or `[` needs quotes",
    );
    return undefined;
  }
  complain(reading, "wrong-type", start, `the key ${quote(source)} is not text`, `put it in quotes: \`"${source}"\``);
  return source;
}

function isMergeKey(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.value === "<<" && pair.key.type === "PLAIN";
}

/** The mappings that a `<<` key merges, the first one strongest (https://yaml.org/type/merge.html). */
function readMerge(pair: Pair, reading: State, mapping: number): readonly MappingNode[] {
  const start = startOf(pair.key as Node | null, mapping);
  const tree = read(pair.value as Node | null, reading, start);
  const sources = tree.kind === "list" ? tree.items : [tree];
  const mappings = sources.filter((source) => source.kind === "mapping");
  if (mappings.length < sources.length) {
    complain(reading, "unsupported-yaml", start, "`<<` merges mappings only", "write `<<: *anchor` or `<<: [*first, *second]`");
  }
  return mappings;
}
