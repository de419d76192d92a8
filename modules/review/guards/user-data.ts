/** What user data says of the agent's guards. Whatever else it says is kept as text: another script is never a pass. */
import { inline, readTemplate, type Segment } from "../../hcl";
import { type Guard, type Levels, leveled } from "./guard";

const wanted: Levels = { true: 2, "not set": 1, false: 0 };
const unwanted: Levels = { true: 0, "not set": 1, false: 1 };

/**
 * Switches of the agent that decide which credentials a container reaches: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html;
 * in TOML those of Bottlerocket: https://bottlerocket.dev/en/os/latest/api/settings/ecs/
 */
const switches: Readonly<Record<string, Levels>> = {
  ECS_ENABLE_TASK_IAM_ROLE: wanted,
  ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST: wanted,
  ECS_AWSVPC_BLOCK_IMDS: wanted,
  ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE: wanted,
  ECS_DISABLE_PRIVILEGED: wanted,
  ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS: unwanted,
  ECS_SKIP_LOCALHOST_TRAFFIC_FILTER: unwanted,
  "awsvpc-block-imds": wanted,
  "allow-privileged-containers": unwanted,
};

/** Settings of the agent that decide nothing about access: times, sizes and how much it tells. */
const harmless =
  /^(?:ECS_(?:LOGLEVEL|LOG_\w+|RESERVED_MEMORY|CONTAINER_STOP_TIMEOUT|CONTAINER_START_TIMEOUT|CONTAINER_CREATE_TIMEOUT|ENGINE_TASK_CLEANUP_WAIT_DURATION|IMAGE_CLEANUP_INTERVAL|IMAGE_MINIMUM_CLEANUP_AGE|NUM_IMAGES_DELETE_PER_CYCLE|DISABLE_IMAGE_CLEANUP|DISABLE_METRICS|POLL_METRICS|POLLING_METRICS_WAIT_DURATION|ENABLE_SPOT_INSTANCE_DRAINING|WARM_POOLS_CHECK|AVAILABLE_LOGGING_DRIVERS)|loglevel|reserved-memory|container-stop-timeout|task-cleanup-wait|image-cleanup-wait|image-cleanup-age|image-cleanup-delete-per-cycle|enable-spot-instance-draining|logging-drivers)$/;

/** A line that sets one thing to a literal: in a file of variables, in TOML, in PowerShell. Nothing that a shell would expand or run. */
const forms: readonly RegExp[] = [
  /^\s*(?<name>[A-Za-z][\w-]*)\s?=\s?(?<value>"?[\w.:/-]*"?|\[(?:"[\w-]+",?\s?)*\])\s*$/,
  /^\s*\[Environment\]::SetEnvironmentVariable\(\s*['"](?<name>\w+)['"],\s*['"]?\$?(?<value>\w*)['"]?,\s*['"]Machine['"]\s*\)\s*$/i,
];

/** The guards in user data as it reaches the instance: the agent's switches, the firewall, and everything else as it stands. */
function userDataGuards(text: string): readonly Guard[] {
  const lines = text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) => line.trimEnd());
  const settings = new Map<string, string[]>();
  const rest: string[] = [];
  for (const line of lines) {
    const { name = "", value = "" } = forms.map((form) => form.exec(line)?.groups).find((found) => found !== undefined) ?? {};
    const plain = value.replaceAll('"', "").toLowerCase();
    if (Object.hasOwn(switches, name)) settings.set(name, [...(settings.get(name) ?? []), plain]);
    else if (!harmless.test(name) && line !== "" && !/^\s*# /.test(line)) rest.push(line);
  }
  const isOfEcs = /\bECS_|\[settings\.ecs|ECSAgent/.test(text);
  const firewall = rest.filter(isFirewall);
  return [
    ...(isOfEcs ? Object.entries(switches).map(([name, levels]) => switchGuard(name, settings.get(name), levels)) : []),
    firewallGuard(firewall),
    script(rest.filter((line) => !isFirewall(line)).join("\n")),
  ];
}

/** A switch that is set twice may be set by either. */
function switchGuard(name: string, values: readonly string[] | undefined, levels: Levels): Guard {
  const shown = `agent setting ${name}`;
  if (values === undefined) return leveled(shown, "not set", levels);
  return values.length === 1 ? leveled(shown, values[0], levels) : { name: shown, state: values.join(", then ") };
}

function isFirewall(line: string): boolean {
  return /\b(?:iptables|ip6tables|nft)\b/.test(line);
}

/** Lines that keep containers from the metadata of the instance. Others than before have no order. */
function firewallGuard(lines: readonly string[]): Guard {
  const name = "firewall lines of user data";
  const otherwise = { state: "none", level: 1 };
  if (lines.length === 0) return { name, ...otherwise };
  const closes = lines.some((line) => /\b169\.254\.169\.254\b.*\b(?:DROP|REJECT)\b/i.test(line));
  const opens = lines.some((line) => /\s(?:-D|-F|-X|--delete|--flush|flush|ACCEPT)\b/.test(line));
  const text = lines.join("\n");
  const state = closes ? "they close the instance's metadata" : `${lines.length} lines`;
  return closes && !opens ? { name, state, text, level: 2 } : { name, state, text };
}

function script(text: string): Guard {
  return { name: "script of user data", state: "other lines", text };
}

/** Guards of user data that is an expression: its text where that is written out, else the expression itself. */
export function userDataOfTemplate(template: string): readonly Guard[] {
  const text = writtenText(template);
  return text === undefined ? [script(template)] : userDataGuards(text);
}

function writtenText(template: string): string | undefined {
  const segments = readTemplate(template);
  const [only] = segments ?? [];
  if (segments === undefined) return undefined;
  if (segments.length !== 1 || only === undefined || typeof only === "string") return textOf(segments);
  const [name, argument, ...more] = only.nodes;
  const isCall = name?.kind === "token" && name.text === "base64encode" && argument?.kind === "group" && more.length === 0;
  const [text, ...others] = isCall ? (argument.items[0]?.value ?? []) : only.nodes;
  return text?.kind === "string" && others.length === 0 ? textOf(text.segments) : undefined;
}

function textOf(segments: readonly Segment[]): string | undefined {
  const parts = segments.map((segment) => {
    if (typeof segment === "string") return segment;
    return segment.kind === "directive" ? undefined : `\${${inline(segment.nodes)}}`;
  });
  return parts.includes(undefined) ? undefined : parts.join("");
}

/** Guards of user data that is known, in base64 or plain. */
export function userDataOfText(value: string): readonly Guard[] {
  if (value === "") return userDataGuards("");
  const bytes = Buffer.from(value, "base64");
  if (bytes.toString("base64").replace(/=+$/, "") !== value.replace(/\s/g, "").replace(/=+$/, "")) return userDataGuards(value);
  try {
    return userDataGuards(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return [script(value)];
  }
}
