/**
 * The few Terraform expressions that the output needs, as data and as text. Everything literal is escaped for the syntax that it ends up in, so that no
 * text of a user can become a template, an expression or the end of a string. Late values keep their template as it is.
 */
import { type Late, latesOf, partsOf, type Text } from "../iam/text";

/**
 * A JSON value whose strings may hold late values and whose lists may have elements that exist only when a late value is not empty.
 * Lists and objects are tagged, so that no key of a user's mapping can be taken for a late value.
 */
export type Json = number | boolean | null | Text | JsonList | JsonObject;

/** A JSON list. */
interface JsonList {
  readonly kind: "list";
  readonly items: readonly JsonItem[];
}

/** An element of a JSON list; with `when` it is there only if that late value is not `""`. */
export interface JsonItem {
  readonly value: Json;
  readonly when?: Late;
}

/** A JSON object; the order of its entries is the order of its keys in the text. */
interface JsonObject {
  readonly kind: "object";
  readonly entries: readonly (readonly [string, Json])[];
}

/** A string that Terraform computes from data of ours. */
export type Expression =
  /** The JSON text of a value: literal when nothing in it is late, otherwise `jsonencode`. */
  | { readonly kind: "json"; readonly value: Json }
  /** Base64 of a text. */
  | { readonly kind: "base64"; readonly text: Text }
  /** One of two words, by whether a late value is empty. */
  | { readonly kind: "choice"; readonly of: Late; readonly empty: string; readonly given: string };

/** A JSON list of values that are always there. */
export function jsonList(values: readonly Json[]): JsonList {
  return { kind: "list", items: values.map((value) => ({ value })) };
}

/** A JSON object of the fields that are not undefined, in their order. */
export function jsonObject(fields: Readonly<Record<string, Json | undefined>>): JsonObject {
  return {
    kind: "object",
    entries: Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  };
}

/** Plain data as JSON; what JSON cannot say (`undefined`, functions) is left out, as `JSON.stringify` does. Objects are never late values here. */
export function jsonOf(value: unknown): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return jsonList(value.map(jsonOf));
  if (typeof value !== "object") return null;
  const said = Object.entries(value).filter(([, entry]) => entry !== undefined && typeof entry !== "function");
  return { kind: "object", entries: said.map(([key, entry]) => [key, jsonOf(entry)] as const) };
}

/** Whether a configuration value is an expression. Only for places that hold no mapping of the user's. */
function isExpression(value: Text | Expression): value is Expression {
  return typeof value === "object" && "kind" in value;
}

/** A text or an expression as Terraform's JSON syntax wants a string: a template in which everything literal is escaped. */
export function terraformString(value: Text | Expression): string {
  return resolvedString(value, (late) => late.template);
}

/** The template of a late value. */
export type TemplateOf = (late: Late) => string;

/**
 * As `terraformString`, for frameworks with tokens. cdktf takes a token within `${...}` for a bare expression, so `templateOf` must resolve
 * the tokens one by one, before they are part of an expression.
 */
export function resolvedString(value: Text | Expression, templateOf: TemplateOf): string {
  if (!isExpression(value)) return template(value, (literal) => literal, templateOf);
  switch (value.kind) {
    case "json":
      return isKnown(value.value) ? escapeTemplate(jsonText(value.value)) : `\${jsonencode(${hcl(value.value, templateOf)})}`;
    case "base64":
      return `\${base64encode(${quoted(value.text, templateOf)})}`;
    case "choice":
      return `\${${quoted(value.of, templateOf)} == "" ? ${quoted(value.empty, templateOf)} : ${quoted(value.given, templateOf)}}`;
  }
}

/** Whether Terraform alone knows the value: something in it is late. */
export function isComputed(value: Text | Expression): boolean {
  if (!isExpression(value)) return latesOf(value).length > 0;
  if (value.kind === "choice") return true;
  return value.kind === "base64" ? latesOf(value.text).length > 0 : !isKnown(value.value);
}

