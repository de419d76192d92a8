/** Judges what user data does to the agent's configuration against what the platform wants. */
import { error, type Path, type Problem, type ProblemCode, quote, type Report, type Severity } from "../../problem";
import { closedVariables } from "../closed-variables";
import type { AgentConfiguration } from "../configuration";
import { isOn } from "../switches";
import type { ScanEvent } from "./event";

/** What the judgement depends on. `complete` texts are all that configures the agent; others come before what the platform writes. */
export interface Judgement {
  readonly configuration: AgentConfiguration;
  readonly complete: boolean;
  /** How the text configures the agent: variables of its file, PowerShell, or the settings of Bottlerocket. */
  readonly language: "variables" | "powershell" | "toml";
  readonly path: Path;
}

type Judge = (code: ProblemCode, line: number, message: string, help: string, severity?: Severity) => void;

// Go's strconv.ParseBool, which the agent uses.
const on = ["1", "t", "T", "TRUE", "true", "True"];
const off = ["0", "f", "F", "FALSE", "false", "False"];

const protections = [
  "ECS_ENABLE_TASK_IAM_ROLE",
  "ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST",
  "ECS_ENABLE_TASK_ENI",
  "ECS_AWSVPC_BLOCK_IMDS",
  "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE",
  "ECS_ENABLE_SPOT_INSTANCE_DRAINING",
] as const;

type Protection = (typeof protections)[number];

const consequences: Readonly<Record<Protection, string>> = {
  ECS_ENABLE_TASK_IAM_ROLE: "no task with a task role is placed",
  ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST: "no task with a task role is placed in host network mode",
  ECS_ENABLE_TASK_ENI: "no task in awsvpc network mode is placed",
  ECS_AWSVPC_BLOCK_IMDS: "tasks can take the container instance role",
  ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE: "logs are sent with the container instance role",
  ECS_ENABLE_SPOT_INSTANCE_DRAINING: "tasks are killed when Spot takes the instance back",
};

const isProtection = (name: string): name is Protection => (protections as readonly string[]).includes(name);

