/** `states`, `lambda`, `bedrock` and `assume-role`: from names to ARNs. */

import { type Text, text } from "../../iam/text";
import { error } from "../../problem";
import { isVariable } from "../scope";
import { about, given, namesProblem, type Resolver } from "./draft";
import { arnAt, find, findHere, type Kind } from "./identifier";
import { findKey } from "./key";
import { literalProblem, literals } from "./literal";

const machine: Kind = {
  called: "state machine",
  service: "states",
  resource: /^stateMachine:([A-Za-z0-9_.-]{1,80})$/,
  name: /^[A-Za-z0-9_.-]{1,80}$/,
  names: "at most 80 letters, digits, `_`, `.` and `-`",
  form: (name) => text`stateMachine:${name}`,
  example: "arn:aws:states:us-east-1:111122223333:stateMachine:orders",
};

/** Executions of a state machine. Codes: those of `findHere` and `findKey`; invalid-value when executions are wanted and only Terraform knows the ARN. */
export const states: Resolver<"states"> = (spec, site, can) => {
  const { scope, path } = site;
  const found = findHere(spec.machine, "machine", machine, site, spec);
  const key = found && findKey(spec.key, found.place, site);
  if (found === undefined || key === undefined) return undefined;
  const executions = can.some((verb) => verb === "describe" || verb === "stop");
  if (executions && found.id === undefined) {
    const help =
      "executions carry the machine's name in their ARN: write `machine: { var: name }` with a variable that holds the name";
    scope.report(
      error("invalid-value", [...path, "machine"], "the name of the machine is hidden in a variable that holds its ARN", help),
    );
    return undefined;
  }
  const execution = executions ? [arnAt(found.place, machine, text`execution:${found.id ?? ""}:*`)] : undefined;
  return { ...about(found), resources: given<readonly Text[]>({ machine: [found.arn], execution }), ...key };
};

const lambdaFunction: Kind = {
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
export const lambda: Resolver<"lambda"> = (spec, site) => {
  const { scope, path } = site;
  const found = find(spec.function, "function", lambdaFunction, site, spec);
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

const role: Kind = {
  called: "role",
  service: "iam",
  resource: /^role\/(?:[\u0021-\u007e]{1,510}\/)?([A-Za-z0-9+=,.@_-]{1,64})$/,
  name: /^[A-Za-z0-9+=,.@_-]{1,64}$/,
  names: "at most 64 letters, digits and `+=,.@_-`; a role with a path by its ARN",
  form: (name) => text`role/${name}`,
  example: "arn:aws:iam::111122223333:role/reports",
  without: ["region"],
};

/** Another role. Codes: those of `find`; wildcard-in-arn and invalid-value for the external id. */
export const assumeRole: Resolver<"assume-role"> = (spec, site) => {
  const { scope } = site;
  const found = find(spec.role, "role", role, site, { account: spec.account });
  const path = [...site.path, "externalId"];
  const id = spec.externalId;
  const problem = typeof id === "string" ? literalProblem(id, path) : undefined;
  if (problem !== undefined) scope.report(problem);
  if (found === undefined || problem !== undefined) return undefined;
  const externalId = id !== undefined && isVariable(id) ? scope.variable(id, "string", path, "external id of `assume-role`") : id;
  return {
    ...about(found),
    resources: { role: [found.arn] },
    limits: externalId === undefined ? {} : { externalId: [externalId] },
  };
};
