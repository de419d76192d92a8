/** Services: cluster and launch type, containers and volumes, roles. */
import { error, type Path, quote } from "../problem";
import type { ServiceSpec } from "../spec/schema";
import { resolveAccess } from "./access/resolve";
import { compact } from "./compact";
import { resolveContainer } from "./container";
import { declaredNames } from "./declared-names";
import { resolveDeployment } from "./deployment";
import type { Repositories } from "./image-source";
import { logGroupArn } from "./logging";
import type { Cluster, Exec, ExecutionRole, Service, Tags, TaskRole } from "./model";
import { resolveRole } from "./role";
import { runtimeOf } from "./runtime";
import type { StackScope } from "./stack-scope";
import { show, text } from "./text";
import { resolveVolume } from "./volume";

/** What services need of the rest of the platform. */
export interface ServiceSurroundings {
  readonly clusters: ReadonlyMap<string, Cluster>;
  readonly repositories: Repositories;
  /** Declared execution roles that services share, by account, region and name. */
  readonly sharedRoles: Map<string, ExecutionRole>;
}

/** One service. Problem codes: those of everything in it, `wrong-trust`, `unknown-reference`, `network-mode`, `launch-type`. */
export function resolveService(
  scope: StackScope,
  around: ServiceSurroundings,
  name: string,
  spec: ServiceSpec,
  cluster: Cluster,
): Service {
  const path: Path = ["services", name];
  const tags = { ...scope.declared.account.tags, ...spec.tags };
  const runtime = runtimeOf(scope, spec, cluster, path);
  const owner = {
    service: name,
    tags,
    launchType: runtime.launchType,
    networkMode: runtime.networkMode,
    hasMemory: runtime.memory !== undefined,
    exec: spec.exec,
    logs: spec.logs,
    logsPath: spec.logs === undefined ? path : [...path, "logs"],
  };
  if (Object.keys(spec.containers).length === 0) {
    scope.report(
      error(
        "missing-key",
        [...path, "containers"],
        `service ${quote(name)} has no container`,
        "a task has at least one container",
      ),
    );
  }
  const containers = sorted(spec.containers).flatMap(
    ([key, container]) => resolveContainer(scope, around.repositories, owner, key, container, [...path, "containers", key]) ?? [],
  );
  const volumes = sorted(spec.volumes).flatMap(
    ([key, volume]) => resolveVolume(scope, key, volume, [...path, "volumes", key]) ?? [],
  );
  const deployment =
    spec.deployment === undefined
      ? undefined
      : resolveDeployment(scope, spec.deployment, { name, ...runtime, containers: Object.keys(spec.containers) }, [
          ...path,
          "deployment",
        ]);
  const infrastructure = volumes.some((volume) => volume.kind === "ebs") || deployment?.serviceConnect?.tls !== undefined;
  return {
    name,
    path,
    place: scope.place,
    cluster: { name: cluster.name, arn: cluster.arn, key: cluster.key },
    ...runtime,
    family: spec.family ?? `${scope.platform}-${name}`,
    containers,
    volumes,
    taskRole: taskRole(scope, name, spec, path, tags),
    overrides: sorted(spec.taskRoleOverrides).map(([key, override]) => overrideRole(scope, name, key, override, path, tags)),
    executionRole: executionRole(scope, around, name, spec, path, tags),
    tags,
    ...compact({
      exec: spec.exec ? execOf(scope, cluster, [...path, "exec"]) : undefined,
      infrastructureRole: infrastructure
        ? resolveRole(scope, { parts: [scope.platform, name, "infrastructure"], tags, path })
        : undefined,
      deployment,
    }),
  };
}

/** The entries of a record, by name, so that the order of the platform file does not matter. */
export function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function accessOf(scope: StackScope, items: ServiceSpec["access"], path: Path): TaskRole["access"] {
  return items.flatMap((item, index) => resolveAccess(item, [...path, "access", index], scope) ?? []);
}

function taskRole(scope: StackScope, name: string, spec: ServiceSpec, path: Path, tags: Tags): TaskRole {
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
): TaskRole {
  const at = [...path, "taskRoleOverrides", key];
  const role = resolveRole(scope, { parts: [scope.platform, name, key, "task"], tags, path: at });
  return { role, override: key, access: accessOf(scope, spec.access, at), selfAssume: false };
}

function executionRole(
  scope: StackScope,
  around: ServiceSurroundings,
  name: string,
  spec: ServiceSpec,
  path: Path,
  tags: Tags,
): ExecutionRole {
  const { shared, existing, sourceConditions, trust } = spec.executionRole;
  const at = [...path, "executionRole"];
  checkTrust(scope, trust, [...at, "trust"]);
  if (shared === undefined) {
    const parts = [scope.platform, name, "execution"];
    const role = resolveRole(scope, { ...spec.executionRole, parts, tags: { ...tags, ...spec.executionRole.tags }, path });
    return { role, services: [name], sourceConditions };
  }
  if (existing !== undefined || spec.executionRole.name !== undefined) {
    const help = "every service that names the same `shared` gets one role, called `<platform>-<shared>-execution`";
    scope.report(error("invalid-value", at, "`shared` excludes `name` and `existing`", help));
  }
  const id = [show(scope.declared.id), show(scope.place.region), shared].join("/");
  const known = around.sharedRoles.get(id);
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
  around.sharedRoles.set(id, merged);
  return merged;
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
function checkTrust(scope: StackScope, principal: string, path: Path): void {
  if (principal === "ecs-tasks.amazonaws.com") return;
  const why = principal.startsWith("ec2.") ? " (that one assumes container instance roles)" : "";
  const help = `ECS assumes task and execution roles as \`ecs-tasks.amazonaws.com\`; leave \`trust\` out${why}`;
  scope.report(error("wrong-trust", path, `tasks cannot run with a role that ${quote(principal)} assumes`, help));
}

/** What ECS Exec needs of a task role, as its cluster logs sessions (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html). */
function execOf(scope: StackScope, cluster: Cluster, path: Path): Exec {
  const { logGroup, bucket, key } = cluster.exec ?? {};
  return compact({
    path,
    logGroupArn: logGroup === undefined ? undefined : logGroupArn(scope, logGroup, scope.place.region),
    bucket:
      bucket === undefined
        ? undefined
        : compact({ arn: text`arn:${scope.place.partition}:s3:::${bucket.name}`, prefix: bucket.prefix }),
    key,
  });
}

/** The cluster of a service, or undefined with `unknown-reference`. */
export function clusterOf(
  clusters: ReadonlyMap<string, Cluster>,
  name: string,
  spec: ServiceSpec,
  report: StackScope["report"],
): Cluster | undefined {
  const cluster = clusters.get(spec.cluster);
  if (cluster === undefined) {
    const help = declaredNames("clusters", spec.cluster, clusters.keys());
    report(error("unknown-reference", ["services", name, "cluster"], `no cluster ${quote(spec.cluster)}`, help));
  }
  return cluster;
}
