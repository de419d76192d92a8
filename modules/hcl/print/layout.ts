/** Prints bracket trees as `terraform fmt` would leave them: on one line where that fits, else one item a line. */
import { type Expression, type GroupItem, type HclGroup, type HclNode, type Hole, isTall, type StringNode } from "../node";
import { commentLines, heredocText, isHeredoc, quotedText } from "../text";
import { hasSpace, type TokenEdge } from "./spacing";

/** The widest line; longer lists and calls get one item a line. */
const width = 110;

const closing = { "(": ")", "[": "]", "{": "}" } as const;

/** `key = value` on consecutive lines, the equals signs in a column. */
export interface AlignedLine {
  readonly key: string;
  /** The value, possibly of several lines. */
  readonly value: string;
  /** Set when the key holds an equals sign of its own, so that fmt aligns nothing with it. */
  readonly apart?: boolean;
}

const quoteEdge: TokenEdge = { type: "quote", text: '"' };

function startOf(node: HclNode): TokenEdge {
  if (node.kind === "token") return node;
  return node.kind === "string" ? quoteEdge : { type: node.open, text: node.open };
}

function endOf(node: HclNode): TokenEdge {
  if (node.kind === "token") return node;
  return node.kind === "string" ? quoteEdge : { type: closing[node.open], text: closing[node.open] };
}

/** Joins printed nodes with the spaces of `terraform fmt`. */
export function join(nodes: Expression, print: (node: HclNode) => string): string {
  const [first] = nodes;
  if (first === undefined) return "";
  let text = print(first);
  for (let index = 1; index < nodes.length; index += 1) {
    const [before, subject, after] = [nodes[index - 2], nodes[index - 1], nodes[index]];
    if (subject === undefined || after === undefined) break;
    const spaced = hasSpace(before && endOf(before), endOf(subject), startOf(after));
    text += spaced ? ` ${print(after)}` : print(after);
  }
  return text;
}

function inlineHole(hole: Hole): string {
  const inner = inline(hole.nodes);
  const padded = `${inner.startsWith("{") ? " " : ""}${inner}${inner.endsWith("}") && hole.nodes.at(-1)?.kind === "group" ? " " : ""}`;
  return `${hole.kind === "interpolation" ? "$" : "%"}{${padded}}`;
}

function inlineString(node: StringNode): string {
  return quotedText(node.segments, inlineHole);
}

function inlineItem(item: GroupItem): string {
  return item.key === undefined ? inline(item.value) : `${inline(item.key)} = ${inline(item.value)}`;
}

function inlineGroup(group: HclGroup): string {
  if (group.items.length === 0) return `${group.open}${closing[group.open]}`;
  const items = group.items.map(inlineItem).join(", ");
  return group.open === "{" ? `{ ${items} }` : `${group.open}${items}${closing[group.open]}`;
}

function inlineNode(node: HclNode): string {
  if (node.kind === "token") return node.text;
  return node.kind === "string" ? inlineString(node) : inlineGroup(node);
}

/** An expression on one line. */
export function inline(nodes: Expression): string {
  const [only] = nodes;
  return nodes.length === 1 && only !== undefined ? inlineNode(only) : join(nodes, inlineNode);
}

/** The text that a value ends with as a heredoc: the value itself, or the only argument of the call that it is. */
function heredocIn(nodes: Expression): StringNode | undefined {
  const [first, second] = nodes;
  if (nodes.length === 1 && first?.kind === "string") return isHeredoc(first.segments) ? first : undefined;
  const isCall = nodes.length === 2 && first?.kind === "token" && first.type === "ident" && second?.kind === "group";
  const argument = isCall && second.open === "(" && second.items.length === 1 ? second.items[0] : undefined;
  return argument && heredocIn(argument.value);
}

/** Whether an item assignment stands in the open on the line of a group; fmt would take it for the line's own. */
function hasAssignment(node: HclNode): boolean {
  if (node.kind === "token") return false;
  if (node.kind === "string") return node.segments.some((part) => typeof part === "object" && part.nodes.some(hasAssignment));
  return node.items.some((item) => item.key !== undefined || item.value.some(hasAssignment));
}

function commentsAbove({ comments = [] }: GroupItem, indent: string): string {
  return comments.flatMap((text) => commentLines(text, indent)).join("");
}

