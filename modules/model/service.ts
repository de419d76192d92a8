/** Services: cluster and launch type, containers and volumes, roles. */

import { compact, sortedEntries } from "../collections";
import { error, type Path, quote } from "../problem";
import type { ServiceSpec } from "../spec/schema";
import { resolveContainer } from "./container";
import { declaredNames } from "./declared-names";
import { resolveDeployment } from "./deployment";
import { execOf } from "./exec";
import type { Repositories } from "./image-source";
import type { ClusterModel, ExecutionRoleModel, ServiceModel } from "./model";
import { type Runtime, runtimeOf } from "./runtime";
import { resolveRoles } from "./service-roles";
import type { StackScope } from "./stack-scope";
import { resolveVolumes } from "./volume";

/** What services need of the rest of the platform. */
export interface ServiceSurroundings {
  readonly clusters: ReadonlyMap<string, ClusterModel>;
  readonly repositories: Repositories;
  /** Declared execution roles that services share, by account, region and name. */
  readonly sharedRoles: Map<string, ExecutionRoleModel>;
}

/** One service. Problem codes: those of everything in it, `wrong-trust`, `unknown-reference`, `network-mode`, `launch-type`. */
export function resolveService(
  scope: StackScope,
  around: ServiceSurroundings,
  name: string,
  spec: ServiceSpec,
  cluster: ClusterModel,
): ServiceModel {
  const path: Path = ["services", name];
  const tags = { ...scope.declared.account.tags, ...spec.tags };
  const runtime = runtimeOf(scope, spec, cluster, path);
  const containers = containersOf(scope, around, name, spec, runtime);
  const volumes = resolveVolumes(scope, spec.volumes, [...path, "volumes"]);
  const deployed = { name, ...runtime, containers: Object.keys(spec.containers) };
  const deployment =
    spec.deployment === undefined ? undefined : resolveDeployment(scope, spec.deployment, deployed, [...path, "deployment"]);
  const infrastructure = volumes.some((volume) => volume.kind === "ebs") || deployment?.serviceConnect?.tls !== undefined;
  const exec = spec.exec ? execOf(scope, cluster, [...path, "exec"]) : undefined;
  return {
    name,
    path,
    place: scope.place,
    cluster: { name: cluster.name, arn: cluster.arn, key: cluster.key },
    ...runtime,
    family: spec.family ?? `${scope.platform}-${name}`,
    containers,
    volumes,
    ...resolveRoles(scope, around.sharedRoles, name, spec, { path, tags, infrastructure }),
    tags,
    ...compact({ renamed: spec.renamed, exec, deployment }),
    ...compact({ sharedWith: present(spec.sharedWith), acknowledge: present(spec.acknowledge) }),
  };
}

function present<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function containersOf(
  scope: StackScope,
  around: ServiceSurroundings,
  name: string,
  spec: ServiceSpec,
  { launchType, networkMode, memory }: Runtime,
): ServiceModel["containers"] {
  const path: Path = ["services", name];
  if (Object.keys(spec.containers).length === 0) {
    const message = `service ${quote(name)} has no container`;
    scope.report(error("missing-key", [...path, "containers"], message, "a task has at least one container"));
  }
  const owner = {
    service: name,
    ...compact({ renamed: spec.renamed }),
    tags: { ...scope.declared.account.tags, ...spec.tags },
    launchType,
    networkMode,
    hasMemory: memory !== undefined,
    exec: spec.exec,
    logs: spec.logs,
    logsPath: spec.logs === undefined ? path : [...path, "logs"],
  };
  return sortedEntries(spec.containers).flatMap(
    ([key, container]) => resolveContainer(scope, around.repositories, owner, key, container, [...path, "containers", key]) ?? [],
  );
}

/** The cluster of a service, or undefined with `unknown-reference`. */
export function clusterOf(
  clusters: ReadonlyMap<string, ClusterModel>,
  name: string,
  spec: ServiceSpec,
  report: StackScope["report"],
): ClusterModel | undefined {
  const cluster = clusters.get(spec.cluster);
  if (cluster === undefined) {
    const help = declaredNames("clusters", spec.cluster, clusters.keys());
    report(error("unknown-reference", ["services", name, "cluster"], `no cluster ${quote(spec.cluster)}`, help));
  }
  return cluster;
}
