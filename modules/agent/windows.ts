/** User data for Windows: one PowerShell block that ends with starting the agent. */
import { error, type Report } from "../problem";
import type { UserDataRequest } from "./configuration";
import { isOn, variables } from "./environment";
import { literal } from "./powershell-literal";

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
export function renderWindows(request: UserDataRequest, report: Report): string | undefined {
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
