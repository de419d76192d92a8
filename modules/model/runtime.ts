/** What a task runs on: launch type, network mode, operating system, size. */

import { compact } from "../collections";
import { error, type Path, quote } from "../problem";
import { operatingSystems } from "../spec/operating-system";
import type { ServiceSpec } from "../spec/schema";
import { declaredNames } from "./declared-names";
import type { Capacity, ClusterModel, ServiceModel } from "./model";
import type { StackScope } from "./stack-scope";

/** The part of a service that says what it runs on. */
export type Runtime = Pick<
  ServiceModel,
  "capacityProvider" | "launchType" | "networkMode" | "os" | "osFamily" | "architecture" | "cpu" | "memory"
>;

/** Defaults made explicit, contradictions reported. Problem codes: `unknown-reference`, `missing-key`, `launch-type`, `network-mode`, `operating-system`. */
export function runtimeOf(scope: StackScope, spec: ServiceSpec, cluster: ClusterModel, path: Path): Runtime {
  const launchType = spec.launchType ?? (cluster.capacities.length > 0 ? "ec2" : "fargate");
  const capacity = launchType === "ec2" ? capacityOf(scope, spec, cluster, path) : undefined;
  if (launchType === "fargate" && spec.capacity !== undefined) {
    scope.report(
      error(
        "launch-type",
        [...path, "capacity"],
        "Fargate tasks run on no `capacity` of the cluster",
        "leave it out, or use `launchType: ec2`",
      ),
    );
  }
  const os = spec.os ?? containersOf(capacity) ?? "linux";
  const networkMode = spec.networkMode ?? (launchType === "ec2" && os === "windows" ? "default" : "awsvpc");
  const architecture = spec.architecture ?? capacity?.architecture ?? "x86_64";
  checkCapacity(scope, { os, architecture }, capacity, path);
  checkNetworkMode(scope, { launchType, os, networkMode }, path);
  const fargate = launchType === "fargate";
  const cpu = spec.cpu ?? (fargate ? (os === "windows" ? 1024 : 256) : undefined);
  const memory = spec.memory ?? (fargate ? (os === "windows" ? 2048 : 512) : undefined);
  const osFamily = fargate ? fargateFamily(spec, os) : undefined;
  return {
    launchType,
    networkMode,
    os,
    architecture,
    ...compact({ capacityProvider: capacity?.fullName, cpu, memory, osFamily }),
  };
}

function capacityOf(scope: StackScope, spec: ServiceSpec, cluster: ClusterModel, path: Path): Capacity | undefined {
  if (cluster.capacities.length === 0) {
    if (!cluster.existing) {
      const help = "add `ec2` or `capacity` to the cluster, or use `launchType: fargate`";
      scope.report(error("launch-type", [...path, "launchType"], `cluster ${quote(cluster.key)} has no EC2 capacity`, help));
    }
    return undefined;
  }
  const names = cluster.capacities.map((capacity) => capacity.name);
  if (spec.capacity === undefined && cluster.capacities.length === 1) return cluster.capacities[0];
  const capacity = cluster.capacities.find((candidate) => candidate.name === spec.capacity);
  if (capacity === undefined && spec.capacity === undefined) {
    scope.report(
      error(
        "missing-key",
        path,
        `cluster ${quote(cluster.key)} has several kinds of capacity`,
        `add \`capacity\`, one of: ${names.map(quote).join(", ")}`,
      ),
    );
  } else if (capacity === undefined) {
    scope.report(
      error(
        "unknown-reference",
        [...path, "capacity"],
        `no capacity ${quote(spec.capacity ?? "")}`,
        declaredNames("kinds of capacity", spec.capacity ?? "", names),
      ),
    );
  }
  return capacity;
}

/** The operating system family of a capacity's containers, where that is known. */
function containersOf(capacity: Capacity | undefined): "linux" | "windows" | undefined {
  const containers = capacity && operatingSystems[capacity.os].containers;
  return containers === "unknown" ? undefined : containers;
}

function checkCapacity(
  scope: StackScope,
  task: Pick<Runtime, "os" | "architecture">,
  capacity: Capacity | undefined,
  path: Path,
): void {
  const os = containersOf(capacity);
  if (capacity === undefined || os === undefined) return;
  if (task.os !== os) {
    scope.report(
      error(
        "operating-system",
        [...path, "os"],
        `capacity ${quote(capacity.name)} runs ${os} containers`,
        "leave `os` out, or choose another `capacity`",
      ),
    );
  }
  if (task.architecture !== capacity.architecture) {
    const message = `capacity ${quote(capacity.name)} has ${capacity.architecture} instances`;
    scope.report(
      error("operating-system", [...path, "architecture"], message, "leave `architecture` out, or choose another `capacity`"),
    );
  }
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#network_mode
function checkNetworkMode(scope: StackScope, task: Pick<Runtime, "launchType" | "os" | "networkMode">, path: Path): void {
  const at = [...path, "networkMode"];
  if (task.launchType === "fargate" && task.networkMode !== "awsvpc") {
    scope.report(
      error(
        "network-mode",
        at,
        `Fargate tasks cannot use ${quote(task.networkMode)}`,
        "leave `networkMode` out: Fargate has `awsvpc` only",
      ),
    );
  } else if (
    task.os === "windows" &&
    (task.networkMode === "bridge" || task.networkMode === "host" || task.networkMode === "none")
  ) {
    scope.report(
      error("network-mode", at, `Windows tasks cannot use ${quote(task.networkMode)}`, "use `default` (NAT) or `awsvpc`"),
    );
  } else if (task.os === "linux" && task.networkMode === "default") {
    scope.report(error("network-mode", at, "`default` is a network mode of Windows", "use `awsvpc`, or `bridge` on EC2"));
  }
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#runtime-platform
function fargateFamily(spec: ServiceSpec, os: "linux" | "windows"): string {
  if (os === "linux") return "LINUX";
  const [year = "", kind = ""] = (spec.windowsRelease ?? "2022-core").split("-");
  return `WINDOWS_SERVER_${year}_${kind.toUpperCase()}`;
}