/**
 * Literal text in a Terraform template: `${` and `%{` stay what they are, so IAM policy variables survive. A carriage return, with
 * what could become an escape in front of it, goes into an interpolation: bare, it makes Terraform take the rest literally (seen in 1.11).
 */
export function escapeTemplate(literal: string): string {
  if (!/[$%\r]/.test(literal)) return literal;
  return literal
    .replaceAll("${", "$$${")
    .replaceAll("%{", "%%{")
    .replace(/[$%]*\r/g, (run) => `\${"${run.slice(0, -1)}\\r"}`);
}

/** The text of a JSON value without late values, compact; keys keep their order. */
function jsonText(value: Json): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (!("kind" in value)) return JSON.stringify(literalOf(value));
  if (value.kind === "list") return `[${value.items.map((item) => jsonText(item.value)).join(",")}]`;
  return `{${value.entries.map(([key, entry]) => `${JSON.stringify(key)}:${jsonText(entry)}`).join(",")}}`;
}

function literalOf(value: Text): string {
  return partsOf(value)
    .filter((part) => typeof part === "string")
    .join("");
}

function isKnown(value: Json): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (!("kind" in value)) return latesOf(value).length === 0;
  if (value.kind === "list") return value.items.every((item) => item.when === undefined && isKnown(item.value));
  return value.entries.every(([, entry]) => isKnown(entry));
}

/** A JSON value as an HCL expression. */
function hcl(value: Json, templateOf: TemplateOf): string {
  if (value === null || typeof value === "boolean" || typeof value === "number") return String(value);
  if (typeof value === "string" || !("kind" in value)) return quoted(value, templateOf);
  if (value.kind === "object")
    return `{${value.entries.map(([key, entry]) => `${quoted(key, templateOf)} = ${hcl(entry, templateOf)}`).join(", ")}}`;
  const runs = listRuns(value.items, templateOf);
  return runs.length === 1 && runs[0] !== undefined ? runs[0] : runs.length === 0 ? "[]" : `concat(${runs.join(", ")})`;
}

/** A list in pieces: elements that are always there together, each conditional one as a `for` over a list of none or one. */
function listRuns(items: readonly JsonItem[], templateOf: TemplateOf): readonly string[] {
  const runs: string[] = [];
  let always: string[] = [];
  const flush = (): void => {
    if (always.length > 0) runs.push(`[${always.join(", ")}]`);
    always = [];
  };
  for (const { value, when } of items) {
    if (when === undefined) always.push(hcl(value, templateOf));
    else {
      flush();
      runs.push(`[for k in compact([${quoted(when, templateOf)}]) : ${hcl(value, templateOf)}]`);
    }
  }
  flush();
  return runs;
}

/** A text as a quoted HCL template; a reference alone as itself. */
function quoted(value: Text, templateOf: TemplateOf): string {
  const [only, ...others] = partsOf(value);
  const bare = typeof only === "object" && others.length === 0 ? /^\$\{([\w.-]+)\}$/.exec(templateOf(only))?.[1] : undefined;
  if (bare !== undefined) return bare;
  return `"${template(value, escapeQuoted, templateOf)}"`;
}

/**
 * The template of a text. A `$` or `%` in front of a late value would make an escape of its `${`, so a run of them at the
 * end of a literal goes into an interpolation of its own.
 */
function template(value: Text, written: (literal: string) => string, templateOf: TemplateOf): string {
  if (typeof value === "string") return escapeTemplate(written(value));
  const parts = partsOf(value);
  return parts
    .map((part, index) => {
      if (typeof part !== "string") return templateOf(part);
      const run = index === parts.length - 1 ? "" : (/[$%]+$/.exec(part)?.[0] ?? "");
      const before = escapeTemplate(written(part.slice(0, part.length - run.length)));
      return run === "" ? before : `${before}\${"${run}"}`;
    })
    .join("");
}

const shortEscapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\" };

// https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
function escapeQuoted(literal: string): string {
  if (/^[ !#-[\]-~]*$/.test(literal)) return literal;
  return literal.replace(/["\\\p{Cc}\u2028\u2029\ufeff]/gu, (character) => {
    return shortEscapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