/** Characters as fmt counts them for its columns: by token, an accent behind a quote or brace for itself. */
function columns(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  const pieces = text.split(/(?<=^"|[$%}])|(?="$|[$%]\{)/);
  return pieces.reduce((sum, piece) => sum + [...new Intl.Segmenter().segment(piece)].length, 0);
}

/**
 * Prints lines one below the other at `indent`. As `terraform fmt` does, the equals signs of neighbours are put in one column; a value of
 * several lines stands between such groups, but a heredoc counts as one line.
 */
export function alignLines(lines: readonly AlignedLine[], indent: string): string {
  const [only] = lines;
  if (lines.length === 1 && only !== undefined) return `${indent}${only.key} = ${only.value}`;
  const sizes = lines.map((line) => columns(line.key));
  const texts: string[] = [];
  let from = 0;
  while (from < lines.length) {
    let to = from;
    let widest = 0;
    for (; to < lines.length; to += 1) {
      const { value, apart } = lines[to] ?? { value: "" };
      if (apart || (value.includes("\n") && !value.startsWith("<<"))) break;
      widest = Math.max(widest, sizes[to] ?? 0);
    }
    for (let index = from; index < to; index += 1) {
      const padding = " ".repeat(widest - (sizes[index] ?? 0));
      texts.push(`${indent}${lines[index]?.key}${padding} = ${lines[index]?.value}`);
    }
    if (to === from) {
      texts.push(`${indent}${lines[from]?.key} = ${lines[from]?.value}`);
      to += 1;
    }
    from = to;
  }
  return texts.join("\n");
}

function tallObject(group: HclGroup, indent: string): string {
  const inner = `${indent}  `;
  const lines = group.items.map((item) => {
    const key = inline(item.key ?? []);
    const value = layout(item.value, inner, inner.length + key.length + 3);
    return { key, value, apart: item.key?.some(hasAssignment) === true };
  });
  return `{\n${alignLines(lines, inner)}\n${indent}}`;
}

function tallItems(group: HclGroup, indent: string): string {
  const inner = `${indent}  `;
  const lines = group.items.map((item, index) => {
    const comma = group.open === "[" || index < group.items.length - 1 ? "," : "";
    const text = layoutPlain(item.value, inner, inner.length + 1, true);
    return `${commentsAbove(item, inner)}${inner}${text}${group.role === "loop" ? "" : comma}`;
  });
  return `${group.open}\n${lines.join("\n")}\n${indent}${closing[group.open]}`;
}

function tallGroup(group: HclGroup, indent: string): string {
  if (group.items.length === 0 || group.role === "index") return inlineGroup(group);
  if (group.open === "{" && group.role !== "loop") return tallObject(group, indent);
  const [only] = group.items;
  if (group.open === "(" && group.items.length === 1 && only !== undefined) {
    const text = layout(only.value, indent, width);
    return text.startsWith("<<") ? `(${text}\n${indent})` : `(${text})`;
  }
  return tallItems(group, indent);
}

/** Groups that stay on the line of a broken expression: short, and with nothing that must be broken. */
function staysInline(node: HclNode): boolean {
  if (node.kind !== "group" || node.tall === false) return true;
  return node.tall !== true && (node.role === "index" || inlineGroup(node).length <= 30);
}

/** Operators in front of which an expression may be broken inside brackets. */
const breakable: ReadonlySet<string> = new Set(["?", ":", "&&", "||", "==", "!=", "+", "=>", "if"]);

/** Prints an expression of several broken groups in several lines, each operator in front of its own; legal inside brackets only. */
function stacked(nodes: Expression, indent: string): string {
  const rows: HclNode[][] = [[]];
  for (const node of nodes) {
    if (node.kind === "token" && breakable.has(node.text)) rows.push([]);
    rows.at(-1)?.push(node);
  }
  const texts = rows.filter((row) => row.length > 0).map((row) => broken(row, indent));
  return texts.join(`\n${indent}`);
}

/** The only group that must be broken, where everything else fits on its line. */
function onlyTall(nodes: Expression, column: number): HclNode | undefined {
  const tall = nodes.filter((node) => isTall([node]));
  const rest = nodes.filter((node) => !tall.includes(node));
  return tall.length === 1 && column + inline(rest).length + 3 <= width ? tall[0] : undefined;
}

function broken(nodes: Expression, indent: string): string {
  const only = onlyTall(nodes, indent.length);
  return join(nodes, (node) => {
    if (node.kind !== "group" || (only !== undefined && node !== only)) return inlineNode(node);
    return staysInline(node) && !hasAssignment(node) ? inlineGroup(node) : tallGroup(node, indent);
  });
}

function layoutPlain(nodes: Expression, indent: string, column: number, bracketed = false): string {
  if (!isTall(nodes)) {
    const text = inline(nodes);
    if (column + text.length <= width) return text;
  }
  if (nodes.every(staysInline)) return inline(nodes);
  const groups = nodes.filter((node) => !staysInline(node) || (node.kind === "group" && hasAssignment(node)));
  if (groups.length < 2 || onlyTall(nodes, column) !== undefined) return broken(nodes, indent);
  return bracketed ? stacked(nodes, indent) : `(\n${indent}  ${stacked(nodes, `${indent}  `)}\n${indent})`;
}

/**
 * Prints an expression whose first line starts at `column` and whose further lines are indented from `indent`; text of several lines as a
 * heredoc where that is exact.
 */
export function layout(nodes: Expression, indent: string, column: number): string {
  const [first, second] = nodes;
  if (heredocIn(nodes) !== undefined) {
    if (first?.kind === "string") return heredocText(first.segments, indent, inlineHole) ?? inlineString(first);
    if (second?.kind === "group") return `${inlineNode(first ?? second)}${tallGroup(second, indent)}`;
  }
  return layoutPlain(nodes, indent, column);
}
