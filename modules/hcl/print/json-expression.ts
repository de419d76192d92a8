/** Expressions as values of Terraform's JSON syntax: data as itself, everything else in a template (https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping). */
import { splitRun } from "../build";
import type { Expression, GroupItem, HclGroup, HclNode, Hole, Segment, StringNode } from "../node";
import { type StringSyntax, syntaxBelow } from "../schema/grammar";
import { escapeTemplate, quotedText } from "../text";
import { join } from "./layout";

const closing = { "(": ")", "[": "]", "{": "}" } as const;

function holeText(hole: Hole): string {
  const [only] = hole.nodes;
  if (hole.nodes.length === 1 && only?.kind === "token" && only.template !== undefined) return only.template;
  return `${hole.kind === "interpolation" ? "$" : "%"}{${spelled(hole.nodes)}}`;
}

/** Terraform composes accents in a string of JSON before it reads the expression in it: one behind an escape would become part of that. */
function quoted(node: StringNode): string {
  const text = quotedText(node.segments, holeText);
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return text.replace(
    /(\\(?:u[0-9a-f]{4}|[nrt"\\]))(\p{M}+)/gu,
    (_, before: string, marks: string) => before + codeEscapes(marks),
  );
}

function codeEscapes(text: string): string {
  return [...text].map((char) => `\\U${(char.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`).join("");
}

function keyText(key: Expression): string {
  const [only] = key;
  return key.length === 1 && only?.kind === "token" && /^\w+$/.test(only.text) ? `"${only.text}"` : spelled(key);
}

function itemText({ key, value }: GroupItem): string {
  return key === undefined ? spelled(value) : `${keyText(key)} = ${spelled(value)}`;
}

function spelledNode(node: HclNode): string {
  if (node.kind === "token") return node.text;
  return node.kind === "string" ? quoted(node) : `${node.open}${node.items.map(itemText).join(", ")}${closing[node.open]}`;
}

/** An expression as short as it can be written, keys in quotes. */
function spelled(nodes: Expression): string {
  return join(nodes, spelledNode);
}

/** A string as a template of JSON syntax, which knows no backslashes. */
function templateText(segments: readonly Segment[]): string {
  return segments
    .flatMap((segment, index) => (typeof segment === "string" && index < segments.length - 1 ? splitRun(segment) : [segment]))
    .map((segment, index) => {
      if (typeof segment !== "string") return holeText(segment);
      // Terraform takes a byte order mark in front of a template for one of a file and drops it; in a hole it stays
      const isMarked = index === 0 && segment.startsWith("\ufeff");
      return isMarked ? `\${"\\ufeff"}${escapeTemplate(segment.slice(1))}` : escapeTemplate(segment);
    })
    .join("");
}

/** The literal text of a string; undefined when it has holes. */
function literalOf(node: HclNode | undefined): string | undefined {
  if (node?.kind !== "string" || node.segments.length !== 1) return undefined;
  const [text] = node.segments;
  return typeof text === "string" ? text : undefined;
}

/** The literal key of an object. */
function literalKey(key: Expression = []): string | undefined {
  const [only] = key;
  if (key.length !== 1) return undefined;
  return only?.kind === "token" ? only.text : literalOf(only);
}

function literalGroup(group: HclGroup): string | undefined {
  if (group.role !== undefined || group.open === "(") return undefined;
  const texts = group.items.map(({ key, value }) => {
    const name = group.open === "{" ? literalKey(key) : "";
    const text = literalJson(value);
    if (name === undefined || text === undefined) return undefined;
    return group.open === "{" ? `${JSON.stringify(name)}:${text}` : text;
  });
  return texts.includes(undefined) ? undefined : `${group.open}${texts.join(",")}${closing[group.open]}`;
}

/** The compact JSON text of a value in which nothing is computed, keys in their order; undefined for any other. */
function literalJson(nodes: Expression): string | undefined {
  const [node] = nodes;
  if (node === undefined || nodes.length > 1) return undefined;
  if (node.kind === "group") return literalGroup(node);
  if (node.kind === "token") return isJsonToken(node) ? node.text : undefined;
  const text = literalOf(node);
  return text === undefined ? undefined : JSON.stringify(text);
}

/** A number, truth value or null that JSON has in the same spelling. */
function isJsonToken(node: HclNode): boolean {
  if (node.kind !== "token" || node.template !== undefined) return false;
  return node.type === "number" ? String(Number(node.text)) === node.text : /^(?:true|false|null)$/.test(node.text);
}

/** The document of a call of `jsonencode` that may be spelled freely. */
function documentIn([name, group, ...others]: Expression): Expression | undefined {
  const free = others.length === 0 && name?.kind === "token" && name.document === true;
  return free && group?.kind === "group" ? group.items[0]?.value : undefined;
}

/** An expression as the string of an attribute, a template. */
function textOf(nodes: Expression): string {
  const [node] = nodes;
  if (nodes.length === 1 && node?.kind === "string") return templateText(node.segments);
  const document = documentIn(nodes);
  const text = document === undefined ? undefined : literalJson(document);
  if (text !== undefined) return escapeTemplate(text);
  return nodes.length === 1 && node?.kind === "token" && node.template !== undefined ? node.template : `\${${spelled(nodes)}}`;
}

function stringOf(nodes: Expression, syntax: StringSyntax): string {
  const [node] = nodes;
  if (syntax === "reference" || syntax === "type") return spelled(nodes);
  return (syntax === "literal" ? literalOf(node) : undefined) ?? textOf(nodes);
}

function keyOf(key: Expression, syntax: StringSyntax): string {
  const [only] = key;
  if (key.length === 1 && only?.kind === "string") return stringOf(key, syntax);
  if (key.length === 1 && only?.kind === "group" && only.open === "(") return `\${${only.items.map(itemText).join(", ")}}`;
  return spelled(key);
}

/**
 * An expression as a JSON value, where its argument takes strings as `syntax` says: literal data as itself, lists and objects by their elements, a text
 * as a template, everything else as `${...}`. Literal text is escaped; a free document in which nothing is computed is its own JSON text.
 */
export function expressionJson(nodes: Expression, syntax: StringSyntax = "template"): unknown {
  const [node] = nodes;
  if (nodes.length !== 1 || node === undefined) return stringOf(nodes, syntax);
  if (node.kind === "token") return isJsonToken(node) ? JSON.parse(node.text) : stringOf(nodes, syntax);
  if (node.kind === "string" || node.role !== undefined || node.open === "(") return stringOf(nodes, syntax);
  if (node.open === "[") return node.items.map(({ value }) => expressionJson(value, syntax));
  const entries = node.items.map(({ key = [], value }) => {
    const name = keyOf(key, syntax === "provider-requirement" ? "literal" : syntax);
    return [name, expressionJson(value, syntaxBelow(syntax, name))] as const;
  });
  return Object.fromEntries(entries);
}

/** An expression as the string of an argument in JSON syntax, or in the configuration of a framework that writes it. */
export function expressionText(nodes: Expression): string {
  const value = expressionJson(nodes);
  return typeof value === "string" ? value : textOf(nodes);
}
