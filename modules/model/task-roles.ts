/** The task roles of a service. */
import type { ServicePart, TaskRoleModel } from "./model";

/** The service's own task role and those of manual runs; none where only another role of it is looked at. */
export function taskRolesOf({ taskRole, overrides = [] }: ServicePart): readonly TaskRoleModel[] {
  return taskRole === undefined ? [] : [taskRole, ...overrides];
}
