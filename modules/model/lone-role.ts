/** Roles that are written without their service: a construct has one of them alone. */

import { compact, sortedEntries } from "../collections";
import type { Path, Report } from "../problem";
import type { ExecutionRoleSpec, TaskRoleSpec } from "../spec/role";
import type { Spec } from "../spec/schema";
import type { ResolvedAccountRegion } from "./accounts";
import { resolveContainerSources } from "./container";
import { execOf } from "./exec";
import type { Repositories } from "./image-source";
import type { ClusterModel, ExecutionRoleInputs, TaskRoleInputs } from "./model";
import { checkContainer } from "./rules/environment";
import { checkTags } from "./rules/tags";
import { resolveExecutionRole, resolveTaskRole } from "./service-roles";
import { type GivenLate, type StackScope, stackScope } from "./stack-scope";
import { resolveVolumes } from "./volume";

/** Where a lone role is, which tokens its options have, and to whom problems go. */
interface Surroundings {
  readonly resolved: ResolvedAccountRegion;
  readonly given: GivenLate;
  readonly report: Report;
}

/** Where a lone role is resolved; what is in `variables` and `lookups` afterwards has nowhere to be written. */
export type LoneRoleScope = StackScope;

/** The scope of the one account that there is. Problem codes: those of tags. */
export function loneRoleScope(spec: Spec, { resolved, given, report }: Surroundings): LoneRoleScope {
  checkTags(spec, [], report);
  const accounts = new Map([[resolved.declared.account.name, resolved.declared]]);
  return stackScope(spec, resolved, accounts, report, given);
}

/** What a task role is derived from; `exec` is how the cluster logs sessions. Problem codes: those of access, volumes and roles. */
export function resolveTaskRoleInputs(
  scope: StackScope,
  name: string,
  role: TaskRoleSpec,
  cluster: Pick<ClusterModel, "exec">,
): TaskRoleInputs {
  const path: Path = ["services", name];
  return {
    name,
    path,
    place: scope.place,
    taskRole: resolveTaskRole(scope, name, role, path, scope.declared.account.tags),
    overrides: [],
    volumes: resolveVolumes(scope, role.volumes, [...path, "volumes"]),
    ...(role.exec ? { exec: execOf(scope, cluster, [...path, "exec"]) } : {}),
    ...sharingAndDangers(role),
  };
}

/** What an execution role is derived from. Problem codes: those of images, secrets, files, logs, volumes and roles, and of the environment. */
export function resolveExecutionRoleInputs(
  scope: StackScope,
  name: string,
  role: ExecutionRoleSpec,
  repositories: Repositories,
): ExecutionRoleInputs {
  const path: Path = ["services", name];
  const { tags } = scope.declared.account;
  const owner = { service: name, tags, logs: role.logs, logsPath: role.logs === undefined ? path : [...path, "logs"] };
  const containers = sortedEntries(role.containers).flatMap(([key, container]) => {
    const at = [...path, "containers", key];
    checkContainer(container, at, scope.report);
    return resolveContainerSources(scope, repositories, owner, key, container, at) ?? [];
  });
  return {
    name,
    path,
    place: scope.place,
    executionRole: resolveExecutionRole(scope, new Map(), name, role, path, tags),
    containers,
    volumes: resolveVolumes(scope, role.volumes, [...path, "volumes"]),
    ...sharingAndDangers(role),
  };
}

function sharingAndDangers({ sharedWith, acknowledge }: Pick<TaskRoleSpec, "sharedWith" | "acknowledge">) {
  return compact({
    sharedWith: sharedWith.length === 0 ? undefined : sharedWith,
    acknowledge: acknowledge.length === 0 ? undefined : acknowledge,
  });
}
