/** What the resolvers of a stage share: the place they resolve for, and how names become values. */

import type { Late, LateType, Text } from "../iam/text";
import type { Path, Report } from "../problem";
import type { AccountRegion } from "./model";

/** A variable as the platform file writes it: `{ var: name }`. */
export interface VariableReference {
  readonly var: string;
  readonly description?: string | undefined;
  readonly default?: string | undefined;
}

/** A value or a variable. */
export type OrVariable = string | VariableReference;

/** Resolution for one place. Every method reports its problems itself and returns undefined after one. */
export interface ModelScope {
  readonly platform: string;
  readonly organization?: string;
  readonly place: AccountRegion;
  readonly report: Report;
  /** Declares the variable in the stack and returns its late value. `use` becomes its description: "bucket of `s3`". Code: variable-clash. */
  variable(reference: VariableReference, type: LateType, path: Path, use: string): Late;
  /** The key ARN behind a name of `keys`, an ARN or a variable. Codes: unknown-reference, invalid-arn. */
  key(reference: OrVariable, path: Path): Text | undefined;
  /** The id of an account by its name in `accounts` or its twelve digits. Code: unknown-reference. */
  account(reference: string, path: Path): Text | undefined;
}

/** Whether a reference is a variable. */
export function isVariable(reference: OrVariable): reference is VariableReference {
  return typeof reference !== "string";
}
