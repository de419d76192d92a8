/** Amazon Linux 2023: user data is a script that appends to the agent's configuration, merged with the user's own as MIME multipart. */
import { error, quote, type Report } from "../../problem";
import type { UserDataRequest } from "../configuration";
import { type MimePart, readMime, writeMime } from "../mime";
import { firstLineProblem, readUserData } from "../scan/read";
import { judgeEvents } from "../scan/verdict";
import { kindOf, type UserDataKind } from "../user-data-kind";
import { variables } from "../variables";
import { type ImageRequest, type SystemDefinition, settingsBut, type UserDataScan } from "./system-definition";

/**
 * cloud-init runs scripts in the order of their file names, `runcmd` among them; the agent takes the last line of a variable. So ours comes
 * last. https://github.com/canonical/cloud-init/blob/main/cloudinit/subp.py (`runparts`)
 */
const agentScriptName = "zzzz-ecs-agent.sh";

/**
 * The chain may not exist yet when Docker starts later; Docker keeps one that does. The rule works at once, also where the package
 * that restores it after a reboot cannot be installed. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
const firewall = `
# Containers in bridge mode must not reach the instance metadata, and so the container instance role.
iptables --wait --new-chain DOCKER-USER 2>/dev/null || true
iptables --wait --check DOCKER-USER --in-interface docker+ --destination 169.254.169.254/32 --jump DROP 2>/dev/null ||
  iptables --wait --insert DOCKER-USER 1 --in-interface docker+ --destination 169.254.169.254/32 --jump DROP
dnf install --assumeyes iptables-services
iptables-save > /etc/sysconfig/iptables
systemctl enable iptables
`;

/** Lines hold a "=", so that none of them can end the document; the tag is quoted, so that the shell expands nothing. */
function script(request: UserDataRequest, afterOthers: boolean): string {
  const lines = variables(request.configuration).map(([name, value]) => `${name}=${value}\n`);
  // The blank line keeps our first line apart from a line that another script left unfinished.
  const document = `cat <<'EOF' >> /etc/ecs/ecs.config\n${afterOthers ? "\n" : ""}${lines.join("")}EOF\n`;
  return `#!/bin/bash\nset -euo pipefail\n\n${document}${request.configuration.bridgeFirewall ? firewall : ""}`;
}

const contentTypes: Readonly<Partial<Record<UserDataKind, string>>> = {
  shell: "text/x-shellscript",
  script: "text/x-shellscript",
  boothook: "text/cloud-boothook",
  "cloud-config": "text/cloud-config",
  archive: "text/cloud-config-archive",
  template: "text/jinja2",
};

type Part = Pick<MimePart, "contentType" | "filename" | "headers" | "body">;

/** The user's text as parts; undefined for a text that the scan refuses. */
function partsOf(extra: string): readonly Part[] | undefined {
  const kind = kindOf(extra);
  const contentType = contentTypes[kind];
  if (contentType !== undefined) return [{ contentType, headers: [], body: extra.trimStart() }];
  const read = kind === "mime" ? readMime(extra.trimStart()) : undefined;
  return read?.ok ? read.parts : undefined;
}

/**
 * The script alone, or a MIME multipart of the user's parts and then the script; undefined for a text of the user that the scan refuses.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_container_instance.html
 */
function render(request: UserDataRequest): string | undefined {
  const extra = request.extra?.replaceAll("\r\n", "\n") ?? "";
  if (extra.trim() === "") return script(request, false);
  const parts = partsOf(extra);
  if (parts === undefined) return undefined;
  const own = { contentType: contentTypes.shell ?? "", filename: agentScriptName, headers: [], body: script(request, true) };
  return writeMime([...parts, own]);
}

const unread: readonly UserDataKind[] = ["powershell", "json", "toml", "unknown"];

/** cloud-init leaves what it does not know unread, and then the agent is all that is missed. */
function scan({ text, configuration, path }: UserDataScan, report: Report): void {
  const kind = kindOf(text);
  if (unread.includes(kind)) {
    const help = "begin with `#!/bin/bash`, `#cloud-config` or the headers of a MIME multipart";
    report(firstLineProblem(path, `\`al2023\` does not run user data of the kind ${quote(kind)}`, help));
    return;
  }
  const events = readUserData(kind, text.replaceAll("\r\n", "\n"), { ownScript: agentScriptName });
  judgeEvents(events, { configuration, complete: false, language: "variables", path }, report);
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html */
function imageParameter({ architecture, accelerator, path }: ImageRequest, report: Report): string | undefined {
  if (architecture === "arm64" && accelerator !== undefined) {
    const message = `no recommended image has ${quote(accelerator)} on \`arm64\``;
    report(error("operating-system", [...path, "accelerator"], message, "name the `image`, or use `x86_64`"));
    return undefined;
  }
  const flavour = accelerator ?? (architecture === "arm64" ? "arm64" : undefined);
  return `/aws/service/ecs/optimized-ami/amazon-linux-2023/${flavour === undefined ? "" : `${flavour}/`}recommended/image_id`;
}

/** Amazon Linux 2023. */
export const al2023: SystemDefinition = {
  render,
  scan,
  extraIsCheckedBy: "scan",
  imageParameter,
  devices: { root: "/dev/xvda", data: undefined },
  hasVariants: false,
  hasSetting: settingsBut(
    "ECS_ENABLE_CPU_UNBOUNDED_WINDOWS_WORKAROUND",
    "ECS_ENABLE_MEMORY_UNBOUNDED_WINDOWS_WORKAROUND",
    "ECS_FSX_WINDOWS_FILE_SERVER_SUPPORTED",
  ),
  lacks: {},
};
