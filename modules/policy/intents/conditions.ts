/** Conditions put together. */
import type { Conditions, Statement } from "../statement";

/** Both conditions: operators and keys side by side. The two never name the same key under the same operator. */
export function both(left: Conditions, right: Conditions): Conditions {
  const operators = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return Object.fromEntries(operators.map((operator) => [operator, { ...left[operator], ...right[operator] }]));
}

/**
 * The end of a grant, as a condition of the identity policy: no other kind of policy can end one
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws-dates.html).
 */
export function deadline(until: string | undefined): Conditions {
  return until === undefined ? {} : { DateLessThan: { "aws:CurrentTime": [until] } };
}

/** The `Condition` of a statement: absent when there is none. */
export function present(conditions: Conditions): Pick<Statement, "Condition"> {
  return Object.keys(conditions).length === 0 ? {} : { Condition: conditions };
}
