/** `statement`: what the user wrote, checked for what IAM refuses and for what nobody should write. */

import { distinct, listOf } from "../../collections";
import { acceptsResource, isKnownAction } from "../../iam/actions/table";
import { unknownAction } from "../../iam/actions/unknown";
import { arnProblem, hasWildcard, hasWildcardBeforeResource } from "../../iam/arn";
import type { Text } from "../../iam/text";
import { error, type Path, type Problem, quote, warning } from "../../problem";
import type { IntentSpec } from "../../spec/access";
import { isVariable, type VariableReference } from "../scope";
import type { StatementAccess } from "./access";
import { type ItemContext, partitionProblem } from "./identifier";
import { characterProblem } from "./literal";

type Spec = IntentSpec<"statement">;

/**
 * A statement of the user's own. Codes: forbidden-element, statement-without-why, invalid-name, invalid-value, unknown-action, wildcard-in-arn, the warning unused-acknowledgement and what `arnProblem` finds. IAM policy
 * variables pass; `${` that starts none is refused.
 */
export function resolveStatement(
  spec: Spec,
  itemContext: ItemContext,
): Omit<StatementAccess, "path" | "until" | "why"> | undefined {
  const { scope, path } = itemContext;
  const actions = [...new Set(listOf(spec.actions))];
  const resources = listOf(spec.resources);
  const unchecked = new Set(spec.unchecked.map((action) => action.toLowerCase()));
  const problems = [
    ...forbidden(spec, path),
    ...sidProblem(spec.sid, [...path, "sid"]),
    ...listOf(spec.actions).flatMap((action, index) => {
      const at = Array.isArray(spec.actions) ? [...path, "actions", index] : [...path, "actions"];
      return actionProblem(action, at) ?? unknownAction(action, at, unchecked) ?? [];
    }),
    ...uncheckedProblems(spec, path),
    ...resources.flatMap((resource, index) =>
      isVariable(resource) ? [] : resourceProblem(resource, itemContext, [...path, "resources", index]),
    ),
    ...withoutWhy(spec, actions, resources, path),
    ...conditionProblems(spec, path),
  ];
  for (const problem of problems) scope.report(problem);
  if (problems.length > 0) return undefined;
  for (const problem of needlesslyUnchecked(spec, path)) scope.report(problem);
  const values = resources.map((resource, index) => textOf(resource, "arn", [...path, "resources", index], itemContext));
  return {
    intent: "statement",
    ...(spec.sid === undefined ? {} : { sid: spec.sid }),
    actions,
    resources: distinct(values),
    conditions: conditionsOf(spec, itemContext),
    unchecked: actions.filter((action) => unchecked.has(action.toLowerCase())),
  };
}

function textOf(
  value: string | VariableReference | number | boolean,
  type: "arn" | "string",
  path: Path,
  { scope }: ItemContext,
): Text {
  if (typeof value !== "object") return String(value);
  return scope.variable(
    value,
    type,
    path,
    type === "arn" ? "ARN of a resource of `statement`" : "condition value of `statement`",
  );
}

const forbiddenElements = {
  NotAction: "list the actions that are meant: `NotAction` grants every action that AWS will ever add",
  NotResource: "list the resources that are meant: `NotResource` grants everything that is ever created",
  Principal: "leave it out: the principal of a role's policy is the role",
  NotPrincipal: "leave it out: the principal of a role's policy is the role",
  Effect: "leave it out: items allow. To deny, use the permissions boundary or a service control policy",
} as const;

function forbidden(spec: Spec, path: Path): readonly Problem[] {
  return (Object.keys(forbiddenElements) as (keyof typeof forbiddenElements)[])
    .filter((element) => spec[element] !== undefined)
    .map((element) =>
      error("forbidden-element", [...path, element], `\`${element}\` is not written`, forbiddenElements[element]),
    );
}

function sidProblem(sid: string | undefined, path: Path): readonly Problem[] {
  if (sid === undefined || /^[A-Za-z0-9]{1,64}$/.test(sid)) return [];
  return [error("invalid-name", path, `${quote(sid)} is not a Sid`, "use at most 64 letters and digits")];
}

function actionProblem(action: string, path: Path): Problem | undefined {
  if (action === "*" || /^[a-z][a-z0-9-]*:[A-Za-z0-9*?]+$/.test(action)) return undefined;
  if (/^[^:]*[*?][^:]*:/.test(action)) {
    return error(
      "invalid-value",
      path,
      `wildcard in the service of ${quote(action)}`,
      "name one service; a list holds as many as it takes",
    );
  }
  return error("invalid-value", path, `${quote(action)} is not an action`, "actions look like `s3:GetObject`");
}

/** What is not checked is one of the actions, and its author says why. */
function uncheckedProblems(spec: Spec, base: Path): readonly Problem[] {
  const granted = new Set(listOf(spec.actions).map((action) => action.toLowerCase()));
  return spec.unchecked.flatMap((action, index) => {
    const path = [...base, "unchecked", index];
    if (!granted.has(action.toLowerCase())) {
      const help = "`unchecked` repeats entries of `actions`, as they stand there";
      return [error("invalid-value", path, `the statement has no action ${quote(action)}`, help)];
    }
    if (spec.why !== undefined && spec.why.trim() !== "") return [];
    const help = "say in `why` where AWS documents the action: it becomes part of the report";
    return [error("statement-without-why", path, `${quote(action)} is not checked, without a \`why\``, help)];
  });
}

