/** Reads the `Condition` element. */

import { isObject } from "../../collections";
import { error, type Path, quote, warning } from "../../problem";
import { partsOf } from "../text";
import { isReadable } from "./comparison";
import type { Condition, Template } from "./document";
import { type Operator, operatorNames, operatorOf, takesVariables, takesWildcards } from "./operator";
import { type Item, itemsOf, type Scope, textAt, typeName } from "./reading";
import { isGlob, template } from "./template";

/**
 * The conditions of a `Condition` element, one for each operator and key
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html). Problems: `wrong-type`,
 * `unknown-operator`, `duplicate-key` (keys have no case), `invalid-value`; a warning for a value that the operator cannot read and
 * which therefore never matches, and `policy-version` for a variable that version 2008-10-17 takes literally.
 */
export function readConditions({ value, path }: Item, scope: Scope): readonly Condition[] {
  if (!isObject(value)) {
    scope.report(error("wrong-type", path, `expected an object of operators, found ${typeName(value)}`));
    return [];
  }
  return Object.entries(value).flatMap(([name, block]) => {
    const operator = operatorOf(name);
    if (operator === undefined) {
      scope.report(error("unknown-operator", [...path, name], `unknown condition operator ${quote(name)}`, suggestion(name)));
      return [];
    }
    return readBlock(operator, { value: block, path: [...path, name] }, scope);
  });
}

function suggestion(name: string): string {
  const bare = name.slice(name.indexOf(":") + 1).toLowerCase();
  const meant = operatorNames.find((known) => bare.startsWith(known.toLowerCase()) && !bare.startsWith("null"));
  if (meant === undefined)
    return "see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html";
  return `an operator is written ${quote(meant)}, ${quote(`${meant}IfExists`)}, ${quote(`ForAnyValue:${meant}`)} or ${quote(`ForAllValues:${meant}`)}`;
}

function readBlock(operator: Operator, { value, path }: Item, scope: Scope): readonly Condition[] {
  if (!isObject(value)) {
    scope.report(error("wrong-type", path, `expected an object of condition keys, found ${typeName(value)}`));
    return [];
  }
  const seen = new Set<string>();
  return Object.entries(value).map(([name, values]) => {
    const key = name.toLowerCase();
    const place = [...path, name];
    if (seen.has(key))
      scope.report(error("duplicate-key", place, `the condition key ${quote(name)} appears twice`, "keys have no case"));
    if (!name.includes(":")) {
      scope.report(
        error("invalid-value", place, `${quote(name)} is not a condition key`, "a key has a prefix, as in `aws:SourceIp`"),
      );
    }
    seen.add(key);
    return { operator, key, name, values: readValues(operator, values, place, scope) };
  });
}

function readValues(operator: Operator, value: unknown, path: Path, scope: Scope): readonly Template[] {
  return itemsOf(value, path, scope).flatMap((item) => {
    const text = textAt(isScalar(item.value) ? { ...item, value: String(item.value) } : item, scope);
    if (text === undefined) return [];
    const variables = takesVariables(operator) && scope.version === "2012-10-17";
    const parsed = template(text, { wildcards: takesWildcards(operator), variables });
    if (parsed === undefined) {
      scope.report(
        error(
          "invalid-value",
          item.path,
          "a policy variable in the value is not well formed",
          "write `${key}` or `${key, 'default'}`",
        ),
      );
      return [];
    }
    if (takesVariables(operator) && !variables) warnOfVariables(partsOf(text), item.path, scope);
    if (isGlob(parsed) && !isReadable(operator, parsed)) {
      scope.report(
        warning("invalid-value", item.path, `${quote(operator.name)} cannot read this value, which therefore never matches`),
      );
    }
    return [parsed];
  });
}

/** Numbers and booleans are accepted without quotes. */
function isScalar(value: unknown): value is number | boolean {
  return typeof value === "number" || typeof value === "boolean";
}

/** Warns (`policy-version`) of `${` in a version 2008-10-17 document, where it is plain text. */
export function warnOfVariables(parts: readonly unknown[], path: Path, { report }: Scope): void {
  if (!parts.some((part) => typeof part === "string" && part.includes("${"))) return;
  const help = 'add "Version": "2012-10-17" if this is meant as a policy variable';
  report(warning("policy-version", path, "version 2008-10-17 has no policy variables: `${` is plain text here", help));
}
