/** Model -> what an instance starts with: the user data and the machine image of every EC2 capacity. */

import type { Text } from "../iam/text";
import type { Capacity, StackModel } from "../model/model";
import type { Report } from "../problem";
import type { AgentConfiguration } from "./configuration";
import { imageParameter } from "./image-parameter";
import { renderUserData } from "./user-data";

/** What the launch template of a capacity takes from the agent stage. */
export interface InstanceStart {
  /** Complete user data, not encoded. */
  readonly userData: string;
  /** `resolve:ssm:...` of the recommended image, or the user's own image id. */
  readonly imageId: Text;
  /** Device name of the image's root volume; Bottlerocket's data volume is `dataDevice`. */
  readonly rootDevice: string;
  readonly dataDevice?: string;
}

/**
 * User data and image of every capacity of a stack, by the capacity's full name; one with a problem is left out. Problem codes: those of
 * `renderUserData` and `imageParameter`.
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
    },
    report,
  );
  return imageId === undefined || userData === undefined ? undefined : { userData, imageId, ...devicesOf(capacity) };
}

function imageOf(capacity: Capacity, report: Report): Text | undefined {
  const { os, architecture, accelerator, variant, path } = capacity;
  if (capacity.image !== undefined || os === "custom") return capacity.image;
  const request = { os, architecture, path, ...(accelerator === undefined ? {} : { accelerator }) };
  const parameter = imageParameter({ ...request, ...(variant === undefined ? {} : { variant }) }, report);
  // EC2 resolves the parameter when an instance starts, so that a launch template need not change for a new image.
  return parameter === undefined ? undefined : `resolve:ssm:${parameter}`;
}

// Bottlerocket keeps the operating system on the first volume and everything else, images included, on the second:
// https://bottlerocket.dev/en/os/latest/#/concepts/volumes/
function devicesOf({ os, rootVolume }: Capacity): Pick<InstanceStart, "rootDevice" | "dataDevice"> {
  if (os === "bottlerocket") return { rootDevice: rootVolume.device ?? "/dev/xvda", dataDevice: "/dev/xvdb" };
  return { rootDevice: rootVolume.device ?? (os === "windows" ? "/dev/sda1" : "/dev/xvda") };
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
