/** Actions of which the platform file says that AWS has them. */
import type { ServicePart } from "./model";
import { taskRolesOf } from "./task-roles";

/** What statements of these services call `unchecked`, in lower case. */
export function uncheckedActions(services: readonly ServicePart[]): ReadonlySet<string> {
  const items = services.flatMap(taskRolesOf).flatMap(({ access }) => access);
  const named = items.flatMap((item) => (item.intent === "statement" ? item.unchecked : []));
  return new Set(named.map((action) => action.toLowerCase()));
}
