/** TOML, read and written by one library: whole numbers stay whole numbers, floats stay floats, dates stay dates. */
import type { TomlTable, TomlValue } from "smol-toml" with { "resolution-mode": "import" };

// The types are those of an ES module although the library ships CommonJS too, so that a plain `import` does not compile here.
const toml: typeof import("smol-toml", { with: { "resolution-mode": "import" }}) = require("smol-toml");

export type { TomlTable, TomlValue };

/** A table, or what is wrong with the text and in which of its lines, counted from 1. */
export type ReadToml =
  | { readonly ok: true; readonly table: TomlTable }
  | { readonly ok: false; readonly why: string; readonly line: number };

const deepest = 100;

/** Dotted keys can nest deeper than the writer follows; the walk ends at the limit, so that it cannot overflow either. */
function isTooDeep(value: TomlValue, depth: number): boolean {
  if (depth > deepest) return true;
  const inner = Array.isArray(value) ? value : isTable(value) ? Object.values(value) : [];
  return inner.some((item) => isTooDeep(item, depth + 1));
}

/** Reads TOML 1.0; whole numbers come as `bigint`, so that writing them again cannot make floats of them. */
export function readToml(text: string): ReadToml {
  const half = text.search(/\p{Cs}/u);
  if (half >= 0) return { ok: false, why: "half of a character", line: text.slice(0, half).split("\n").length };
  try {
    const table = toml.parse(text, { integersAsBigInt: true });
    return isTooDeep(table, 0) ? { ok: false, why: "tables are nested too deep", line: 1 } : { ok: true, table };
  } catch (failure) {
    if (failure instanceof toml.TomlError) {
      const why = (failure.message.split("\n")[0] ?? "").replace("Invalid TOML document: ", "");
      return { ok: false, why, line: failure.line };
    }
    // Nesting too deep for the parser's stack is the only other way in which it fails.
    if (failure instanceof RangeError) return { ok: false, why: "tables are nested too deep", line: 1 };
    throw failure;
  }
}

/** Writes a table that `readToml` returned or that holds `bigint` for whole numbers. */
export function writeToml(table: TomlTable): string {
  return toml.stringify(table, { numbersAsFloat: true });
}

/** Whether a value is a table: neither a list nor a date. */
export function isTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
