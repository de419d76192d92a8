/**
 * Strings with late values as CDKTF resolves them. CDKTF takes a token inside `${...}` for a bare expression and would turn
 * `jsonencode({"Resource" = "<token>"})` into the literal name of the reference, so every token is resolved alone, and only then put into the text.
 */
import { type IResolveContext, Lazy, Token } from "cdktf";
import { expressionText, resolveValues } from "../hcl";
import { concat, isLate, partsOf, type Text } from "../iam/text";
import type { Render } from "../resources/config";
import { isLateString, stringExpression, terraformString } from "../resources/expression";

/** What the template of a late value stands for once CDKTF resolves: literal text, or a Terraform template. */
export type Resolver = (template: string, context: IResolveContext) => Text;

/** How the strings of a resource are rendered: literal ones at once, the others when CDKTF resolves them. */
export function lateStrings(resolver: Resolver): Render {
  return (value) => {
    if (!isLateString(value)) return terraformString(value);
    // CDKTF knows a list by its only element, which therefore stays as it is.
    if (typeof value === "object" && "late" in value && isLate(value) && value.template.startsWith("#{")) return value.template;
    const nodes = stringExpression(value);
    return Lazy.stringValue({
      produce: (context) => expressionText(resolveValues(nodes, (template) => partsOf(resolver(template, context)))),
    });
  };
}

/**
 * The text behind a string with tokens of a user: what stands around the tokens is literal, each token becomes what it resolves to. A token
 * that resolves to plain text is literal too.
 */
export function resolvedText(given: string, context: IResolveContext): Text {
  const pieces = given.split(/(\$\{TfToken\[[^\]]+\]\})/).filter((piece) => piece !== "");
  return concat(
    ...pieces.map((piece): Text => {
      if (!Token.isUnresolved(piece)) return piece;
      const resolved: unknown = context.resolve(piece);
      const template = typeof resolved === "string" ? resolved : String(resolved);
      return /[$%]\{/.test(template) ? { late: "string", name: template, template } : template;
    }),
  );
}
