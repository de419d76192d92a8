/** The data source `aws_iam_policy_document` (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document) as the document that it yields. */
import { isObject } from "../../collections";
import { textOfTemplate } from "./expression";

type Block = Readonly<Record<string, unknown>>;

/** The document of the data source; undefined when it takes others in, is dynamic, or has a shape that is not known. */
export function policyDocumentOf(value: unknown): unknown {
  const body = Array.isArray(value) ? value[0] : value;
  if (
    !isObject(body) ||
    ["source_policy_documents", "override_policy_documents", "source_json", "override_json", "dynamic", "count", "for_each"].some(
      (name) => name in body,
    )
  ) {
    return undefined;
  }
  const statements = blocks(body.statement).map(statementOf);
  if (statements.includes(undefined)) return undefined;
  return { Version: typeof body.version === "string" ? body.version : "2012-10-17", Statement: statements };
}

function statementOf(block: Block): unknown {
  if ("dynamic" in block) return undefined;
  const { sid, effect } = block;
  return {
    ...(typeof sid === "string" && sid !== "" ? { Sid: sid } : {}),
    Effect: typeof effect === "string" ? effect : "Allow",
    ...principals("Principal", block.principals),
    ...principals("NotPrincipal", block.not_principals),
    ...list("Action", block.actions),
    ...list("NotAction", block.not_actions),
    ...list("Resource", block.resources),
    ...list("NotResource", block.not_resources),
    ...conditions(block.condition),
  };
}

/** A block stands alone or in a list. */
function blocks(value: unknown): readonly Block[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

function list(name: string, value: unknown): object {
  return value === undefined || (Array.isArray(value) && value.length === 0) ? {} : { [name]: texts(value) };
}

/** `&{...}` is how the data source writes a policy variable. A function gives the replacement, because `$$` in a text of one means `$`. */
function texts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(texts);
  return typeof value === "string" ? (textOfTemplate(value.replaceAll("&{", () => "$${")) ?? value) : value;
}

function principals(name: string, value: unknown): object {
  const all = blocks(value);
  if (all.length === 0) return {};
  if (all.length === 1 && all[0]?.type === "*") return { [name]: "*" };
  const byType = new Map<string, unknown[]>();
  for (const { type, identifiers } of all) {
    byType.set(String(type), [
      ...(byType.get(String(type)) ?? []),
      ...(Array.isArray(identifiers) ? identifiers.map(texts) : [texts(identifiers)]),
    ]);
  }
  return { [name]: Object.fromEntries(byType) };
}

/** Operator to key to values; two blocks of one operator and key are one, with the values of both. */
function conditions(value: unknown): object {
  const found = new Map<string, Map<string, unknown[]>>();
  for (const { test, variable, values } of blocks(value)) {
    const keys = found.get(String(test)) ?? new Map<string, unknown[]>();
    const all = Array.isArray(values) ? values.map(texts) : [texts(values)];
    found.set(String(test), keys.set(String(variable), [...(keys.get(String(variable)) ?? []), ...all]));
  }
  if (found.size === 0) return {};
  return { Condition: Object.fromEntries([...found].map(([test, keys]) => [test, Object.fromEntries(keys)])) };
}
