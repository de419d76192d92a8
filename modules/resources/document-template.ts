/** A policy document that was read from Terraform as the template that `generate` hashes in a certificate. */
import { isObject } from "../collections";
import { document, type Expression, list, object } from "../hcl";
import type { Late, Text } from "../iam/text";
import { conditionalList, fields, terraformString, textExpression } from "./expression";

/**
 * The attribute's value in `cdk.tf.json` of a document with its conditional statements, by Sid; undefined for a value that no document of this project has. Two
 * documents of one meaning that are written otherwise have two templates.
 */
export function documentTemplate(value: unknown, onlyWith: Readonly<Record<string, Late>>): string | undefined {
  if (!isObject(value) || Object.keys(value).join() !== "Version,Statement" || !Array.isArray(value.Statement)) return undefined;
  if (typeof value.Version !== "string") return undefined;
  const statements = value.Statement.map((statement: unknown) => {
    const sid = isObject(statement) && typeof statement.Sid === "string" ? statement.Sid : "";
    const when = Object.hasOwn(onlyWith, sid) ? onlyWith[sid] : undefined;
    const expression = expressionOf(statement);
    return expression === undefined ? undefined : { value: expression, ...(when === undefined ? {} : { when }) };
  });
  const known = statements.filter((statement) => statement !== undefined);
  if (known.length < statements.length) return undefined;
  return terraformString(document(fields({ Version: value.Version, Statement: conditionalList(known) })));
}

function expressionOf(value: unknown): Expression | undefined {
  if (typeof value === "string") return textExpression(value);
  if (Array.isArray(value)) {
    const items = value.map(expressionOf).filter((item) => item !== undefined);
    return items.length < value.length ? undefined : list(items);
  }
  if (!isObject(value)) return undefined;
  if ("late" in value || "parts" in value) return textExpression(value as unknown as Text);
  const entries = Object.entries(value).flatMap(([key, item]) => {
    const expression = expressionOf(item);
    return expression === undefined ? [] : [[key, expression] as const];
  });
  return entries.length < Object.keys(value).length ? undefined : object(entries);
}
