/** What keeps Terraform's state when addresses change or roles are taken over. */
import type { StackPolicies } from "../policy/policy-set";
import type { Addresses } from "./address";
import { addressOf, type Resource } from "./resource";

/** A `moved` block: a resource has another address now. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** An `import` block: what has this id in AWS is managed at this address from now on. */
export interface Adoption {
  readonly to: string;
  readonly id: string;
}

/** The moves between two plans of one stack, which differ in nothing but addresses; resources stand in one order in both. */
export function movesBetween(before: readonly Resource[], after: readonly Resource[]): readonly Move[] {
  return after.flatMap((resource, index): Move[] => {
    const former = before[index];
    if (former === undefined || former.id === resource.id) return [];
    return [{ from: addressOf(former), to: addressOf(resource) }];
  });
}

/** The roles of a stack that exist already and are adopted; IAM knows a role by its name, whatever its path. */
export function adoptions({ roles }: StackPolicies, addresses: Addresses): readonly Adoption[] {
  return roles.flatMap(({ role }): Adoption[] => {
    const id = addresses.roles.get(role.name);
    return role.adopt === undefined || id === undefined ? [] : [{ to: addressOf({ type: "aws_iam_role", id }), id: role.name }];
  });
}
