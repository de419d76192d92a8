/**
 * Strings with late values as CDKTF resolves them. CDKTF takes a token inside `${...}` for a bare expression and would turn
 * `jsonencode({"Resource" = "<token>"})` into the literal name of the reference, so every token is resolved alone, and only then put into the text.
 */
import { type IResolveContext, Lazy, Token } from "cdktf";
import { concat, isLate, type Late, partsOf, type Text } from "../iam/text";
import { type Expression, isComputed, type Json, terraformString } from "../resources/expression";
import type { Render } from "../resources/json";

/** What a late value stands for once CDKTF resolves: literal text, or a Terraform template. */
export type Resolver = (late: Late, context: IResolveContext) => Text;

/** How the strings of a resource are rendered: literal ones at once, the others when CDKTF resolves them. */
export function lateStrings(resolver: Resolver): Render {
  return (value) => {
    if (!isComputed(value)) return terraformString(value);
    // CDKTF knows a list by its only element, which therefore stays as it is.
    if (typeof value === "object" && !("kind" in value) && isLate(value) && value.template.startsWith("#{"))
      return value.template;
    return Lazy.stringValue({ produce: (context) => terraformString(expanded(value, (late) => resolver(late, context))) });
  };
}

/**
 * The text behind a string with tokens of a user: what stands around the tokens is literal, each token becomes what it resolves to. A token
 * that resolves to plain text is literal too.
 */
export function resolvedText(late: Late, context: IResolveContext): Text {
  const pieces = late.template.split(/(\$\{TfToken\[[^\]]+\]\})/).filter((piece) => piece !== "");
  return concat(
    ...pieces.map((piece): Text => {
      if (!Token.isUnresolved(piece)) return piece;
      const resolved: unknown = context.resolve(piece);
      const template = typeof resolved === "string" ? resolved : String(resolved);
      return /[$%]\{/.test(template) ? { ...late, name: template, template } : template;
    }),
  );
}

type Expand = (late: Late) => Text;

function expanded(value: Text | Expression, expand: Expand): Text | Expression {
  if (typeof value === "string" || !("kind" in value)) return expandedText(value, expand);
  if (value.kind === "json") return { kind: "json", value: expandedJson(value.value, expand) };
  if (value.kind === "base64") return { kind: "base64", text: expandedText(value.text, expand) };
  return { ...value, of: onlyLate(value.of, expand) };
}

function expandedText(value: Text, expand: Expand): Text {
  return concat(...partsOf(value).map((part) => (typeof part === "string" ? part : expand(part))));
}

function expandedJson(value: Json, expand: Expand): Json {
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "string" || !("kind" in value)) return expandedText(value, expand);
  if (value.kind === "object") {
    return { kind: "object", entries: value.entries.map(([key, entry]) => [key, expandedJson(entry, expand)] as const) };
  }
  const items = value.items.map(({ value: item, when }) => ({
    value: expandedJson(item, expand),
    ...(when === undefined ? {} : { when: onlyLate(when, expand) }),
  }));
  return { kind: "list", items };
}

/** A condition is a late value and nothing else. */
function onlyLate(late: Late, expand: Expand): Late {
  const text = expand(late);
  return typeof text === "object" && isLate(text) ? text : { ...late, template: terraformString(text) };
}
