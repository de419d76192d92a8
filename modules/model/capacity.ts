/** EC2 capacity: what its launch template, Auto Scaling group and container instance role need. */

import { compact } from "../collections";
import { error, type Path, quote } from "../problem";
import { endedSystems, isEnded } from "../spec/operating-system";
import type { CapacitySpec } from "../spec/schema";
import type { Capacity } from "./model";
import { resolveRole } from "./role";
import { roleName } from "./role-name";
import { isVariable } from "./scope";
import { keyOf, type StackScope, textOf } from "./stack-scope";

/** Which capacity of which cluster. */
export interface CapacityRequest {
  /** Name of the cluster in AWS. */
  readonly cluster: string;
  readonly clusterKey: string;
  readonly name: string;
  /** What its resources are called after. */
  readonly parts: readonly string[];
  readonly path: Path;
}

/**
 * One kind of capacity; what its services make of it (network modes) is added once they are known. Problem codes: `instance-role-access`,
 * `ended-platform`, `invalid-value`, `invalid-name`, and those of keys.
 */
export function resolveCapacity(scope: StackScope, request: CapacityRequest, spec: CapacitySpec): Capacity {
  const { name, cluster, path } = request;
  refuseAccess(scope, spec, path);
  checkSpec(scope, request, spec);
  const tags = { ...scope.declared.account.tags, ...spec.tags };
  const role = resolveRole(scope, { parts: [...request.parts, "instance"], tags, path });
  const { architecture, instanceTypes, min, max, spot, sessionManager, propagateInstanceTags, instanceTags } = spec;
  return {
    name,
    fullName: roleName(request.parts),
    path,
    cluster,
    role,
    instanceProfile: role.name,
    // Refused above; the rest of the file is still checked, against its successor.
    os: isEnded(spec.os) ? endedSystems[spec.os].successor : spec.os,
    ...{ architecture, instanceTypes, min, max, spot, sessionManager, propagateInstanceTags, instanceTags },
    ...referencesOf(scope, spec, path),
    attributes: spec.attributes,
    loggingDrivers: spec.loggingDrivers,
    agentSettings: spec.agent,
    acknowledge: spec.acknowledge,
    networkModes: [],
    serviceConnect: false,
    tags,
    ...compact({ variant: spec.variant, accelerator: spec.accelerator, extraUserData: spec.userData }),
  };
}

type References = Pick<Capacity, "subnets" | "securityGroups" | "rootVolume" | "image">;

function referencesOf(scope: StackScope, spec: CapacitySpec, path: Path): References {
  const ids = (option: "subnets" | "securityGroups", what: string) =>
    spec[option].map((value, index) =>
      textOf(scope, value, "id", [...path, option, index], `${what} of the container instances`),
    );
  const key = keyOf(scope, spec.volume.key, [...path, "volume", "key"], scope.place.region);
  const imageUse = "Machine image of the container instances";
  return {
    subnets: ids("subnets", "Subnet"),
    securityGroups: ids("securityGroups", "Security group"),
    rootVolume: { sizeGiB: spec.volume.sizeGiB, ...compact({ key, device: spec.volume.device }) },
    ...compact({ image: spec.image === undefined ? undefined : textOf(scope, spec.image, "id", [...path, "image"], imageUse) }),
  };
}

function refuseAccess(scope: StackScope, spec: CapacitySpec, path: Path): void {
  if (spec.access === undefined) return;
  const message = "application permissions on the container instance role reach every task on the host";
  const help = "move them to `access` of the services that need them: each service has a task role of its own";
  scope.report(error("instance-role-access", [...path, "access"], message, help));
}

function checkSpec(scope: StackScope, request: CapacityRequest, spec: CapacitySpec): void {
  const { path } = request;
  if (isEnded(spec.os)) {
    const { message, help } = endedSystems[spec.os];
    scope.report(error("ended-platform", [...path, "os"], message, help));
  }
  if (spec.min > spec.max) {
    scope.report(
      error("invalid-value", [...path, "min"], `\`min\` ${spec.min} is more than \`max\` ${spec.max}`, "`max` defaults to 10"),
    );
  }
  if (spec.image !== undefined && !isVariable(spec.image) && !/^ami-[0-9a-f]{8,17}$|^resolve:ssm:./.test(spec.image)) {
    const help = "image ids look like `ami-0123456789abcdef0`; `resolve:ssm:/my/parameter` is resolved when an instance starts";
    scope.report(error("invalid-value", [...path, "image"], `${quote(spec.image)} is not a machine image`, help));
  }
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCapacityProvider.html
  if (/^(?:aws|ecs|fargate)/i.test(request.parts[0] ?? "")) {
    const help = "AWS reserves capacity provider names that begin with `aws`, `ecs` and `fargate`; choose another `platform`";
    scope.report(
      error("invalid-name", ["platform"], `no capacity provider can be called ${quote(roleName(request.parts))}`, help),
    );
  }
}
