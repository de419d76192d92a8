/** Reading JSON of strangers field by field: every problem with its path, nothing thrown. */
import { isObject } from "../collections";
import { error, type Path, type ProblemCode, quote, type Report } from "../problem";

/** A value and where it stands. */
export interface Node {
  readonly value: unknown;
  readonly path: Path;
}

/** What a reading reports, under one code. */
export interface Reader {
  readonly code: ProblemCode;
  readonly report: Report;
}

/** The node of a key; of something that is no object, a node without value. */
export function at({ value, path }: Node, key: string): Node {
  return { value: isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined, path: [...path, key] };
}

/** The elements of a list; none, and a problem, when it is something else. */
export function elements({ value, path }: Node, reader: Reader): readonly Node[] {
  if (Array.isArray(value)) return value.map((item: unknown, index) => ({ value: item, path: [...path, index] }));
  refuse({ value, path }, "a list", reader);
  return [];
}

/** The entries of an object; none, and a problem, when it is something else. Absent is empty. */
export function entries({ value, path }: Node, reader: Reader): readonly (readonly [string, Node])[] {
  if (value === undefined) return [];
  if (isObject(value)) return Object.entries(value).map(([key, entry]) => [key, { value: entry, path: [...path, key] }]);
  refuse({ value, path }, "an object", reader);
  return [];
}

/** A string; empty, and a problem, when it is something else. */
export function text(node: Node, reader: Reader): string {
  if (typeof node.value === "string") return node.value;
  refuse(node, "a string", reader);
  return "";
}

/** A string, or nothing where there is none. */
export function optionalText(node: Node, reader: Reader): string | undefined {
  return node.value === undefined || node.value === null ? undefined : text(node, reader);
}

/** One of some words; the first, and a problem, when it is something else. */
export function oneOf<T extends string>(node: Node, words: readonly [T, ...T[]], reader: Reader): T {
  const found = words.find((word) => word === node.value);
  if (found === undefined) refuse(node, `one of ${words.map(quote).join(", ")}`, reader);
  return found ?? words[0];
}

/** Reports that something else stands where `expected` is. */
export function refuse({ value, path }: Node, expected: string, { code, report }: Reader): void {
  const place = path.length === 0 ? "" : ` at ${quote(path.join("."))}`;
  const found =
    value === undefined
      ? "nothing"
      : value === null
        ? "null"
        : Array.isArray(value)
          ? "a list"
          : `a value of type ${typeof value}`;
  report(error(code, path, `expected ${expected}${place}, found ${found}`));
}
