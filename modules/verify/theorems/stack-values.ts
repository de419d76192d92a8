/** Late values where several stacks are looked at together: each stack is a Terraform root with variables of its own. */
import { concat, isLate, type Late, partsOf, type Text } from "../../iam/text";
import type { RoleStack } from "../../model/model";
import type { ProvenRole } from "./proven-role";

/** How texts of one stack are called among those of others: `var.key` of two stacks are two values. */
export interface StackValues {
  readonly text: (value: Text) => Text;
  /** The same for a key of a text (`keyOf`). */
  readonly key: (key: string) => string;
}

const alone: StackValues = { text: (value) => value, key: (key) => key };

/** The names of late values by stack: as they are where there is but one stack, with the stack's name otherwise. */
export function stackValuesOf(roles: readonly ProvenRole[]): (stack: RoleStack) => StackValues {
  const names = new Set(roles.map(({ stack }) => stack.name));
  if (names.size <= 1) return () => alone;
  const made = new Map([...names].map((name) => [name, named(name)]));
  return ({ name }) => made.get(name) ?? alone;
}

function named(stack: string): StackValues {
  const called = (late: string): string => `${late} of ${stack}`;
  const part = (one: string | Late): Text => (typeof one !== "string" && isLate(one) ? { ...one, name: called(one.name) } : one);
  return {
    text: (value) => (typeof value === "string" ? value : concat(...partsOf(value).map(part))),
    key: (key) => (key.includes("\0") ? key.replaceAll(/\0([^\0]*)\0/g, (_, late: string) => `\0${called(late)}\0`) : key),
  };
}
