/** Role names are unique in an account, whatever their case and path (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */

import { showText } from "../../iam/text";
import { error, quote, type Report } from "../../problem";
import type { Model, Role, StackModel } from "../model";

/**
 * Two roles that IAM could not tell apart, and an existing role that this platform writes: nobody could say then what its tasks may do, and whoever
 * manages it twice has one of the two undone. Problem code: `role-name-clash`.
 */
export function checkRoleNames(model: Model, report: Report): void {
  const taken = new Map<string, Role>();
  const all = model.stacks.flatMap((stack) => rolesOf(stack).map((role) => ({ stack, role, id: idOf(stack, role) })));
  for (const { stack, role, id } of all.filter((one) => !one.role.existing)) {
    const other = taken.get(id);
    if (other === undefined) taken.set(id, role);
    else if (other !== role) report(clash(stack, role));
  }
  for (const { role, id } of all.filter((one) => one.role.existing)) {
    const own = taken.get(id);
    if (own !== undefined) report(notForeign(role, own));
  }
}

function idOf({ account }: StackModel, { name }: Role): string {
  return `${showText(account.id)}/${name.toLowerCase()}`;
}

function clash({ account }: StackModel, { name, path }: Role) {
  const help = "give one of them a `name` of its own; long names are cut to 64 characters, and IAM does not tell cases apart";
  return error("role-name-clash", path, `two roles of account ${showText(account.id)} are called ${quote(name)}`, help);
}

function notForeign({ name, path }: Role, own: Role) {
  const writer = own.path.slice(0, 2).map(String).join(".");
  const help =
    "services share an execution role by `executionRole: { shared: NAME }`; a task role belongs to one service: leave out `existing`, or give the written role another `name`";
  return error(
    "role-name-clash",
    [...path, "existing"],
    `role ${quote(name)} is one that this platform writes, for ${quote(writer)}`,
    help,
  );
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
