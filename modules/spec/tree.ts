/** What a file says, with the place of every key and value: what the reader makes, and what `locate` looks places up in. */
import type { Path } from "../problem";

/** A text, number, truth value or nothing, between two offsets as all nodes are. `source` is how the file spells it; `literal` marks a block scalar with `|`. */
export interface ScalarNode {
  readonly kind: "scalar";
  readonly start: number;
  readonly end: number;
  readonly value: string | number | boolean | null;
  readonly source: string;
  readonly literal?: true;
}

/** A list; `value` is the plain array. `size` and `depth` count through aliases. */
export interface ListNode {
  readonly kind: "list";
  readonly start: number;
  readonly end: number;
  readonly value: readonly unknown[];
  readonly items: readonly YamlNode[];
  readonly size: number;
  readonly depth: number;
}

/** A mapping; `value` is the plain object. Merged keys are entries like all others, at the place where their text stands. */
export interface MappingNode {
  readonly kind: "mapping";
  readonly start: number;
  readonly end: number;
  readonly value: Readonly<Record<string, unknown>>;
  readonly entries: ReadonlyMap<string, MappingEntry>;
  readonly size: number;
  readonly depth: number;
}

/** A key of a mapping: where it stands, and its value. */
export interface MappingEntry {
  readonly start: number;
  readonly end: number;
  readonly node: YamlNode;
}

/** A node of a file. An alias is the very node that its anchor names. */
export type YamlNode = ScalarNode | ListNode | MappingNode;

/** Where something stands: the offset of its first character, and of the one after its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A list at its place. */
export function listNode({ start, end }: Span, items: readonly YamlNode[]): ListNode {
  return { kind: "list", start, end, items, value: items.map((item) => item.value), ...measure(items) };
}

/** A mapping at its place; its plain value has the keys in the order of the entries. */
export function mappingNode({ start, end }: Span, entries: ReadonlyMap<string, MappingEntry>): MappingNode {
  const value: Record<string, unknown> = {};
  const children: YamlNode[] = [];
  for (const [key, { node }] of entries) {
    value[key] = node.value;
    children.push(node);
  }
  return { kind: "mapping", start, end, entries, value, ...measure(children) };
}

function measure(children: readonly YamlNode[]): { readonly size: number; readonly depth: number } {
  let size = 1;
  let depth = 0;
  for (const child of children) {
    size += child.kind === "scalar" ? 1 : child.size;
    if (child.kind !== "scalar") depth = Math.max(depth, child.depth);
  }
  return { size, depth: depth + 1 };
}

/** Names that JavaScript objects have of their own; as keys they could reach into the program, so files may not have them. */
export const reserved: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Deeper than any platform file (16 levels) and far from what recursion can stand. */
export const maxDepth = 64;

/** More problems than anybody reads: the rest is counted only, so that a file of nothing but problems is refused in no time too. */
export const maxProblems = 1_000;

/** The node at a path, or its nearest existing parent; `key` is where the key of that node stands, if it has one. */
export interface FoundNode {
  readonly node: YamlNode;
  readonly key?: Span;
  readonly exact: boolean;
}

/** Walks a path from the root. */
export function find(root: YamlNode, path: Path): FoundNode {
  let found: FoundNode = { node: root, exact: path.length === 0 };
  for (const [index, step] of path.entries()) {
    const exact = index === path.length - 1;
    const { node } = found;
    const entry = node.kind === "mapping" ? node.entries.get(String(step)) : undefined;
    const item = node.kind === "list" && typeof step === "number" ? node.items[step] : undefined;
    if (entry !== undefined) found = { node: entry.node, key: entry, exact };
    else if (item !== undefined) found = { node: item, exact };
    else return { ...found, exact: false };
  }
  return found;
}
