/** The agent's switches that the configuration has fields for. */
import type { AgentConfiguration } from "./configuration";

/** Each switch and its field; a setting of that name may repeat it, but not turn a protection off. */
export const switches = {
  ECS_ENABLE_TASK_IAM_ROLE: "taskRoles",
  ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST: "hostModeTaskRoles",
  ECS_ENABLE_TASK_ENI: "taskEni",
  ECS_AWSVPC_BLOCK_IMDS: "blockInstanceMetadata",
  ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE: "executionRoleLogs",
  ECS_ENABLE_SPOT_INSTANCE_DRAINING: "spotDraining",
} as const satisfies Readonly<Record<string, keyof AgentConfiguration>>;

/** The name of a switch. */
export type SwitchName = keyof typeof switches;

/** Whether a variable is one of the switches. */
export function isSwitch(name: string): name is SwitchName {
  return Object.hasOwn(switches, name);
}

/** Whether a switch is on, by its field or by a setting that repeats it. */
export function isOn(name: SwitchName, configuration: AgentConfiguration): boolean {
  return configuration[switches[name]] || String(configuration.settings[name]) === "true";
}
