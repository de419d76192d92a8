/** User data that is the agent's own JSON: `{"ECSAgentConfiguration": {...}}`. */
import type { ScanEvent } from "./event";

/** Fields of https://github.com/aws/amazon-ecs-agent/blob/master/agent/config/types.go, one of them misspelt there. */
const fields: Readonly<Record<string, string>> = {
  cluster: "ECS_CLUSTER",
  taskiamroleenabled: "ECS_ENABLE_TASK_IAM_ROLE",
  taskiamroleenabledfornetworkhost: "ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST",
  taskenienabled: "ECS_ENABLE_TASK_ENI",
  awsvpcblockinstancemetdata: "ECS_AWSVPC_BLOCK_IMDS",
  overrideawslogsexecutionrole: "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE",
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The events of the configuration; text that is not such JSON is one `invalid` event, because the agent drops it whole. */
export function readAgentJson(text: string): readonly ScanEvent[] {
  const help = 'write `{"ECSAgentConfiguration": {"Cluster": "...", "TaskIAMRoleEnabled": true}}`';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [{ kind: "invalid", why: "the text begins like JSON but is none", help, line: 1 }];
  }
  const configuration = isRecord(value) ? value.ECSAgentConfiguration : undefined;
  if (!isRecord(configuration)) return [{ kind: "invalid", why: "the JSON has no `ECSAgentConfiguration`", help, line: 1 }];
  const lines = text.split("\n");
  return Object.entries(configuration).flatMap(([key, setting]): readonly ScanEvent[] => {
    // Go matches the names of fields without regard to case.
    const name = fields[key.toLowerCase()];
    if (name === undefined) return [];
    const line = lines.findIndex((candidate) => candidate.includes(JSON.stringify(key))) + 1;
    const written = name === "ECS_CLUSTER" && typeof setting === "string" ? setting : JSON.stringify(setting);
    return [{ kind: "set", name, value: written, line: Math.max(line, 1) }];
  });
}
