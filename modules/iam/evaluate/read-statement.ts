/** Reads one statement. */

import { error, type Path, quote } from "../../problem";
import { fold, type Glob, glob } from "../glob";
import { partsOf } from "../text";
import type { PolicyStatement, PrincipalEntry, Selection, Template } from "./document";
import { readConditions, warnOfVariables } from "./read-condition";
import { readPrincipal } from "./read-principal";
import { type Item, itemsOf, namesPrincipals, reportUnknownKeys, type Scope, stringAt, textAt } from "./reading";
import { template } from "./template";

const elements = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
] as const;

type Elements = Readonly<Record<string, unknown>>;

/**
 * One statement of a document. Problems: `unknown-key`, `missing-key`, `wrong-type`, `invalid-value`, `misplaced-element` for
 * elements that documents of this kind cannot have, `unknown-operator`, `policy-version`. What it returns stands only when no error
 * was reported.
 */
export function readStatement(value: Elements, index: number, path: Path, scope: Scope): PolicyStatement {
  reportUnknownKeys(value, elements, path, scope);
  const sid = value.Sid === undefined ? undefined : stringAt({ value: value.Sid, path: [...path, "Sid"] }, scope);
  const principals = readPrincipals(value, path, scope);
  const resources = readResources(value, path, scope);
  const condition: Item = { value: value.Condition, path: [...path, "Condition"] };
  return {
    index,
    ...(sid === undefined ? {} : { sid }),
    effect: readEffect(value, path, scope),
    ...(principals === undefined ? {} : { principals }),
    actions: readActions(value, path, scope),
    ...(resources === undefined ? {} : { resources }),
    conditions: value.Condition === undefined ? [] : readConditions(condition, scope),
  };
}

function readEffect({ Effect: effect }: Elements, path: Path, { report }: Scope): "Allow" | "Deny" {
  if (effect === "Allow" || effect === "Deny") return effect;
  if (effect === undefined) report(error("missing-key", path, "the statement has no `Effect`", "write `Allow` or `Deny`"));
  else report(error("invalid-value", [...path, "Effect"], "`Effect` is neither `Allow` nor `Deny`", "the value has case"));
  return "Deny";
}

/** `name` or `Not` + `name`, one of which the statement may have; both are an error, none is one when it is `required`. */
function choose(
  value: Elements,
  name: string,
  required: boolean,
  path: Path,
  { report }: Scope,
): (Item & { negated: boolean }) | undefined {
  const not = `Not${name}`;
  if (value[name] !== undefined && value[not] !== undefined) {
    report(
      error("invalid-value", [...path, not], `the statement has both ${quote(name)} and ${quote(not)}`, "keep one of the two"),
    );
  }
  const key = value[name] === undefined ? not : name;
  if (value[key] !== undefined) return { value: value[key], path: [...path, key], negated: key === not };
  if (required) report(error("missing-key", path, `the statement has neither ${quote(name)} nor ${quote(not)}`));
  return undefined;
}

function readPrincipals(value: Elements, path: Path, scope: Scope): Selection<PrincipalEntry> | undefined {
  const required = namesPrincipals(scope.kind);
  const chosen = choose(value, "Principal", required, path, scope);
  if (chosen === undefined) return undefined;
  if (!required || (chosen.negated && scope.kind === "trust")) {
    const help = required ? "name who may assume the role" : "the principal is whoever the policy is attached to";
    scope.report(error("misplaced-element", chosen.path, `a ${scope.kind} policy cannot have this element`, help));
    return undefined;
  }
  return { negated: chosen.negated, entries: readPrincipal(chosen, scope) };
}

function readActions(value: Elements, path: Path, scope: Scope): Selection<Glob> {
  const chosen = choose(value, "Action", true, path, scope);
  if (chosen === undefined) return { negated: false, entries: [] };
  const entries = itemsOf(chosen.value, chosen.path, scope).flatMap((item) => {
    const action = stringAt(item, scope);
    if (action === undefined) return [];
    const [service = "", ...name] = action.split(":");
    if (action !== "*" && (service === "" || name.join(":") === "")) {
      scope.report(
        error("invalid-value", item.path, `${quote(action)} is not an action`, "write `service:Name`, as in `s3:GetObject`"),
      );
    }
    return [fold(glob(action))];
  });
  return { negated: chosen.negated, entries };
}

/** Resource-based policies may leave it out: they speak of the resource they are attached to. Trust policies must. */
function readResources(value: Elements, path: Path, scope: Scope): Selection<Template> | undefined {
  const optional = namesPrincipals(scope.kind) && scope.kind !== "resource-control";
  const chosen = choose(value, "Resource", !optional, path, scope);
  if (chosen === undefined) return undefined;
  if (scope.kind === "trust") {
    scope.report(
      error("misplaced-element", chosen.path, "a trust policy cannot have this element", "its resource is the role itself"),
    );
  }
  return {
    negated: chosen.negated,
    entries: itemsOf(chosen.value, chosen.path, scope).flatMap((item) => readResource(item, scope)),
  };
}

function readResource(item: Item, scope: Scope): readonly Template[] {
  const text = textAt(item, scope);
  if (text === undefined) return [];
  const variables = scope.version === "2012-10-17";
  if (!variables) warnOfVariables(partsOf(text), item.path, scope);
  const parsed = template(text, { wildcards: true, variables });
  if (parsed !== undefined) return [parsed];
  scope.report(
    error(
      "invalid-value",
      item.path,
      "a policy variable in the resource is not well formed",
      "write `${key}` or `${key, 'default'}`",
    ),
  );
  return [];
}
