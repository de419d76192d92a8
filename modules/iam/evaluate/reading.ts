/** What all parts of the document reader share: where problems go, and how lists of strings are read. */

import { isObject } from "../../collections";
import { error, type Path, quote, type Report } from "../../problem";
import { literal } from "../glob";
import type { Text } from "../text";
import type { PolicyVersion } from "./document";

/**
 * What a document is attached to. `trust` and `key` are the resource-based policies of roles and KMS keys; they differ from
 * `resource` only in what AWS lets them contain.
 */
export type PolicyKind =
  | "identity"
  | "boundary"
  | "session"
  | "service-control"
  | "resource"
  | "trust"
  | "key"
  | "resource-control";

/** Whether documents of this kind name their principals. */
export function namesPrincipals(kind: PolicyKind): boolean {
  return kind === "resource" || kind === "trust" || kind === "key" || kind === "resource-control";
}

/** One reading: the kind and version of the document, whether late values may stand for strings, and where problems go. */
export interface Scope {
  readonly kind: PolicyKind;
  readonly version: PolicyVersion;
  readonly lates: boolean;
  readonly report: Report;
}

/** The longest ARN that AWS knows has 2,048 characters; longer strings are refused, so that no pattern can cost time. */
const MAX_STRING = 2048;

/** How messages name the type of a value. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** One element of a list and its path. */
export interface Item {
  readonly value: unknown;
  readonly path: Path;
}

/** A single value or a list of them: AWS takes both. Reports an empty list (`invalid-value`). */
export function itemsOf(value: unknown, path: Path, { report }: Scope): readonly Item[] {
  if (!Array.isArray(value)) return [{ value, path }];
  if (value.length === 0)
    report(error("invalid-value", path, `${quote(String(path.at(-1)))} is an empty list`, "name at least one value"));
  return value.map((item: unknown, index) => ({ value: item, path: [...path, index] }));
}

/** A string, undefined and reported when it is none (`wrong-type`) or too long (`policy-too-large`). */
export function stringAt({ value, path }: Item, scope: Scope): string | undefined {
  if (typeof value === "string") return isShort(value, path, scope) ? value : undefined;
  scope.report(error("wrong-type", path, `expected a string, found ${typeName(value)}`));
  return undefined;
}

/** A string that may hold late values, where the reading allows them. */
export function textAt(item: Item, scope: Scope): Text | undefined {
  if (scope.lates && isTextWithLates(item.value)) return item.value;
  return stringAt(item, scope);
}

function isShort(text: string, path: Path, { report }: Scope): boolean {
  if (text.length <= MAX_STRING || literal(text).length <= MAX_STRING) return true;
  report(error("policy-too-large", path, `the string ${quote(text)} has more than ${MAX_STRING} characters`));
  return false;
}

function isTextWithLates(value: unknown): value is Text {
  if (!isObject(value)) return false;
  if (Array.isArray(value.parts)) return value.parts.every((part: unknown) => typeof part === "string" || isLateValue(part));
  return isLateValue(value);
}

function isLateValue(value: unknown): boolean {
  return isObject(value) && typeof value.late === "string" && typeof value.name === "string";
}

/** Reports the keys that are not among `known` (`unknown-key`), with the one that differs in case only as the cure. */
export function reportUnknownKeys(
  value: Readonly<Record<string, unknown>>,
  known: readonly string[],
  path: Path,
  { report }: Scope,
): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const meant = known.find((name) => name.toLowerCase() === key.toLowerCase());
    const help = meant === undefined ? `known are ${known.map(quote).join(", ")}` : `did you mean ${quote(meant)}?`;
    report(error("unknown-key", [...path, key], `unknown element ${quote(key)}`, help));
  }
}
