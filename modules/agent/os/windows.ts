/** Windows Server: user data is one PowerShell block that ends with starting the agent. */
import { error, quote, type Report } from "../../problem";
import { suggestion } from "../../wording";
import type { UserDataRequest } from "../configuration";
import { literal } from "../powershell-literal";
import { firstLineProblem, readUserData } from "../scan/read";
import { judgeEvents } from "../scan/verdict";
import { isOn } from "../switches";
import { kindOf, type UserDataKind } from "../user-data-kind";
import { variables } from "../variables";
import { type ImageRequest, type SystemDefinition, settingsBut, type UserDataScan } from "./system-definition";

/** Variables that are parameters of `Initialize-ECSAgent`. */
const parameters = ["ECS_CLUSTER", "ECS_ENABLE_TASK_IAM_ROLE", "ECS_AVAILABLE_LOGGING_DRIVERS", "ECS_AWSVPC_BLOCK_IMDS"];

function initialize(request: UserDataRequest): string {
  const { configuration } = request;
  const drivers = variables(configuration).find(([name]) => name === "ECS_AVAILABLE_LOGGING_DRIVERS");
  const taskEni = isOn("ECS_ENABLE_TASK_ENI", configuration);
  return [
    `Initialize-ECSAgent -Cluster ${literal(configuration.cluster)} -EnableTaskIAMRole`,
    ...(drivers === undefined ? [] : [`-LoggingDrivers ${literal(drivers[1])}`]),
    // The agent looks at the second only where the first is on.
    ...(taskEni ? ["-EnableTaskENI"] : []),
    ...(taskEni && isOn("ECS_AWSVPC_BLOCK_IMDS", configuration) ? ["-AwsvpcBlockIMDS"] : []),
  ].join(" ");
}

/** The user's own text in its parts: the PowerShell, and whether EC2Launch is to run everything at every start. */
interface OwnText {
  readonly code: string;
  readonly persist?: string;
}

function readExtra(extra: string): OwnText | undefined {
  const persist = /<persist>\s*(true|false)\s*<\/persist>/i.exec(extra);
  const rest = (persist === null ? extra : extra.replace(persist[0], "")).trim();
  const block = /^<powershell>([\s\S]*)<\/powershell>$/i.exec(rest);
  const code = (block?.[1] ?? rest).replace(/^(?:[ \t]*\n)+/, "").trimEnd();
  if (/<\/?(powershell|script|persist|powershellArguments|version|runAsLocalSystem|detach)\b/i.test(code)) return undefined;
  return { code, ...(persist === null ? {} : { persist: (persist[1] ?? "").toLowerCase() }) };
}

/**
 * The block: the user's commands, the agent's variables, then `Initialize-ECSAgent` with `-EnableTaskIAMRole`, without which no task has a
 * role. The agent reads its variables when it starts, so that it comes last. Reports `user-data-invalid`.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_windows_container_instance.html
 */
function render(request: UserDataRequest, report: Report): string | undefined {
  const own = readExtra((request.extra ?? "").replaceAll("\r\n", "\n"));
  if (own === undefined) {
    const help = "write PowerShell alone, or in one `<powershell>` block, with `<persist>` after it if need be";
    report(error("user-data-invalid", request.paths.extra, "user data with further blocks cannot be merged", help));
    return undefined;
  }
  const settings = variables(request.configuration)
    .filter(([name]) => !parameters.includes(name))
    .map(([name, value]) => `[Environment]::SetEnvironmentVariable(${literal(name)}, ${literal(value)}, 'Machine')\n`);
  const code = own.code === "" ? "" : `${own.code}\n\n`;
  const persist = own.persist === undefined ? "" : `<persist>${own.persist}</persist>\n`;
  const body = `${code}Import-Module ECSTools\n${settings.join("")}${initialize(request)}\n`;
  return `<powershell>\n${body}</powershell>\n${persist}`;
}

const unread: readonly UserDataKind[] = [
  ...(["mime", "shell", "script", "boothook", "cloud-config", "include", "archive", "template", "handler", "patch"] as const),
  "json",
];

/** Text without a mark is taken for PowerShell. */
function scan({ text, configuration, path }: UserDataScan, report: Report): void {
  const kind = kindOf(text);
  if (unread.includes(kind)) {
    const message = `\`windows\` does not run user data of the kind ${quote(kind)}`;
    report(firstLineProblem(path, message, "write PowerShell"));
    return;
  }
  const events = readUserData("powershell", text.replaceAll("\r\n", "\n"), { ownScript: undefined });
  judgeEvents(events, { configuration, complete: false, language: "powershell", path }, report);
}

/** Windows releases with an ECS-optimized image. */
const releases: readonly string[] = ["2025-full", "2025-core", "2022-full", "2022-core", "2019-full", "2019-core", "2016-full"];

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_windows_AMI.html */
function imageParameter(request: ImageRequest, report: Report): string | undefined {
  const { variant = "2022-core", architecture, accelerator } = request;
  if (architecture === "arm64" || accelerator !== undefined) {
    const message = `Windows has no recommended image for ${quote(accelerator ?? architecture)}`;
    const option = accelerator === undefined ? "architecture" : "accelerator";
    report(
      error("operating-system", [...request.path, option], message, "use `x86_64` without an accelerator, or name the `image`"),
    );
    return undefined;
  }
  if (!releases.includes(variant)) {
    const message = `unknown Windows release ${quote(variant)}`;
    report(error("invalid-value", [...request.path, "variant"], message, suggestion(variant, releases)));
    return undefined;
  }
  const [year = "", edition = ""] = variant.split("-");
  const name = `Windows_Server-${year}-English-${edition === "core" ? "Core" : "Full"}-ECS_Optimized`;
  return `/aws/service/ami-windows-latest/${name}/image_id`;
}

/** Windows Server. The root device is that of every Windows image. */
export const windows: SystemDefinition = {
  render,
  scan,
  extraIsCheckedBy: "scan",
  imageParameter,
  devices: { root: "/dev/sda1", data: undefined },
  hasVariants: true,
  hasSetting: settingsBut(
    "ECS_SELINUX_CAPABLE",
    "ECS_APPARMOR_CAPABLE",
    "ECS_INSTANCE_IP_COMPATIBILITY",
    "ECS_ENABLE_HIGH_DENSITY_ENI",
    "ECS_TASK_PIDS_LIMIT",
    "ECS_ENABLE_GPU_SUPPORT",
    "ECS_AGENT_PID_NAMESPACE_HOST",
    "ECS_PROPAGATE_TASK_MEMORY_LIMIT_CGROUPV2",
  ),
  lacks: { hostModeTaskRoles: "its agent has no such setting" },
};
