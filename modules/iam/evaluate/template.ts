/** Strings of a policy: wildcards, policy variables and late values, and what they become for one request. */

import { type Glob, joinStars, type Letter, literal, showGlob, type Token, wildcard } from "../glob";
import { partsOf, type Text } from "../text";
import type { Template, Variable } from "./document";
import { lettersOf } from "./letters";

/** How a string is to be read. */
export interface Reading {
  /** `*` and `?` are wildcards. */
  readonly wildcards: boolean;
  /** `${...}` is a policy variable: only in version 2012-10-17, and only where AWS substitutes. */
  readonly variables: boolean;
}

/**
 * The template of a policy string
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html). Undefined when a variable is not closed,
 * is empty, or has a default value that is not in single quotes: AWS refuses such a policy.
 */
export function template(text: Text, reading: Reading): Template | undefined {
  const result: (Token | Variable)[] = [];
  for (const part of partsOf(text)) {
    const tokens = typeof part === "string" ? templateOfString(part, reading) : lettersOf(part);
    if (tokens === undefined) return undefined;
    result.push(...tokens);
  }
  return isGlob(result) ? joinStars(result) : result;
}

function templateOfString(text: string, reading: Reading): Template | undefined {
  const result: (Token | Variable)[] = [];
  let rest = text;
  while (reading.variables && rest.includes("${")) {
    const open = rest.indexOf("${");
    const close = rest.indexOf("}", open);
    const variable = close === -1 ? undefined : variableOf(rest.slice(open + 2, close));
    if (variable === undefined) return undefined;
    result.push(...plain(rest.slice(0, open), reading), variable);
    rest = rest.slice(close + 1);
  }
  return [...result, ...plain(rest, reading)];
}

function plain(text: string, reading: Reading): readonly Token[] {
  return reading.wildcards ? literal(text).map(wildcard) : literal(text);
}

/** `${*}`, `${?}` and `${$}` are the characters themselves, everything else names a context key. */
function variableOf(inner: string): Variable | number | undefined {
  if (inner === "*" || inner === "?" || inner === "$") return inner.codePointAt(0);
  const comma = inner.indexOf(",");
  const key = (comma === -1 ? inner : inner.slice(0, comma)).trim().toLowerCase();
  if (key === "") return undefined;
  if (comma === -1) return { key };
  const fallback = inner.slice(comma + 1).trim();
  if (fallback.length < 2 || !fallback.startsWith("'") || !fallback.endsWith("'")) return undefined;
  return { key, fallback: literal(fallback.slice(1, -1)) };
}

/** Whether the template is a glob already, for want of a policy variable. */
export function isGlob(value: Template): value is Glob {
  return !value.some((part) => typeof part === "object");
}

/**
 * The glob that a template becomes: variables give way to the request's values, which are taken literally, also when they hold a
 * `*`. Undefined when a variable has no value and no default: then it equals nothing
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value).
 */
export function resolve(value: Template, lookup: (key: string) => readonly Letter[] | undefined): Glob | undefined {
  if (isGlob(value)) return value;
  const result: Token[] = [];
  for (const part of value) {
    const tokens = typeof part === "object" ? (lookup(part.key) ?? part.fallback) : [part];
    if (tokens === undefined) return undefined;
    result.push(...tokens);
  }
  return joinStars(result);
}

/** The template as a policy writes it. */
export function showTemplate(template: Template): string {
  if (isGlob(template)) return showGlob(template);
  return template.map((part) => (typeof part === "object" ? `\${${part.key}}` : showGlob([part]))).join("");
}
