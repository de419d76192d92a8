/** Model -> what an instance starts with: the user data and the machine image of every EC2 capacity. */

import type { Text } from "../iam/text";
import type { Capacity, StackModel } from "../model/model";
import { error, quote, type Report } from "../problem";
import type { AgentConfiguration } from "./configuration";
import { systems } from "./os/systems";
import { renderUserData } from "./user-data";

/** What the launch template of a capacity takes from the agent stage. */
export interface InstanceStart {
  /** Complete user data, not encoded. */
  readonly userData: string;
  /** `resolve:ssm:...` of the recommended image, or the user's own image id. */
  readonly imageId: Text;
  /** Device name of the image's root volume; `dataDevice` is that of a second one, which holds the containers. */
  readonly rootDevice: string;
  readonly dataDevice?: string;
}

/**
 * User data and image of every capacity of a stack, by the capacity's full name; one with a problem is left out. Problem codes: those of
 * `renderUserData`, those of the system's recommended image, and `missing-key` for a system that has none.
 */
export function planUserData(stack: StackModel, report: Report): ReadonlyMap<string, InstanceStart> {
  const starts = new Map<string, InstanceStart>();
  for (const capacity of stack.clusters.flatMap((cluster) => cluster.capacities)) {
    const start = startOf(capacity, report);
    if (start !== undefined) starts.set(capacity.fullName, start);
  }
  return starts;
}

function startOf(capacity: Capacity, report: Report): InstanceStart | undefined {
  const { path, os, variant, extraUserData } = capacity;
  const imageId = imageOf(capacity, report);
  const userData = renderUserData(
    {
      os,
      configuration: configurationOf(capacity),
      paths: { configuration: path, extra: [...path, "userData"] },
      ...(variant === undefined ? {} : { variant }),
      ...(extraUserData === undefined ? {} : { extra: extraUserData }),
      uncheckedAcknowledged: (capacity.acknowledge ?? []).map((_, index) => [...path, "acknowledge", index, "id"]),
    },
    report,
  );
  return imageId === undefined || userData === undefined ? undefined : { userData, imageId, ...devicesOf(capacity) };
}

/** The user's own image, or the recommended one. Reports `missing-key` where there is none to recommend. */
function imageOf(capacity: Capacity, report: Report): Text | undefined {
  const { os, architecture, accelerator, variant, path } = capacity;
  if (capacity.image !== undefined) return capacity.image;
  const { imageParameter } = systems[os];
  if (imageParameter === "none") {
    report(error("missing-key", path, `${quote(`os: ${os}`)} has no machine image`, "add `image`, the id of your machine image"));
    return undefined;
  }
  const request = { architecture, path, ...(accelerator === undefined ? {} : { accelerator }) };
  const parameter = imageParameter({ ...request, ...(variant === undefined ? {} : { variant }) }, report);
  // EC2 resolves the parameter when an instance starts, so that a launch template need not change for a new image.
  return parameter === undefined ? undefined : `resolve:ssm:${parameter}`;
}

function devicesOf({ os, rootVolume }: Capacity): Pick<InstanceStart, "rootDevice" | "dataDevice"> {
  const { root, data } = systems[os].devices;
  return { rootDevice: rootVolume.device ?? root, ...(data === undefined ? {} : { dataDevice: data }) };
}

function configurationOf(capacity: Capacity): AgentConfiguration {
  const modes = capacity.networkModes;
  return {
    cluster: capacity.cluster,
    taskRoles: true,
    hostModeTaskRoles: modes.includes("host"),
    taskEni: modes.includes("awsvpc"),
    blockInstanceMetadata: true,
    executionRoleLogs: true,
    spotDraining: capacity.spot,
    bridgeFirewall: modes.includes("bridge"),
    loggingDrivers: capacity.loggingDrivers,
    instanceTags: capacity.instanceTags,
    propagateTagsFromInstance: capacity.propagateInstanceTags,
    instanceAttributes: capacity.attributes,
    settings: capacity.agentSettings,
  };
}
