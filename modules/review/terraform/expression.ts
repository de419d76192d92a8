/** Policies and names in configurations (`cdk.tf.json`), where strings are templates: what can be read becomes data with late values. */

import { type Expression, type HclGroup, inline, readJsonTemplate, readTemplate, type Segment } from "../../hcl";
import type { Late, LateType, Text } from "../../iam/text";
import { concat } from "../../iam/text";
import type { ConfiguredPolicy } from "./policy";

/** A string of the configuration as a text; each `${...}` is a late value named after its expression. Undefined when it is no template. */
export function textOfTemplate(template: string): Text | undefined {
  const segments = readTemplate(template);
  return segments === undefined ? undefined : textOfSegments(segments);
}

function textOfSegments(segments: readonly Segment[]): Text | undefined {
  const parts: Text[] = [];
  for (const segment of segments) {
    if (typeof segment === "string") parts.push(segment);
    else if (segment.kind === "directive") return undefined;
    else parts.push(valueText(segment.nodes));
  }
  return concat(...parts);
}

/** A hole: text in quotes is text, everything else is known to Terraform alone. */
function valueText(nodes: Expression): Text {
  const [only] = nodes;
  const text = nodes.length === 1 && only?.kind === "string" ? textOfSegments(only.segments) : undefined;
  return text ?? late(inline(nodes));
}

function late(name: string): Late {
  return { late: typeOf(name), name, template: `\${${name}}` };
}

/** What the name of an attribute tells of its value. */
function typeOf(name: string): LateType {
  if (/^aws_kms_key\.[\w-]+\.arn$/.test(name)) return "kms-key-arn";
  if (/^(?:data\.)?aws_\w+\.[\w-]+\.arn$/.test(name)) return "arn";
  return /\.account_id$/.test(name) ? "account-id" : "string";
}

/** The policy that a string of the configuration is: JSON text with late values in its strings, or `jsonencode(...)`. */
export function policyOfTemplate(template: string): ConfiguredPolicy {
  const opaque: ConfiguredPolicy = { policy: "opaque", text: template };
  const argument = readJsonTemplate(template);
  if (argument === undefined) return opaque;
  const onlyWith = new Map<string, Late>();
  const document = jsonOf(argument, onlyWith);
  return document === undefined ? opaque : { policy: "document", document, onlyWith: Object.fromEntries(onlyWith) };
}

/** The JSON value of an expression; undefined when its shape is not known. */
function jsonOf(nodes: Expression, onlyWith: Map<string, Late>): unknown {
  const [only, ...more] = nodes;
  if (only?.kind === "string" && more.length === 0) return textOfSegments(only.segments);
  if (only?.kind === "group" && more.length === 0) {
    if (only.open === "(") return only.items.length === 1 ? jsonOf(only.items[0]?.value ?? [], onlyWith) : undefined;
    return only.open === "{" ? objectOf(only, onlyWith) : listOf(nodes, onlyWith);
  }
  if (only?.kind === "token" && more.length === 0 && only.type === "number") return Number(only.text);
  if (only?.kind === "token" && more.length === 0 && /^(?:true|false|null)$/.test(only.text)) return JSON.parse(only.text);
  if (only?.kind === "token" && only.text === "concat") return listOf(nodes, onlyWith);
  return nodes.length === 0 ? undefined : late(inline(nodes));
}

function objectOf({ items, role }: HclGroup, onlyWith: Map<string, Late>): unknown {
  if (role === "loop") return undefined;
  const entries: [string, unknown][] = [];
  for (const { key = [], value } of items) {
    const [name] = key;
    const text = name?.kind === "token" ? name.text : name?.kind === "string" ? textOfSegments(name.segments) : undefined;
    const read = jsonOf(value, onlyWith);
    if (key.length !== 1 || typeof text !== "string" || read === undefined) return undefined;
    entries.push([text, read]);
  }
  return Object.fromEntries(entries);
}

/** A list, lists in `concat(...)`, or a list that has its one element only when a value is not empty. */
function listOf(nodes: Expression, onlyWith: Map<string, Late>): unknown {
  const [first, second] = nodes;
  if (first?.kind === "token") {
    if (nodes.length !== 2 || second?.kind !== "group" || second.open !== "(") return undefined;
    const lists = second.items.map(({ value }) => listOf(value, onlyWith));
    return lists.every(Array.isArray) ? lists.flat() : undefined;
  }
  if (first?.kind !== "group" || first.open !== "[" || nodes.length !== 1) return undefined;
  if (first.role === "loop") return conditional(first.items[0]?.value ?? [], onlyWith);
  const values = first.items.map(({ value }) => jsonOf(value, onlyWith));
  return values.includes(undefined) ? undefined : values;
}

/** `[for k in compact([x]) : { Sid = ... }]`. */
function conditional(nodes: Expression, onlyWith: Map<string, Late>): unknown {
  const colon = nodes.findIndex((node) => node.kind === "token" && node.text === ":");
  const [, , , called, list] = nodes;
  const isCompact = colon === 5 && called?.kind === "token" && called.text === "compact" && list?.kind === "group";
  const argument = isCompact ? list.items[0]?.value : undefined;
  const inner = argument?.[0]?.kind === "group" ? argument[0].items : [];
  const statement = jsonOf(nodes.slice(colon + 1), onlyWith);
  const sid = typeof statement === "object" && statement !== null && "Sid" in statement ? statement.Sid : undefined;
  const [only] = inner;
  if (only === undefined || inner.length !== 1 || typeof sid !== "string") return undefined;
  const when = valueText(only.value);
  if (typeof when !== "object" || !("late" in when)) return undefined;
  onlyWith.set(sid, { ...when, mayBeEmpty: true });
  return [statement];
}