function judgeCluster(value: string, line: number, wanted: string, judge: Judge): void {
  if (value === wanted) return;
  const help = `write \`ECS_CLUSTER=${wanted}\`, or remove the line where the platform writes it`;
  if (value.replace(/^(["'])(.*)\1$/, "$2") === wanted) {
    judge("agent-flag-quoted", line, `${quote(value)} is in quotes, which the agent takes as part of the name`, help);
  } else judge("agent-cluster", line, `the agent is sent to the cluster ${quote(value)}, not ${quote(wanted)}`, help);
}

function judgeSwitch(name: Protection, value: string, line: number, judge: Judge): void {
  if (on.includes(value)) return;
  const help = `write \`${name}=true\`, without quotes, spaces or a comment behind it`;
  const bare = /^(["'])(.*)\1$/.exec(value.trim())?.[2];
  if (off.includes(value) || (bare !== undefined && off.includes(bare))) {
    judge("agent-flag-off", line, `${quote(name)} is switched off: ${consequences[name]}`, help);
  } else if (bare !== undefined) {
    judge(
      "agent-flag-quoted",
      line,
      `${quote(name)} is ${quote(value)}, quotes included, which the agent reads as not set`,
      help,
    );
  } else if (value.includes("$")) {
    judge("agent-flag-off", line, `nobody can know ${quote(`${name}=${value}`)} before the instance starts`, help);
  } else judge("agent-flag-off", line, `${quote(name)} is ${quote(value)}, which the agent reads as not set`, help);
}

const visible = "write what it does into the user data, where it can be read";

function judgeUnchecked(why: string, line: number, given: Judgement, judge: Judge): void {
  const acknowledge = "`acknowledge: [{ id: user-data-unchecked, why: ... }]` on the capacity";
  const help = `${visible}, or ${given.complete ? "write" : "silence this with"} ${acknowledge}`;
  judge("user-data-unchecked", line, why, help, given.complete ? "error" : "warning");
}

function judgeClosed(name: string, value: string, line: number, judge: Judge): void {
  const closed = closedVariables[name];
  if (closed === undefined || closed.harmless(value)) return;
  judge("agent-setting-closed", line, `${quote(name)} cannot be ${quote(value)}: ${closed.why}`, "remove it");
}

function judgeEvent(event: ScanEvent, given: Judgement, judge: Judge): void {
  const { configuration, complete } = given;
  if (event.kind === "invalid") judge("user-data-invalid", event.line, event.why, event.help);
  else if (event.kind === "unchecked") judgeUnchecked(event.why, event.line, given, judge);
  else if (event.kind === "set" || event.kind === "landed") {
    const { name, value, line } = event;
    judgeClosed(name, value, line, judge);
    if (name === "ECS_CLUSTER") judgeCluster(value, line, configuration.cluster, judge);
    else if (isProtection(name) && isOn(name, configuration)) judgeSwitch(name, value, line, judge);
  } else if (event.kind === "unread") {
    const help = `write \`${event.name}=...\`, without quotes, spaces or \`export\` in front`;
    judge("agent-flag-off", event.line, `the agent does not read ${quote(event.text)}`, help);
  } else if (event.kind === "initialize" && !complete) {
    const help = "remove it: the agent is started for you, with task roles on";
    judge("agent-flag-overwritten", event.line, "`Initialize-ECSAgent` starts the agent before it is configured", help);
  } else if (event.kind === "overwrite" && !complete) {
    const what = event.name === undefined ? "the agent configuration is overwritten" : `${quote(event.name)} is overwritten`;
    judge("agent-flag-overwritten", event.line, `${what}: ${event.how}`, "append with `>>`, and leave what is there");
  }
}

/** What a complete text must set itself; what the operating system has on anyway is left out. */
function requiredNames({ configuration, language }: Judgement): readonly (Protection | "ECS_CLUSTER")[] {
  const wanted = protections.filter((name) => name !== "ECS_ENABLE_SPOT_INSTANCE_DRAINING" && isOn(name, configuration));
  if (language === "toml") return ["ECS_CLUSTER", ...wanted.filter((name) => name === "ECS_AWSVPC_BLOCK_IMDS")];
  const linux = language === "variables";
  return ["ECS_CLUSTER", ...wanted.filter((name) => (name === "ECS_ENABLE_TASK_ENI" ? !linux : true))];
}

/** A complete text must set what is demanded, and what it sets must survive to its end. */
function judgeEnd(first: readonly ScanEvent[], given: Judgement, judge: Judge): void {
  // What runs at every start runs once more, behind everything that has run.
  const events = [...first, ...first.filter((event) => "again" in event)];
  for (const name of requiredNames(given)) {
    const sets = (event: ScanEvent): boolean => (event.kind === "set" || event.kind === "landed") && event.name === name;
    const last = events.findLastIndex((event) => sets(event) && (event as { sure?: boolean }).sure !== false);
    const wiped = events.find((event, index) => {
      if (event.kind !== "overwrite" || (event.name !== undefined && event.name !== name)) return false;
      return index > last || event.late === true;
    });
    if (last >= 0 && wiped?.kind === "overwrite") {
      const help = "append with `>>`, or overwrite before the settings are written";
      judge("agent-flag-overwritten", wiped.line, `${quote(name)} is overwritten: ${wiped.how}`, help);
    }
    if (last >= 0) continue;
    const perhaps = events.find(sets);
    if (perhaps !== undefined) {
      judgeUnchecked(
        `whether ${quote(name)} of this line reaches the agent in every case cannot be seen`,
        perhaps.line,
        given,
        judge,
      );
      continue;
    }
    judgeMissing(name, events.find((event) => event.kind === "initialize")?.line ?? 1, given, judge);
  }
}

function judgeMissing(name: Protection | "ECS_CLUSTER", line: number, given: Judgement, judge: Judge): void {
  if (name === "ECS_CLUSTER") {
    const help = `set it to \`${given.configuration.cluster}\``;
    judge("agent-cluster", line, "no line names the cluster: the agent joins `default`", help);
    return;
  }
  const outage = name !== "ECS_AWSVPC_BLOCK_IMDS" && name !== "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE";
  const parameter = given.language === "powershell" && name === "ECS_ENABLE_TASK_IAM_ROLE";
  const cure = parameter ? "pass `-EnableTaskIAMRole`" : `set \`${name}\` to true`;
  judge("agent-flag-off", line, `no line sets ${quote(name)}: ${consequences[name]}`, cure, outage ? "error" : "warning");
}

/**
 * Reports `agent-flag-off`, `agent-flag-quoted`, `agent-flag-overwritten`, `agent-setting-closed`, `agent-cluster`, `user-data-unchecked` and
 * `user-data-invalid`, each at its line.
 * A complete text without the task-role flag is an error: an agent without it places no task that has a task role, which is an outage, and
 * the line does no harm where the machine image sets it too. A missing protection is a warning, because the image may have it.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export function judgeEvents(events: readonly ScanEvent[], given: Judgement, report: Report): void {
  const judge: Judge = (code, line, message, help, severity = "error") => {
    const problem: Problem = { ...error(code, given.path, message, help), severity, lineInValue: line };
    report(problem);
  };
  const said = new Set(events.flatMap((event) => (event.kind === "set" ? [`${event.name}=${event.value}`] : [])));
  for (const event of events) {
    // What lands in the file is judged where the text stands; only what is put together on the way is new.
    if (event.kind !== "landed" || !said.has(`${event.name}=${event.value}`)) judgeEvent(event, given, judge);
  }
  if (given.complete) judgeEnd(events, given, judge);
}
