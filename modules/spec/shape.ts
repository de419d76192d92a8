/** What the schema expects at a path: for messages, suggestions and the documentation of the platform file. */
import type { z } from "zod";
import type { Path } from "../problem";
import { type Format, formatOf } from "./scalar";

type Schema = z.core.$ZodType;

/** Options that exist only to be refused with a reason say so in their description; nobody is sent there. */
const refused = "Always refused";

function described(schema: Schema): string | undefined {
  return "description" in schema && typeof schema.description === "string" ? schema.description : undefined;
}

function definition(schema: Schema): z.core.$ZodTypes["_zod"]["def"] {
  return (schema as z.core.$ZodTypes)._zod.def;
}

/** The schemas behind defaults, optionals and unions: what a value may be, in the order of the schema. */
function branchesOf(schema: Schema): readonly Schema[] {
  const def = definition(schema);
  switch (def.type) {
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "readonly":
      return branchesOf(def.innerType);
    case "union":
      return def.options.flatMap(branchesOf);
    default:
      return [schema];
  }
}

function childrenOf(schema: Schema, step: string | number): readonly Schema[] {
  return branchesOf(schema).flatMap((branch) => {
    const def = definition(branch);
    if (def.type === "array") return typeof step === "number" ? [def.element] : [];
    if (def.type === "record") return [def.valueType];
    if (def.type !== "object" || !Object.hasOwn(def.shape, step)) return [];
    const child = def.shape[step];
    return child === undefined ? [] : [child];
  });
}

/** The schemas of the value at a path below `root`, outermost wrappers included. */
function schemasAt(root: Schema, path: Path): readonly Schema[] {
  return path.reduce<readonly Schema[]>((schemas, step) => schemas.flatMap((schema) => childrenOf(schema, step)), [root]);
}

/** The keys that the mapping at a path may have; none for names of the user's own. */
export function keysAt(root: Schema, path: Path): readonly string[] {
  const keys = schemasAt(root, path).flatMap(branchesOf).flatMap(keysOf);
  return [...new Set(keys)];
}

function keysOf(schema: Schema): readonly string[] {
  const def = definition(schema);
  return def.type === "object" ? Object.keys(def.shape).filter((key) => !isRefused(def.shape[key])) : [];
}

function isRefused(schema: Schema | undefined): boolean {
  return schema !== undefined && (described(schema)?.startsWith(refused) ?? false);
}

/** Whether the keys of the mapping at a path are names of the user's own. */
export function hasNames(root: Schema, path: Path): boolean {
  return schemasAt(root, path)
    .flatMap(branchesOf)
    .some((schema) => definition(schema).type === "record");
}

/** The first sentences of an option's description, up to its default. */
export function purposeAt(root: Schema, path: Path): string | undefined {
  const text = schemasAt(root, path)
    .map(described)
    .find((description) => description !== undefined);
  return text?.split(" Default:")[0]?.replace(/\.$/, "");
}

const words: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "`true` or `false`",
  array: "a list",
  object: "a mapping",
  record: "a mapping",
};

/** What the value at a path may be, in words: `text`, `an account id`, `a list of text`. */
export function expectedAt(root: Schema, path: Path): readonly string[] {
  return [...new Set(schemasAt(root, path).flatMap(branchesOf).flatMap(expected))];
}

function expected(schema: Schema): readonly string[] {
  const def = definition(schema);
  if (def.type === "array") {
    const items = branchesOf(def.element).flatMap(expected);
    return [items.length === 1 && items[0] === "text" ? "a list of text" : "a list"];
  }
  if (def.type === "enum") return Object.values(def.entries).map((value) => `\`${value}\``);
  if (def.type === "literal") return def.values.map((value) => `\`${String(value)}\``);
  if (def.type === "object" && Object.hasOwn(def.shape, "var")) return ["`{ var: name }`"];
  if (def.type === "number")
    return [(def.checks ?? []).some((check) => isWhole(check)) || isWhole(schema) ? "a whole number" : "a number"];
  return [formatIn(schema)?.expected ?? words[def.type] ?? "another value"];
}

function isWhole(check: { readonly _zod: { readonly def: object } }): boolean {
  const { def } = check._zod;
  return "format" in def && def.format === "safeint";
}

function formatIn(schema: Schema): Format | undefined {
  const def = definition(schema);
  for (const check of def.checks ?? []) {
    const rule: object = check._zod.def;
    const format = "pattern" in rule ? formatOf(String(rule.pattern)) : undefined;
    if (format !== undefined) return format;
  }
  return undefined;
}

/** Where else in a platform file `key` is an option: the mappings that know it, as `services.<name>.containers.<name>`. */
export function homesOf(root: Schema, key: string): readonly string[] {
  const cached = homes.get(root) ?? collectHomes(root);
  homes.set(root, cached);
  return cached.get(key) ?? [];
}

const homes = new WeakMap<Schema, ReadonlyMap<string, readonly string[]>>();

function collectHomes(root: Schema): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const visit = (schema: Schema, path: string): void => {
    for (const branch of branchesOf(schema)) {
      for (const key of keysOf(branch)) {
        const known = found.get(key) ?? [];
        if (!known.includes(path)) found.set(key, [...known, path]);
      }
      for (const [step, child] of partsOf(branch)) visit(child, [path, step].filter((part) => part !== "").join("."));
    }
  };
  visit(root, "");
  return found;
}

/** The parts of a list, record or object, by the word that leads to them in a path for people. */
function partsOf(schema: Schema): readonly (readonly [string, Schema])[] {
  const def = definition(schema);
  if (def.type === "array") return [["", def.element]];
  if (def.type === "record") return [["<name>", def.valueType]];
  return def.type === "object" ? Object.entries(def.shape).filter(([, child]) => !isRefused(child)) : [];
}
