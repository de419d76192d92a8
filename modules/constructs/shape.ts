/** What the props of constructs must be: JavaScript, and what is spread in TypeScript, is looked into by nobody else. */
import { Token } from "cdktf";
import { error, type Path, type Problem, quote } from "../problem";
import { choices } from "../spec/wording";

/** Everything that is wrong with the form of a value that is given. Codes: `missing-key`, `wrong-type`, `invalid-value`. */
type Check = (value: unknown, path: Path) => readonly Problem[];

/** The form of one prop; `missing` is the cure when a required one is not there. */
export type PropShape<Required extends boolean = boolean> = { readonly check: Check } & (Required extends true
  ? { readonly missing: string }
  : { readonly missing?: undefined });

/** The form of every prop of a construct by name. One that is not here is a type error, and so is a required one without a cure. */
export type PropShapes<Props> = {
  readonly [Name in keyof Required<Props>]: PropShape<undefined extends Props[Name] ? false : true>;
};

/** A prop that may be left out. */
export function optional(check: Check): PropShape<false> {
  return { check };
}

/** A prop that must be there; `missing` says what to pass. */
export function required(check: Check, missing: string): PropShape<true> {
  return { check, missing };
}

/** What the schema of the platform file checks. */
export const inSchema: Check = () => [];

/** Text, or a token that will be text. */
export const text: Check = (value, path) =>
  typeof value === "string" || isToken(value) ? [] : [wrong(value, path, "text", "pass a string")];

/** `true` or `false`. */
export const flag: Check = (value, path) =>
  typeof value === "boolean" ? [] : [wrong(value, path, "`true` or `false`", "leave it out for the default")];

/** A function. */
export const callback: Check = (value, path) =>
  typeof value === "function"
    ? []
    : [wrong(value, path, "a function", "leave it out, or pass a construct of `rolewright/constructs`")];

/** An element of CDKTF. */
export const element: Check = (value, path) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? []
    : [wrong(value, path, "an element of CDKTF", "pass the resource or construct itself")];

/** One of the words. */
export function oneOf(words: readonly string[]): Check {
  return (value, path) => {
    if (typeof value === "string" && words.includes(value)) return [];
    if (typeof value !== "string") return [wrong(value, path, choices(words), `use ${choices(words)}`)];
    return [error("invalid-value", path, `${quote(value)} is not one of the choices`, `use ${choices(words)}`)];
  };
}

/** A list of such values. */
export function listOf(check: Check): Check {
  return (value, path) =>
    Array.isArray(value)
      ? value.flatMap((item: unknown, index) => check(item, [...path, index]))
      : [wrong(value, path, "a list", "write `[...]` around the items")];
}

/** A mapping from names to such values. */
export function recordOf(check: Check): Check {
  return (value, path) =>
    isObject(value)
      ? Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : check(item, [...path, key])))
      : [wrong(value, path, "a mapping from names to values", "write `{ name: value }`")];
}

/** A thing that others have made, by what is read of it; `what` is its word, `cure` what fits. */
export function thing(what: string, cure: string, shapes: Readonly<Record<string, PropShape>>): Check {
  return (value, path) => (isObject(value) ? memberProblems(value, path, shapes) : [wrong(value, path, what, cure)]);
}

/** What is wrong with the members of an object, those that are missing included. */
export function memberProblems(value: object, path: Path, shapes: Readonly<Record<string, PropShape>>): readonly Problem[] {
  return Object.entries(shapes).flatMap(([name, { check, missing }]) => {
    const member: unknown = Reflect.get(value, name);
    if (member !== undefined) return check(member, [...path, name]);
    return missing === undefined ? [] : [error("missing-key", path, `missing prop ${quote(name)}`, missing)];
  });
}

/** A `wrong-type` for a value that is none of what is expected. */
export function wrong(value: unknown, path: Path, expected: string, help: string): Problem {
  return error("wrong-type", path, `expected ${expected}, found ${found(value)}`, help);
}

function found(value: unknown): string {
  if (typeof value === "string") return `the text ${quote(value)}`;
  if (Array.isArray(value)) return "a list";
  if (typeof value === "function") return "a function";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "number" ? `the number ${quote(String(value))}` : quote(String(value));
}

function isToken(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Token.isUnresolved(value);
}

/** An object that is no list. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
