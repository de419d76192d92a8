/**
 * Builders of expressions. What they are given is literal: no text can become a template, an expression or the end of a string. Half of a surrogate pair
 * becomes U+FFFD, as Terraform reads it.
 */
import { type Expression, type GroupItem, groupNode, type Hole, isTall, keyNodes, objectNode, type Segment, token } from "./node";
import { wellFormed } from "./text";

/** A part of a text: literal, or a value that stands elsewhere, by the template that yields it (`${var.key}`). */
export type TemplatePart = string | { readonly template: string };

/** Literal data: texts, numbers, truth values, null, lists and objects. What JSON cannot say is left out, as `JSON.stringify` does. */
export function literal(value: unknown): Expression {
  if (typeof value === "string") return [{ kind: "string", segments: [wellFormed(value)] }];
  if (typeof value === "number")
    return Number.isFinite(value) ? [token("number", JSON.stringify(value))] : [token("ident", "null")];
  if (typeof value === "boolean") return [token("ident", String(value))];
  if (Array.isArray(value)) return list(value.map(literal));
  if (typeof value !== "object" || value === null) return [token("ident", "null")];
  const said = Object.entries(value).filter(([, entry]) => entry !== undefined && typeof entry !== "function");
  return object(said.map(([key, entry]) => [key, literal(entry)] as const));
}

/** A text of parts: a string, or the value itself where it is the only part and a plain reference. */
export function template(parts: readonly TemplatePart[]): Expression {
  const [only] = parts;
  if (parts.length === 1 && typeof only === "string") return literal(only);
  return ofSegments(parts.map((part) => (typeof part === "string" ? wellFormed(part) : valueHole(part.template))));
}

/** Literals beside each other are one. A run of `$` in front of a hole would escape it, so it goes into a hole of its own. */
function ofSegments(parts: readonly Segment[]): Expression {
  const segments: Segment[] = [];
  for (const part of parts) {
    const last = segments.at(-1);
    if (typeof part === "string" && typeof last === "string") segments[segments.length - 1] = last + part;
    else if (typeof part === "string" || typeof last !== "string") segments.push(part);
    else segments.splice(-1, 1, ...splitRun(last), part);
  }
  const [only] = segments;
  if (segments.length === 1 && typeof only === "object" && isPlain(only)) return only.nodes;
  return [{ kind: "string", segments: segments.length === 0 ? [""] : segments }];
}

/** A literal that stands in front of a hole, its last run of `$` or `%` in a hole. */
export function splitRun(text: string): readonly Segment[] {
  const run = /[$%]+$/.exec(text)?.[0];
  if (run === undefined) return [text];
  const hole: Hole = { kind: "interpolation", nodes: literal(run) };
  return run === text ? [hole] : [text.slice(0, -run.length), hole];
}

function valueHole(given: string): Hole {
  const text = /^\$\{(.*)\}$/s.exec(given)?.[1] ?? given;
  return { kind: "interpolation", nodes: [{ ...token("ident", text), template: given }] };
}

/** Whether a hole is a reference that may stand bare. */
function isPlain({ nodes: [node] }: Hole): boolean {
  return node?.kind === "token" && /^\$\{[\w.-]+\}$/.test(node.template ?? "");
}

/** A reference or keyword as it is: `aws_iam_role.a.arn`, `all`. Only for text of your own. */
export function reference(text: string): Expression {
  return [token("ident", text)];
}

/** An object of the entries in their order. Its keys are literal. */
export function object(entries: readonly (readonly [string, Expression])[]): Expression {
  return [objectNode(entries.map(([key, value]) => ({ key: keyNodes([wellFormed(key)]), value })))];
}

/** A list. */
export function list(values: readonly Expression[]): Expression {
  return [
    groupNode(
      "[",
      values.map((value) => ({ value })),
    ),
  ];
}

/** A list whose elements may carry comments. */
export function itemList(items: readonly GroupItem[]): Expression {
  return [groupNode("[", items)];
}

/** A call of a function (https://developer.hashicorp.com/terraform/language/functions). */
export function call(name: string, ...given: readonly Expression[]): Expression {
  return [
    token("ident", name),
    groupNode(
      "(",
      given.map((value) => ({ value })),
    ),
  ];
}

/** The JSON text of a value: `jsonencode(...)` in HCL; in JSON syntax the text itself where nothing in it is computed. */
export function document(value: Expression): Expression {
  return [{ ...token("ident", "jsonencode"), document: true }, groupNode("(", [{ value }])];
}

/** A row of operands and operators: `operation(a, "==", b)`. */
export function operation(...parts: readonly (Expression | string)[]): Expression {
  return parts.flatMap((part) => (typeof part === "string" ? [token(part)] : part));
}

/** The same expression on one line, however long that gets. */
export function oneLine(nodes: Expression): Expression {
  return nodes.map((node) => (node.kind === "group" ? { ...node, tall: false } : node));
}

/** `[for name in source : value if condition]` (https://developer.hashicorp.com/terraform/language/expressions/for). */
export function listFor(name: string, source: Expression, item: GroupItem, condition?: Expression): Expression {
  const words = [token("ident", "for"), token("ident", name), token("ident", "in")];
  const value = [
    ...words,
    ...source,
    token(":"),
    ...item.value,
    ...(condition === undefined ? [] : [token("ident", "if"), ...condition]),
  ];
  const tall = isTall(value);
  return [{ kind: "group", open: "[", items: [{ ...item, value }], role: "loop", ...(tall ? { tall } : {}) }];
}

/** Whether the value of an expression stands elsewhere, at least in part. */
export function isComputed(nodes: Expression): boolean {
  return nodes.some((node) => {
    if (node.kind === "token") return node.template !== undefined;
    if (node.kind === "group") return node.items.some(({ value }) => isComputed(value));
    return node.segments.some((segment) => typeof segment === "object" && isComputed(segment.nodes));
  });
}

/** The expression with every value that stands elsewhere replaced by the parts that `resolve` gives for its template. */
export function resolveValues(nodes: Expression, resolve: (given: string) => readonly TemplatePart[]): Expression {
  return nodes.flatMap((node): Expression => {
    if (node.kind === "token") return node.template === undefined ? [node] : template(resolve(node.template));
    if (node.kind === "group") {
      return [{ ...node, items: node.items.map((item) => ({ ...item, value: resolveValues(item.value, resolve) })) }];
    }
    const segments = node.segments.flatMap((segment): readonly Segment[] => {
      if (typeof segment === "string") return [segment];
      const [only] = segment.nodes;
      if (only?.kind !== "token" || only.template === undefined)
        return [{ ...segment, nodes: resolveValues(segment.nodes, resolve) }];
      return resolve(only.template).map((part) => (typeof part === "string" ? part : valueHole(part.template)));
    });
    return ofSegments(segments);
  });
}
