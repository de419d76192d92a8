/** What the project knows of one operating system of container instances, and every file of this folder tells. */
import type { Path, Report } from "../../problem";
import type { AgentConfiguration, UserDataRequest } from "../configuration";
import type { SettingName } from "../settings";

/** Options of EC2 capacity, and switches of the agent, that not every system has. */
export type CapacityOption =
  | "instanceTags"
  | "propagateInstanceTags"
  | "attributes"
  | "loggingDrivers"
  | "agent"
  | "hostModeTaskRoles"
  | "executionRoleLogs";

/** What decides the machine image. `variant` is one of the system's variants. */
export interface ImageRequest {
  readonly architecture: "x86_64" | "arm64";
  readonly accelerator?: "gpu" | "neuron";
  readonly variant?: string;
  /** The EC2 capacity in the platform file. */
  readonly path: Path;
}

/** A text of the user's to read: what the platform wants of the agent, and the text's path in the platform file. */
export interface UserDataScan {
  readonly text: string;
  readonly configuration: AgentConfiguration;
  readonly path: Path;
}

/** One operating system. No field is optional, so that a new system cannot forget one. */
export interface SystemDefinition {
  /**
   * Complete user data with the user's own text in it, as plain text; nothing after a problem, which is reported here or by `scan`.
   */
  readonly render: (request: UserDataRequest, report: Report) => string | undefined;
  /** Reads user data of the user's own and reports what would take task roles, or a protection of them, away again. */
  readonly scan: (scan: UserDataScan, report: Report) => void;
  /** Who checks the user's text before it is merged: `scan`, or `render` key by key while it merges. */
  readonly extraIsCheckedBy: "scan" | "render";
  /** The public SSM parameter of the recommended image's id, or nothing after a problem; `none` where there is no such image. */
  readonly imageParameter: "none" | ((request: ImageRequest, report: Report) => string | undefined);
  /** Device names of the image's volumes; `data` is the second volume, which then holds the containers, or nothing. */
  readonly devices: { readonly root: string; readonly data: string | undefined };
  /** Whether its machine images come in variants. */
  readonly hasVariants: boolean;
  /** Which of the agent's variables `agent` may set here. */
  readonly hasSetting: (name: SettingName) => boolean;
  /** Options that cannot be had here, each with the reason. */
  readonly lacks: Readonly<Partial<Record<CapacityOption, string>>>;
}

/** All variables but those that the system's agent does not know. */
export function settingsBut(...unknown: readonly SettingName[]): SystemDefinition["hasSetting"] {
  return (name) => !unknown.includes(name);
}
