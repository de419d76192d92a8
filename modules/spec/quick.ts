/**
 * The quick way into a file: JSON by the engine's own reader, plain YAML by js-yaml, which is ten times as fast as the reader that knows places.
 *
 * INVARIANT: it returns the value that `parseYaml` returns for the same text without a problem, or nothing. js-yaml alone takes other things for
 * numbers, and YAML that is none: so it reads nothing but what plain-lines.ts lets through, and refuses every scalar that could be a number but is
 * not spelt as one. Account ids are why: `012345678901` must never become another number.
 */
import { FAILSAFE_SCHEMA, load, Type } from "js-yaml";
import { isPlainYaml } from "./plain-lines";
import { maxDepth, reserved } from "./tree";

/** The value of a text that no reader could take for another. */
export function readQuickly(text: string): { readonly value: unknown } | undefined {
  // Escapes can say half a character, which no text may hold.
  if (/\\u[dD][89a-fA-F]|\\U/.test(text)) return undefined;
  const isJson = /^\s*\{/.test(text);
  const value = isJson ? fromJson(text) : fromYaml(text);
  return value !== null && typeof value === "object" && isSafe(value, 1) ? { value } : undefined;
}

/** Whether it nests as deep as the full reader allows, and has no key that reaches into JavaScript. */
function isSafe(value: object, depth: number): boolean {
  if (depth > maxDepth) return false;
  for (const [key, child] of Object.entries(value)) {
    if (reserved.has(key)) return false;
    if (child !== null && typeof child === "object" && !isSafe(child, depth + 1)) return false;
  }
  return true;
}

const integer = /^(?:0|[1-9][0-9]{0,14})$/;

/** All that looks like a number to some reader (https://yaml.org/spec/1.2.2/#1032-tag-resolution), or like nothing or a truth value in capitals. */
const doubtful = /^[-+]?(?:\.?[0-9][0-9._]*(?:[eE][-+]?[0-9]+)?|\.inf|\.nan)$|^0[box][0-9a-f_]+$|^(?:~|null|true|false)$/i;

class Doubt extends Error {}

/** Text, numbers and truth values beyond doubt, and nothing for no value at all; what else could be read in two ways ends the reading. */
const schema = FAILSAFE_SCHEMA.extend({
  implicit: [
    new Type("tag:yaml.org,2002:null", { kind: "scalar", resolve: (text) => text === null, construct: () => null }),
    new Type("tag:yaml.org,2002:bool", {
      kind: "scalar",
      resolve: (text) => text === "true" || text === "false",
      construct: (text) => text === "true",
    }),
    new Type("tag:yaml.org,2002:int", { kind: "scalar", resolve: (text) => integer.test(text), construct: Number }),
    new Type("tag:yaml.org,2002:float", {
      kind: "scalar",
      resolve: (text) => doubtful.test(text),
      construct: (text) => {
        throw new Doubt(text);
      },
    }),
  ],
});

function fromYaml(text: string): unknown {
  if (!isPlainYaml(text)) return undefined;
  try {
    return load(text, { schema });
  } catch {
    // Whatever js-yaml refuses, the full reader explains.
    return undefined;
  }
}

const jsonText = /"((?:[^"\\]|\\.)*)"(:?)/g;

/** JSON, unless it is none to a YAML reader: a key twice or before a line break, tabs, numbers that are not whole. */
function fromJson(text: string): unknown {
  if (/[\t\r]/.test(text)) return undefined;
  let keys = 0;
  let longest = 0;
  const signs = text.replace(jsonText, (_, inner: string, colon: string) => {
    if (colon === "") return '"';
    keys++;
    longest = Math.max(longest, inner.length);
    return "";
  });
  if (longest > 1000 || !/^(?:[\s{}[\],"]|true|false|null|(?:0|[1-9][0-9]{0,14})(?![0-9.eE]))*$/.test(signs)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return countKeys(value) === keys ? value : undefined;
  } catch {
    return undefined;
  }
}

function countKeys(value: unknown): number {
  if (value === null || typeof value !== "object") return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((sum: number, child) => sum + countKeys(child), own);
}
