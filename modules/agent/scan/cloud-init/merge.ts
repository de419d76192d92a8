/**
 * How cloud-init makes one cloud-config of several: by the mergers that a part names in `merge_how`, `merge_type` or its header, or else by
 * taking the keys of the later part. https://cloudinit.readthedocs.io/en/latest/reference/merging.html
 */
import { itemsOf, type Table, type Tree, textOf } from "./tree";

/** How values of one type are merged. */
interface Merger {
  readonly type: string;
  readonly options: readonly string[];
}

const types = ["dict", "list", "str"];
const otherwise: readonly Merger[] = [
  { type: "dict", options: ["replace"] },
  { type: "list", options: [] },
  { type: "str", options: [] },
];

/** `list(append)+dict(recurse_array)`; nothing when cloud-init does not understand it. */
function mergersIn(text: string): readonly Merger[] | undefined {
  const words = text.split("+").map((word) => word.toLowerCase().trim().replaceAll("-", "_"));
  const read = words
    .filter((word) => word !== "")
    .map((word) => /^([a-z_][a-z0-9_]*)\((.*)\)$/.exec(word))
    .map((found) => found && { type: (found[1] ?? "").replace(/^m_/, ""), options: (found[2] ?? "").split(/\s*,\s*/) });
  return read.every((one) => one !== null && types.includes(one.type)) ? read.filter((one) => one !== null) : undefined;
}

function mergersOf(tree: Tree | undefined): readonly Merger[] | undefined {
  if (tree === undefined) return [];
  if (tree.kind === "leaf") return mergersIn(textOf(tree));
  const read = itemsOf(tree).map((item): Merger => {
    const named = item.kind === "table";
    const name = textOf(named ? item.entries.get("name") : itemsOf(item)[0]);
    const options = named ? itemsOf(item.entries.get("settings")) : itemsOf(item).slice(1);
    return { type: name.trim().replaceAll("-", "_").replace(/^m_/, ""), options: options.map(textOf) };
  });
  return read.every(({ type }) => types.includes(type)) ? read : undefined;
}

const keys = ["merge_how", "merge_type"];

/** The mergers of a part, and the part without the key that names them; nothing when cloud-init leaves the part out. */
export function splitMergers(part: Table, header: string): { part: Table; mergers: readonly Merger[] } | undefined {
  const key = keys.find((name) => part.entries.has(name));
  const own = mergersOf(key === undefined ? undefined : part.entries.get(key));
  const given = mergersIn(header);
  if (own === undefined || given === undefined) return undefined;
  const entries = new Map([...part.entries].filter(([name]) => name !== key));
  const all = [...own, ...given];
  return { part: { ...part, entries }, mergers: all.length > 0 ? all : otherwise };
}

const recurses = (options: readonly string[], value: Tree): boolean => {
  if (value.kind === "list") return options.includes("recurse_array") || options.includes("recurse_list");
  return value.kind === "leaf" && typeof value.value === "string" && options.includes("recurse_str");
};

function mergeTables(before: Table, added: Table, options: readonly string[], mergers: readonly Merger[]): Table {
  const entries = new Map(before.entries);
  const keyLines = new Map(before.keyLines);
  for (const [key, value] of added.entries) {
    const old = entries.get(key);
    const deletes = options.includes("allow_delete") && value.kind === "leaf" && (value.value ?? null) === null;
    if (old !== undefined && deletes) entries.delete(key);
    else if (old === undefined || options.includes("replace")) entries.set(key, value);
    else if (value.kind === "table" || recurses(options, value)) entries.set(key, merge(old, value, mergers));
    if (entries.get(key) !== old) keyLines.set(key, added.keyLines.get(key) ?? added.line);
  }
  return { ...before, entries, keyLines };
}

function mergeLists(
  before: readonly Tree[],
  added: readonly Tree[],
  options: readonly string[],
  mergers: readonly Merger[],
): readonly Tree[] {
  if (options.includes("append")) return [...before, ...added];
  if (options.includes("prepend")) return [...added, ...before];
  if (options.includes("no_replace") && !options.includes("replace")) return before;
  return before.map((old, index) => {
    const value = added[index];
    if (value === undefined) return old;
    const deep = value.kind === "table" ? options.includes("recurse_dict") : recurses(options, value);
    return deep ? merge(old, value, mergers) : value;
  });
}

/** What becomes of a value and one that is added to it; a value of a type without a merger stays. */
export function merge(before: Tree, added: Tree, mergers: readonly Merger[]): Tree {
  const type = before.kind === "table" ? "dict" : before.kind === "list" ? "list" : typeof before.value === "string" ? "str" : "";
  const merger = mergers.find((one) => one.type === type);
  if (merger === undefined) return before;
  const { options } = merger;
  if (before.kind === "table") return added.kind === "table" ? mergeTables(before, added, options, mergers) : before;
  if (before.kind === "list") {
    if (added.kind !== "list") return added;
    return { ...before, items: mergeLists(before.items, added.items, options, mergers) };
  }
  if (!options.includes("append") || added.kind !== "leaf") return added;
  return { ...before, value: textOf(before) + textOf(added), literal: false };
}
