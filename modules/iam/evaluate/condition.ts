/** Conditions of a statement against the request context. */
import { fold, type Glob, type Letter } from "../glob";
import { matchesValue } from "./comparison";
import type { Condition } from "./document";
import { spells } from "./letters";
import type { PreparedRequest } from "./prepared-request";
import { isGlob, resolve } from "./template";

type Values = readonly (readonly Letter[])[];

/**
 * Whether a condition holds. Several values in the policy are alternatives, or for a negated operator exclusions (NOR)
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html). A
 * missing key makes an operator false, a negated one and `IfExists` true.
 */
export function holds(condition: Condition, prepared: PreparedRequest): boolean {
  const { operator, key } = condition;
  const values = prepared.values(key) ?? [];
  if (operator.family === "null") return holdsNull(condition, values);
  if (operator.quantifier !== undefined) return holdsForSet(condition, values, prepared);
  const [only, ...more] = values;
  if (only === undefined) return operator.ifExists || operator.negated;
  // a key with several values needs a set operator; without one its values "do not match"
  if (more.length > 0) return operator.negated;
  return test(condition, only, prepared);
}

/**
 * `ForAllValues` and `ForAnyValue`
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html): over no
 * values at all, or nothing but empty strings, the first is true and the second false.
 */
function holdsForSet(condition: Condition, values: Values, prepared: PreparedRequest): boolean {
  const { operator } = condition;
  if (values.length === 0 && operator.ifExists) return true;
  const set = isNull(values) ? [] : values;
  const holdsFor = (value: readonly Letter[]): boolean => test(condition, value, prepared);
  return operator.quantifier === "all" ? set.every(holdsFor) : set.some(holdsFor);
}

/**
 * `Null: true` asks that the key be absent, or present without a value
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null).
 */
function holdsNull({ values: policy }: Condition, values: Values): boolean {
  const expected = isNull(values) ? "true" : "false";
  return policy.some((value) => isGlob(value) && spells(fold(value), expected));
}

function isNull(values: Values): boolean {
  return values.every((value) => value.length === 0);
}

/** One value of the request against all of the policy. */
function test({ operator, values }: Condition, requested: readonly Letter[], prepared: PreparedRequest): boolean {
  const matched = values.some((value) => {
    const glob = resolve(value, lookup(prepared));
    return glob !== undefined && matchesValue(operator, requested, glob);
  });
  return matched !== operator.negated;
}

/** What a policy variable stands for: the only value of its key; "you can't use a multivalued condition key as a variable". */
export function lookup(prepared: PreparedRequest): (key: string) => Glob | undefined {
  return (key) => {
    const [only, ...more] = prepared.values(key) ?? [];
    return more.length === 0 ? only : undefined;
  };
}
