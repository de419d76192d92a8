/** The roles of a service: its task role and overrides, its execution role, its infrastructure role. */

import { sortedEntries } from "../collections";
import { showText } from "../iam/text";
import { error, type Path, quote } from "../problem";
import type { ServiceSpec } from "../spec/schema";
import { resolveAccess } from "./access/resolve";
import type { ExecutionRoleModel, ServiceModel, Tags, TaskRoleModel } from "./model";
import { resolveRole } from "./role";
import type { StackScope } from "./stack-scope";

/** What a service tells its roles. */
interface ServiceFacts {
  readonly path: Path;
  readonly tags: Tags;
  /** ECS manages volumes or certificates for the service. */
  readonly infrastructure: boolean;
}

/** The roles of a service; `shared` collects execution roles that are declared to be shared. Problem codes: `wrong-trust`, `invalid-value`, `invalid-arn`. */
export function resolveRoles(
  scope: StackScope,
  shared: Map<string, ExecutionRoleModel>,
  name: string,
  spec: ServiceSpec,
  { path, tags, infrastructure }: ServiceFacts,
): Pick<ServiceModel, "taskRole" | "overrides" | "executionRole" | "infrastructureRole"> {
  const parts = [scope.platform, name, "infrastructure"];
  return {
    taskRole: resolveTaskRole(scope, name, spec, path, tags),
    overrides: sortedEntries(spec.taskRoleOverrides).map(([key, override]) =>
      overrideRole(scope, name, key, override, path, tags),
    ),
    executionRole: resolveExecutionRole(scope, shared, name, spec, path, tags),
    ...(infrastructure ? { infrastructureRole: resolveRole(scope, { parts, tags, path }) } : {}),
  };
}

function accessOf(scope: StackScope, items: ServiceSpec["access"], path: Path): TaskRoleModel["access"] {
  return items.flatMap((item, index) => resolveAccess(item, [...path, "access", index], scope) ?? []);
}

/** The task role of a service. Problem codes: `wrong-trust`, `invalid-value`, `invalid-arn`, and those of access. */
export function resolveTaskRole(
  scope: StackScope,
  name: string,
  spec: Pick<ServiceSpec, "taskRole" | "access">,
  path: Path,
  tags: Tags,
): TaskRoleModel {
  const at = [...path, "taskRole"];
  checkTrust(scope, spec.taskRole.trust, [...at, "trust"]);
  if (spec.taskRole.existing !== undefined && spec.access.length > 0) {
    const help = "grant these permissions where that role is written, or leave out `existing`";
    scope.report(
      error("invalid-value", [...path, "access"], "an existing task role is not changed, so `access` must be empty", help),
    );
  }
  const role = resolveRole(scope, {
    ...spec.taskRole,
    parts: [scope.platform, name, "task"],
    tags: { ...tags, ...spec.taskRole.tags },
    path,
    at,
  });
  return { role, access: accessOf(scope, spec.access, path), selfAssume: spec.taskRole.selfAssume };
}

function overrideRole(
  scope: StackScope,
  name: string,
  key: string,
  spec: ServiceSpec["taskRoleOverrides"][string],
  path: Path,
  tags: Tags,
): TaskRoleModel {
  const at = [...path, "taskRoleOverrides", key];
  const role = resolveRole(scope, { parts: [scope.platform, name, key, "task"], tags, path: at });
  return { role, override: key, access: accessOf(scope, spec.access, at), selfAssume: false };
}

/** The execution role of a service, which others may share. Problem codes: `wrong-trust`, `invalid-value`, `invalid-arn`. */
export function resolveExecutionRole(
  scope: StackScope,
  sharedRoles: Map<string, ExecutionRoleModel>,
  name: string,
  spec: Pick<ServiceSpec, "executionRole">,
  path: Path,
  tags: Tags,
): ExecutionRoleModel {
  const { shared, existing, sourceConditions, trust } = spec.executionRole;
  const at = [...path, "executionRole"];
  checkTrust(scope, trust, [...at, "trust"]);
  if (shared === undefined) {
    const parts = [scope.platform, name, "execution"];
    const role = resolveRole(scope, { ...spec.executionRole, parts, tags: { ...tags, ...spec.executionRole.tags }, path, at });
    return { role, services: [name], sourceConditions };
  }
  if (existing !== undefined || spec.executionRole.name !== undefined || spec.executionRole.adopt) {
    const help = "every service that names the same `shared` gets one role, called `<platform>-<shared>-execution`";
    scope.report(error("invalid-value", at, "`shared` excludes `name`, `existing` and `adopt`", help));
  }
  const id = [showText(scope.declared.id), showText(scope.place.region), shared].join("/");
  const known = sharedRoles.get(id);
  const accountTags = { ...scope.declared.account.tags, ...spec.executionRole.tags };
  const role =
    known?.role ??
    resolveRole(scope, { parts: [scope.platform, shared, "execution"], tags: accountTags, path: [...at, "shared"] });
  const merged = {
    shared,
    role,
    services: [...(known?.services ?? []), name].sort(),
    sourceConditions: sourceConditions && (known?.sourceConditions ?? true),
  };
  sharedRoles.set(id, merged);
  return merged;
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
function checkTrust(scope: StackScope, principal: string, path: Path): void {
  if (principal === "ecs-tasks.amazonaws.com") return;
  const why = principal.startsWith("ec2.") ? " (that one assumes container instance roles)" : "";
  const help = `ECS assumes task and execution roles as \`ecs-tasks.amazonaws.com\`; leave \`trust\` out${why}`;
  scope.report(error("wrong-trust", path, `tasks cannot run with a role that ${quote(principal)} assumes`, help));
}
