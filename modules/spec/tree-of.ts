/** Nodes of the `yaml` package to the tree of a platform file: aliases and merge keys resolved, everything odd refused at its place. */
import { isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import { type Problem, type ProblemCode, quote } from "../problem";
import type { SourceText } from "./text";
import {
  type ListNode,
  listNode,
  type MappingEntry,
  type MappingNode,
  mappingNode,
  maxDepth,
  maxProblems,
  reserved,
  type ScalarNode,
  type Span,
  type YamlNode,
} from "./tree";

/** Values that aliases may add: enough for thousands of repeated containers, not enough to hurt. */
const maxExpanded = 200_000;

const tags: ReadonlySet<string> = new Set(
  ["str", "int", "float", "bool", "null", "map", "seq"].map((tag) => `tag:yaml.org,2002:${tag}`),
);

interface State {
  readonly source: SourceText;
  readonly problems: Problem[];
  readonly anchors: Map<string, YamlNode | "open">;
  readonly path: (string | number)[];
  expanded: number;
  omitted: number;
}

/** What a reader returns: the tree as far as it can be checked, and the problems of the text, each with its place. */
export interface YamlReading {
  readonly tree?: YamlNode;
  readonly problems: readonly Problem[];
  /** How many problems there are beside those. */
  readonly omitted?: number;
}

/**
 * The tree below a node. Codes: `unsupported-yaml` for tags and wrong aliases, `too-deep`, `duplicate-key`, `wrong-type` for keys that are
 * not text, `unknown-key` for names of JavaScript's own, `syntax-error` for halves of characters, `invalid-value` for numbers that do not mean what they show.
 */
export function treeOf(node: Node, source: SourceText): YamlReading {
  const reading: State = { source, problems: [], anchors: new Map(), path: [], expanded: 0, omitted: 0 };
  const tree = read(node, reading, { start: 0, end: source.text.length });
  return { tree, problems: reading.problems, omitted: reading.omitted };
}

function complain(reading: State, code: ProblemCode, { start, end }: Span, message: string, help?: string): void {
  if (reading.problems.length >= maxProblems) {
    reading.omitted++;
    return;
  }
  const at = reading.source.range(start, end);
  reading.problems.push({
    code,
    severity: "error",
    path: [...reading.path],
    at,
    message,
    ...(help === undefined ? {} : { help }),
  });
}

function nothing({ start, end }: Span): ScalarNode {
  return { kind: "scalar", start, end, value: null, source: "" };
}

/** From its first character to its last; the comments behind a block do not count. */
function spanOf(node: Node | null | undefined, otherwise: Span): Span {
  const start = node?.range?.[0];
  return start === undefined || node === null || node === undefined ? otherwise : { start, end: endOf(node, otherwise.end) };
}

function endOf(node: Node, otherwise: number): number {
  if ((isMap(node) || isSeq(node)) && node.flow !== true) {
    const last = node.items.at(-1);
    const [key, value] = isPair(last) ? [last.key, last.value] : [undefined, last];
    const inner = (value ?? key) as Node | null | undefined;
    if (inner !== null && inner !== undefined) return endOf(inner, otherwise);
  }
  return node.range?.[1] ?? otherwise;
}

function read(node: Node | null, reading: State, otherwise: Span): YamlNode {
  if (node === null) return nothing(otherwise);
  const span = spanOf(node, otherwise);
  if (isAlias(node)) return readAlias(node.source, span, reading);
  if (node.tag !== undefined && !tags.has(node.tag)) {
    const help = "a platform file is plain data: remove the word that starts with `!`";
    complain(reading, "unsupported-yaml", span, "a tag that a platform file does not support", help);
    return nothing(span);
  }
  const anchor = "anchor" in node ? node.anchor : undefined;
  if (anchor !== undefined) reading.anchors.set(anchor, "open");
  const tree = readPlain(node, reading, span);
  if (anchor !== undefined) reading.anchors.set(anchor, tree);
  return tree;
}

function readPlain(node: Node, reading: State, span: Span): YamlNode {
  if (isMap(node)) return readMapping(node, reading, span);
  if (isSeq(node)) return readList(node, reading, span);
  return isScalar(node) ? readScalar(node, reading, span) : nothing(span);
}

function readScalar(node: Scalar, reading: State, span: Span): ScalarNode {
  const { value } = node;
  const source = typeof node.source === "string" ? node.source : "";
  if (typeof value === "string") {
    if (/\p{Surrogate}/u.test(value)) complain(reading, "syntax-error", span, "an escape for half a character", wholeCharacter);
    return { kind: "scalar", ...span, value, source, ...(node.type === "BLOCK_LITERAL" ? { literal: true } : {}) };
  }
  if (typeof value === "number" && String(value) !== source) misread(reading, span, source, value);
  if (typeof value === "number" || typeof value === "boolean" || value === null)
    return { kind: "scalar", ...span, value, source };
  complain(reading, "unsupported-yaml", span, "a value that is no text, number or truth value");
  return nothing(span);
}

const wholeCharacter = "write the character itself, or both halves: `\\ud83d\\ude00`";

/** `0777`, `1.10` and `1e3` are numbers that nobody would print so: most likely they were meant as text. */
function misread(reading: State, span: Span, source: string, value: number): void {
  const help = `write \`${value}\`, or \`"${source}"\` if it is text`;
  complain(reading, "invalid-value", span, `the number ${quote(source)} reads as \`${value}\``, help);
}

function readAlias(name: string, span: Span, reading: State): YamlNode {
  const tree = reading.anchors.get(name);
  if (tree === undefined) {
    complain(
      reading,
      "unsupported-yaml",
      span,
      `no anchor ${quote(`&${name}`)} stands before this alias`,
      "put text that starts with `*` in quotes",
    );
    return nothing(span);
  }
  if (tree === "open") {
    complain(reading, "unsupported-yaml", span, `the alias ${quote(`*${name}`)} stands inside its own anchor`);
    return nothing(span);
  }
  return mayExpand(tree, span, reading) ? tree : nothing(span);
}

function mayExpand(tree: YamlNode, span: Span, reading: State): boolean {
  if (tree.kind === "scalar") return true;
  reading.expanded += tree.size;
  if (reading.expanded > maxExpanded) {
    if (reading.expanded - tree.size <= maxExpanded) {
      complain(reading, "unsupported-yaml", span, `aliases that expand to more than ${maxExpanded} values`);
    }
    return false;
  }
  if (reading.path.length + tree.depth <= maxDepth) return true;
  complain(reading, "too-deep", span, `aliases that nest collections more than ${maxDepth} deep`);
  return false;
}

function readList(node: YAMLSeq, reading: State, span: Span): ListNode {
  const items: YamlNode[] = [];
  for (const [index, item] of node.items.entries()) {
    reading.path.push(index);
    items.push(isPair(item) ? nothing(span) : read(item as Node | null, reading, span));
    reading.path.pop();
  }
  return listNode(span, items);
}

function readMapping(node: YAMLMap, reading: State, span: Span): MappingNode {
  const entries = new Map<string, MappingEntry>();
  const merged: MappingNode[] = [];
  for (const pair of node.items) {
    if (isMergeKey(pair)) merged.push(...readMerge(pair, reading, span));
    else readPair(pair, entries, reading, span);
  }
  for (const [key, entry] of merged.flatMap((mapping) => [...mapping.entries])) {
    if (!entries.has(key)) entries.set(key, entry);
  }
  return mappingNode(span, entries);
}

function readPair(pair: Pair, entries: Map<string, MappingEntry>, reading: State, mapping: Span): void {
  const keyNode = pair.key as Node | null;
  const span = spanOf(keyNode, mapping);
  const key = readKey(keyNode, reading, span);
  if (key === undefined) return;
  reading.path.push(key);
  const first = entries.get(key);
  const node = read(pair.value as Node | null, reading, span);
  if (reserved.has(key)) {
    complain(
      reading,
      "unknown-key",
      span,
      `unknown key ${quote(key)}`,
      "nothing can be called so, because JavaScript keeps the word for itself: give it another name",
    );
  } else if (first !== undefined) {
    const { line, column } = reading.source.position(first.start);
    complain(reading, "duplicate-key", span, `${quote(key)} is already at ${line}:${column}`, "rename or remove one of the two");
  } else {
    entries.set(key, { ...span, node });
  }
  reading.path.pop();
}

/** The text of a key. Other keys are refused; scalars then stand for their text, so that what follows is still checked. */
function readKey(node: Node | null, reading: State, span: Span): string | undefined {
  const key = node !== null && isAlias(node) ? readAlias(node.source, span, reading) : undefined;
  const { value, source } =
    key?.kind === "scalar" ? key : node !== null && isScalar(node) ? readScalar(node, reading, span) : nothing(span);
  if (typeof value === "string") return value;
  if (source === "") {
    complain(
      reading,
      "unsupported-yaml",
      span,
      "a key that is not text",
      "write `key: value`; text with `{` or `[` needs quotes",
    );
    return undefined;
  }
  complain(reading, "wrong-type", span, `the key ${quote(source)} is not text`, `put it in quotes: \`"${source}"\``);
  return source;
}

function isMergeKey(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.value === "<<" && pair.key.type === "PLAIN";
}

/** The mappings that a `<<` key merges, the first one strongest (https://yaml.org/type/merge.html). */
function readMerge(pair: Pair, reading: State, mapping: Span): readonly MappingNode[] {
  const span = spanOf(pair.key as Node | null, mapping);
  const tree = read(pair.value as Node | null, reading, span);
  const sources = tree.kind === "list" ? tree.items : [tree];
  const mappings = sources.filter((source) => source.kind === "mapping");
  if (mappings.length < sources.length) {
    complain(reading, "unsupported-yaml", span, "`<<` merges mappings only", "write `<<: *anchor` or `<<: [*first, *second]`");
  }
  return mappings;
}
