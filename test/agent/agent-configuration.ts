/** The configuration that the agent tests start from. */
import type { AgentConfiguration, UserDataRequest } from "../../modules/agent";
import type { Problem } from "../../modules/problem";
import type { OperatingSystem } from "../../modules/spec/operating-system";

export const configuration: AgentConfiguration = {
  cluster: "production",
  taskRoles: true,
  hostModeTaskRoles: false,
  taskEni: true,
  blockInstanceMetadata: true,
  executionRoleLogs: true,
  spotDraining: false,
  bridgeFirewall: false,
  loggingDrivers: [],
  instanceTags: {},
  propagateTagsFromInstance: false,
  instanceAttributes: {},
  settings: {},
};

export function request(os: OperatingSystem, changes: Partial<AgentConfiguration> = {}, extra?: string): UserDataRequest {
  const paths = { configuration: ["ec2"], extra: ["ec2", "userData"] };
  return { os, configuration: { ...configuration, ...changes }, paths, ...(extra === undefined ? {} : { extra }) };
}

/** `line code`, with ` (warning)` behind it for a warning: how the case files write problems. */
export function summary(problem: Problem): string {
  const line = problem.lineInValue === undefined ? "" : `${problem.lineInValue} `;
  return `${line}${problem.code}${problem.severity === "warning" ? " (warning)" : ""}`;
}

/** Every option that Linux has. */
export const everything = {
  hostModeTaskRoles: true,
  spotDraining: true,
  loggingDrivers: ["json-file", "awslogs"],
  instanceTags: { Team: "orders + more", Café: "" },
  propagateTagsFromInstance: true,
  instanceAttributes: { stack: "prod", "com.example/rack": "a 1" },
  settings: { ECS_RESERVED_MEMORY: 256, ECS_IMAGE_PULL_BEHAVIOR: "always", ECS_ENABLE_TASK_IAM_ROLE: true },
};

/** Options that Bottlerocket has. */
export const forBottlerocket = {
  spotDraining: true,
  loggingDrivers: ["json-file", "awslogs"],
  instanceAttributes: { stack: "prod", "com.example/rack": "a 1" },
  settings: { ECS_RESERVED_MEMORY: "256", ECS_TASK_METADATA_RPS_LIMIT: "40,60", ECS_DISABLE_PRIVILEGED: true },
};
