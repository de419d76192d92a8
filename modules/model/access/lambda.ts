/** `lambda`: from what its items name to ARNs. */
import { text } from "../../iam/text";
import { find, type ResourceNaming } from "./identifier";
import { literals } from "./literal";
import { about, type IntentResolver, namesProblem } from "./resolved-item";

const lambdaFunction: ResourceNaming = {
  called: "function",
  service: "lambda",
  resource: /^function:([A-Za-z0-9_-]{1,64})$/,
  name: /^[A-Za-z0-9_-]{1,64}$/,
  names: "at most 64 letters, digits, `_` and `-`; versions and aliases go into `qualifiers`",
  form: (name) => text`function:${name}`,
  example: "arn:aws:lambda:us-east-1:111122223333:function:resize",
};

const qualifier = {
  called: "version or alias",
  name: /^(?:\$LATEST|[A-Za-z0-9_-]{1,128})$/,
  names: "a version number, an alias or `$LATEST`",
};

/** A function by unqualified ARN, or by its versions and aliases. Codes: those of `find`. */
export const lambda: IntentResolver<"lambda"> = (spec, itemContext) => {
  const { scope, path } = itemContext;
  const found = find(spec.function, "function", lambdaFunction, itemContext, spec);
  const wanted = spec.qualifiers;
  if (wanted === undefined || wanted === "all") {
    const all = wanted === "all" && found !== undefined ? { qualified: [text`${found.arn}:*`] } : {};
    return found && { ...about(found), resources: { function: [found.arn], ...all } };
  }
  const names = literals(wanted, [...path, "qualifiers"], scope.report);
  const problem = names && namesProblem(names, qualifier, [...path, "qualifiers"]);
  if (problem !== undefined) scope.report(problem);
  if (found === undefined || names === undefined || problem !== undefined) return undefined;
  return { ...about(found), resources: { qualified: names.map((name) => text`${found.arn}:${name}`) } };
};
