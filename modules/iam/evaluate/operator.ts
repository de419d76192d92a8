/**
 * The condition operators
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
 */

/** How a value of the request is compared with one of the policy. */
export type Comparison = "equals" | "equals-ignoring-case" | "like" | "less" | "less-or-equal" | "greater" | "greater-or-equal";

/** What both values are read as before they are compared. */
export type Family = "string" | "arn" | "numeric" | "date" | "boolean" | "binary" | "ip" | "null";

interface Base {
  readonly family: Family;
  readonly comparison: Comparison;
  /** A `Not` operator: true when no value matches, and when the key is missing. */
  readonly negated: boolean;
}

/** A condition operator with its prefix and suffix. */
export interface Operator extends Base {
  /** The name without prefix and suffix: `StringLike`. */
  readonly name: string;
  /** `ForAllValues:` or `ForAnyValue:`, the set operators for keys with several values. */
  readonly quantifier?: "all" | "any";
  /** The `IfExists` suffix: true when the key is missing. */
  readonly ifExists: boolean;
}

const base = (family: Family, comparison: Comparison, negated = false): Base => ({ family, comparison, negated });

const bases: ReadonlyMap<string, Base> = new Map([
  ["StringEquals", base("string", "equals")],
  ["StringNotEquals", base("string", "equals", true)],
  ["StringEqualsIgnoreCase", base("string", "equals-ignoring-case")],
  ["StringNotEqualsIgnoreCase", base("string", "equals-ignoring-case", true)],
  ["StringLike", base("string", "like")],
  ["StringNotLike", base("string", "like", true)],
  // "behave identically": ArnEquals takes wildcards too
  ["ArnEquals", base("arn", "like")],
  ["ArnLike", base("arn", "like")],
  ["ArnNotEquals", base("arn", "like", true)],
  ["ArnNotLike", base("arn", "like", true)],
  ["NumericEquals", base("numeric", "equals")],
  ["NumericNotEquals", base("numeric", "equals", true)],
  ["NumericLessThan", base("numeric", "less")],
  ["NumericLessThanEquals", base("numeric", "less-or-equal")],
  ["NumericGreaterThan", base("numeric", "greater")],
  ["NumericGreaterThanEquals", base("numeric", "greater-or-equal")],
  ["DateEquals", base("date", "equals")],
  ["DateNotEquals", base("date", "equals", true)],
  ["DateLessThan", base("date", "less")],
  ["DateLessThanEquals", base("date", "less-or-equal")],
  ["DateGreaterThan", base("date", "greater")],
  ["DateGreaterThanEquals", base("date", "greater-or-equal")],
  ["Bool", base("boolean", "equals")],
  ["BinaryEquals", base("binary", "equals")],
  ["IpAddress", base("ip", "equals")],
  ["NotIpAddress", base("ip", "equals", true)],
  ["Null", base("null", "equals")],
]);

/** The names of all operators without prefix and suffix, for messages and tests. */
export const operatorNames: readonly string[] = [...bases.keys()];

const IF_EXISTS = "IfExists";

/** The operator that `text` names, undefined when AWS knows none of that name (`NullIfExists` is none). Names have case. */
export function operatorOf(text: string): Operator | undefined {
  const quantifier = quantifierOf(text);
  const rest = quantifier === undefined ? text : text.slice(text.indexOf(":") + 1);
  const ifExists = rest.endsWith(IF_EXISTS);
  const name = ifExists ? rest.slice(0, -IF_EXISTS.length) : rest;
  const found = bases.get(name);
  if (found === undefined) return undefined;
  if (found.family === "null" && (ifExists || quantifier !== undefined)) return undefined;
  return { ...found, name, ifExists, ...(quantifier === undefined ? {} : { quantifier }) };
}

function quantifierOf(text: string): "all" | "any" | undefined {
  if (text.startsWith("ForAllValues:")) return "all";
  return text.startsWith("ForAnyValue:") ? "any" : undefined;
}

/** Whether AWS substitutes policy variables in the operator's values: string, ARN and boolean operators only. */
export function takesVariables({ family }: Operator): boolean {
  return family === "string" || family === "arn" || family === "boolean";
}

/** Whether `*` and `?` are wildcards in the operator's values. */
export function takesWildcards({ comparison }: Operator): boolean {
  return comparison === "like";
}
