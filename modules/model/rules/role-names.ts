/** Role names are unique in an account, whatever their case and path (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */

import { showText } from "../../iam/text";
import { error, quote, type Report } from "../../problem";
import type { Model, Role, StackModel } from "../model";

/** Two roles that IAM could not tell apart. Problem code: `role-name-clash`. */
export function checkRoleNames(model: Model, report: Report): void {
  const taken = new Map<string, Role>();
  for (const stack of model.stacks) {
    for (const role of rolesOf(stack)) {
      if (role.existing) continue;
      const id = `${showText(stack.account.id)}/${role.name.toLowerCase()}`;
      const other = taken.get(id);
      if (other === undefined) taken.set(id, role);
      else if (other !== role) {
        const help =
          "give one of them a `name` of its own; long names are cut to 64 characters, and IAM does not tell cases apart";
        report(
          error(
            "role-name-clash",
            role.path,
            `two roles of account ${showText(stack.account.id)} are called ${quote(role.name)}`,
            help,
          ),
        );
      }
    }
  }
}

/** Every role that a stack writes or refers to. */
function rolesOf(stack: StackModel): readonly Role[] {
  return [
    ...stack.clusters.flatMap((cluster) => cluster.capacities.map((capacity) => capacity.role)),
    ...stack.executionRoles.map(({ role }) => role),
    ...stack.services.flatMap((service) => [
      service.taskRole.role,
      ...service.overrides.map(({ role }) => role),
      ...(service.infrastructureRole === undefined ? [] : [service.infrastructureRole]),
    ]),
  ];
}
