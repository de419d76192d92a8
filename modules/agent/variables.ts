/** The agent's environment variables, for the operating systems that configure it with them. */
import { isObject, sortedEntries } from "../collections";
import type { AgentConfiguration } from "./configuration";
import { isSetting, readSetting, settingForm } from "./settings";
import { isOn } from "./switches";

/** One variable with the value that the agent is to see. */
export type AgentVariable = readonly [name: string, value: string];

/** JSON on one line, in ASCII so that no encoding on the way can change it, keys sorted. */
function compactJson(value: readonly string[] | Readonly<Record<string, string>>): string {
  const sorted = isObject(value) ? Object.fromEntries(sortedEntries(value)) : value;
  return JSON.stringify(sorted).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * The variables in a fixed order: cluster, task roles, protections, Spot, log drivers, tags, attributes, then the further settings by
 * name. Switches that are off and lists that are empty are left out, so that the operating system's default holds.
 * Values have no line breaks; the agent neither unquotes nor expands them.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html
 */
export function variables(configuration: AgentConfiguration): readonly AgentVariable[] {
  const { loggingDrivers, instanceTags, instanceAttributes, settings } = configuration;
  const names = [
    ...([
      "ECS_ENABLE_TASK_IAM_ROLE",
      "ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST",
      "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE",
    ] as const),
    ...(["ECS_AWSVPC_BLOCK_IMDS", "ECS_ENABLE_SPOT_INSTANCE_DRAINING"] as const),
  ];
  const result: AgentVariable[] = [["ECS_CLUSTER", configuration.cluster]];
  for (const name of names) if (isOn(name, configuration)) result.push([name, "true"]);
  if (loggingDrivers.length > 0) result.push(["ECS_AVAILABLE_LOGGING_DRIVERS", compactJson(loggingDrivers)]);
  if (Object.keys(instanceTags).length > 0) result.push(["ECS_CONTAINER_INSTANCE_TAGS", compactJson(instanceTags)]);
  if (configuration.propagateTagsFromInstance) result.push(["ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM", "ec2_instance"]);
  if (Object.keys(instanceAttributes).length > 0) result.push(["ECS_INSTANCE_ATTRIBUTES", compactJson(instanceAttributes)]);
  return [...result, ...furtherVariables(settings)];
}

function furtherVariables(settings: AgentConfiguration["settings"]): readonly AgentVariable[] {
  return Object.keys(settings)
    .filter(isSetting)
    .sort()
    .map((name) => {
      const value = settings[name] ?? "";
      return [name, readSetting(settingForm(name), value) ?? String(value)];
    });
}