/** Actions that the table has by now, with all the resources. */
function needlesslyUnchecked(spec: Spec, base: Path): readonly Problem[] {
  const resources = listOf(spec.resources);
  return spec.unchecked.flatMap((action, index) => {
    const isRight = resources.every((one) => typeof one === "string" && acceptsResource(action, one) === true);
    if (!isKnownAction(action) || !isRight) return [];
    const help = "take it out of `unchecked`: it would hide a mistake when it comes";
    const path = [...base, "unchecked", index];
    return [warning("unused-acknowledgement", path, `${quote(action)} is a known action and accepts the resources`, help)];
  });
}

function resourceProblem(resource: string, { scope }: ItemContext, path: Path): readonly Problem[] {
  if (resource === "*") return [];
  const [head = "", ...rest] = resource.split("${");
  if (rest.length > 0 && hasWildcardBeforeResource(head)) return [beforeResource(resource, path)];
  const problem =
    variableProblem(resource, path) ??
    characterProblem(resource, path) ??
    arnProblem(withoutVariables(resource), { wildcards: "whole" }, path) ??
    partitionProblem(resource, scope.place, path);
  return problem === undefined ? [] : [problem];
}

function beforeResource(resource: string, path: Path): Problem {
  const help = "name partition, service, region and account; only the resource may hold `*` or `?`";
  return error("wildcard-in-arn", path, `wildcard before the resource in ${quote(resource)}`, help);
}

// `${aws:PrincipalTag/team}`, with a default `${aws:PrincipalTag/team, 'none'}`, and the escapes `${*}`, `${?}`, `${$}`
// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
const policyVariable = /\$\{(?:[*?$]|[A-Za-z0-9-]+:[A-Za-z0-9_:./=+@-]+(?:, ?'[^'{}]*')?)\}/g;

/** The text with its policy variables replaced by a letter, so that it can be judged like any other. */
function withoutVariables(value: string): string {
  return value.replace(policyVariable, "x");
}

function variableProblem(value: string, path: Path): Problem | undefined {
  if (!withoutVariables(value).includes("${")) return undefined;
  const help = "IAM policy variables look like `${aws:PrincipalTag/team}`; for Terraform variables write `{ var: name }`";
  return error("invalid-value", path, `\`\${\` in ${quote(value)} starts no IAM policy variable`, help);
}

function withoutWhy(
  spec: Spec,
  actions: readonly string[],
  resources: readonly (string | VariableReference)[],
  path: Path,
): readonly Problem[] {
  if (spec.why !== undefined && spec.why.trim() !== "") return [];
  const wide = [...actions, ...resources].find((value) => typeof value === "string" && hasWildcard(withoutVariables(value)));
  if (typeof wide !== "string") return [];
  const help = "name the exact actions and resources, or say in `why` what the wildcard is for: it becomes part of the report";
  return [error("statement-without-why", path, `wildcard in ${quote(wide)} without a \`why\``, help)];
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
const operator =
  /^(?:ForAllValues:|ForAnyValue:)?(?:String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|Numeric(?:(?:Not)?Equals|(?:Less|Greater)Than(?:Equals)?)|Date(?:(?:Not)?Equals|(?:Less|Greater)Than(?:Equals)?)|Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like))(?:IfExists)?$|^Null$/;

function conditionProblems(spec: Spec, base: Path): readonly Problem[] {
  const path = [...base, "conditions"];
  return Object.entries(spec.conditions ?? {}).flatMap(([name, keys]) => {
    const unknown = operator.test(name)
      ? []
      : [
          error(
            "invalid-value",
            [...path, name],
            `${quote(name)} is not a condition operator`,
            "operators look like `StringEquals` or `ForAnyValue:StringLike`",
          ),
        ];
    const clash =
      spec.until !== undefined &&
      name === "DateLessThan" &&
      Object.keys(keys).some((key) => key.toLowerCase() === "aws:currenttime")
        ? [error("invalid-value", [...path, name], "`until` and a condition on `aws:CurrentTime`", "keep one of them")]
        : [];
    const inside = Object.entries(keys).flatMap(([key, values]) => keyProblems(key, listOf(values), [...path, name, key]));
    return [...unknown, ...clash, ...(Object.keys(keys).length === 0 ? [emptyOperator(name, [...path, name])] : inside)];
  });
}

function emptyOperator(name: string, path: Path): Problem {
  return error("invalid-value", path, `no key below ${quote(name)}`, "name a condition key, or leave the operator out");
}

function keyProblems(
  key: string,
  values: readonly (string | VariableReference | number | boolean)[],
  path: Path,
): readonly Problem[] {
  const shape = /^[A-Za-z0-9-]+:[\u0021-\u007e]+$/.test(key) && !key.includes("${");
  const help = "keys look like `aws:PrincipalTag/team` or `s3:prefix`";
  return [
    ...(shape ? [] : [error("invalid-value", path, `${quote(key)} is not a condition key`, help)]),
    ...values.flatMap((value) =>
      typeof value === "string" && value !== "" ? (variableProblem(value, path) ?? characterProblem(value, path) ?? []) : [],
    ),
  ];
}

function conditionsOf(spec: Spec, itemContext: ItemContext): StatementAccess["conditions"] {
  const operators = Object.entries(spec.conditions ?? {}).map(([name, keys]) => {
    const entries = Object.entries(keys).map(([key, values]) => {
      const path = [...itemContext.path, "conditions", name, key];
      return [key, distinct(listOf(values).map((value) => textOf(value, "string", path, itemContext)))] as const;
    });
    return [name, Object.fromEntries(entries)] as const;
  });
  return Object.fromEntries(operators);
}
