/** `dynamodb`: from what its items name to ARNs. */
import { type Text, text } from "../../iam/text";
import { error } from "../../problem";
import { find, type ItemContext, type ResolvedResource, type ResourceNaming } from "./identifier";
import { findKey } from "./key";
import { literals } from "./literal";
import { about, findLimits, type IntentResolver, namesProblem } from "./resolved-item";

/** A table. */
export const table: ResourceNaming = {
  called: "table",
  service: "dynamodb",
  resource: /^table\/([A-Za-z0-9_.-]{3,255})$/,
  name: /^[A-Za-z0-9_.-]{3,255}$/,
  names: "3 to 255 letters, digits, `_`, `.` and `-`",
  form: (name) => text`table/${name}`,
  example: "arn:aws:dynamodb:us-east-1:111122223333:table/orders",
};

/** Items of a table. Codes: those of `find` and `findKey`; invalid-value for `leadingKeys` with `scan`. */
export const dynamodb: IntentResolver<"dynamodb"> = (spec, itemContext, can) => {
  const { scope, path } = itemContext;
  const found = find(spec.table, "table", table, itemContext, spec);
  const key = found && findKey(spec.key, found.place, itemContext);
  const limits = findLimits({ leadingKeys: spec.leadingKeys, attributes: spec.attributes }, itemContext);
  const indexes = found && indexesOf(spec.indexes, found, itemContext);
  if (spec.leadingKeys !== undefined && can.includes("scan")) {
    const help = "leave out `scan` (a scan reads every partition key) or `leadingKeys`";
    scope.report(error("invalid-value", [...path, "leadingKeys"], "`leadingKeys` cannot narrow `scan`", help));
    return undefined;
  }
  if (found === undefined || key === undefined || limits === undefined || indexes === undefined) return undefined;
  return {
    ...about(found),
    resources: { table: [found.arn], ...(indexes.length === 0 ? {} : { index: indexes }) },
    limits: { ...limits, ...(limits.attributes === undefined ? {} : { writtenAttributes: limits.attributes }) },
    ...key,
  };
};

function indexesOf(
  indexes: "all" | readonly string[] | undefined,
  { arn }: ResolvedResource,
  { scope, path }: ItemContext,
): readonly Text[] | undefined {
  if (indexes === undefined) return [];
  if (indexes === "all") return [text`${arn}/index/*`];
  const names = literals(indexes, [...path, "indexes"], scope.report);
  const problem = names && namesProblem(names, { ...table, called: "secondary index" }, [...path, "indexes"]);
  if (problem !== undefined) scope.report(problem);
  return problem === undefined ? names?.map((name) => text`${arn}/index/${name}`) : undefined;
}
