/** `dynamodb-stream`: from what its items name to ARNs. */
import { type Text, text } from "../../iam/text";
import { error, quote } from "../../problem";
import { isVariable } from "../scope";
import { table } from "./dynamodb";
import { find, type ItemContext } from "./identifier";
import { findKey } from "./key";
import { literalProblem } from "./literal";
import { about, type IntentResolver } from "./resolved-item";

/** The stream of a table. Codes: those of `find` and `findKey`. */
export const dynamodbStream: IntentResolver<"dynamodb-stream"> = (spec, itemContext) => {
  const found = find(spec.table, "table", table, itemContext, spec);
  const key = found && findKey(spec.key, found.place, itemContext);
  const label = streamLabel(spec.label, itemContext);
  if (found === undefined || key === undefined || label === undefined) return undefined;
  return { ...about(found), resources: { stream: [text`${found.arn}/stream/${label}`] }, ...key };
};

function streamLabel(label: Parameters<typeof isVariable>[0] | undefined, { scope, path: base }: ItemContext): Text | undefined {
  if (label === undefined) return "*";
  const path = [...base, "label"];
  if (isVariable(label)) return scope.variable(label, "name", path, "label of the stream of `dynamodb-stream`");
  const literal = literalProblem(label, path);
  const help = "labels are times: `2026-01-31T12:00:00.000`";
  const problem =
    literal ??
    (/^[0-9T:.-]+$/.test(label) ? undefined : error("invalid-name", path, `${quote(label)} is not the label of a stream`, help));
  if (problem !== undefined) scope.report(problem);
  return problem === undefined ? label : undefined;
}
