/** What lets a task out onto its container instance: from there it reaches the credentials of the instance and of every other task on it. */

import type { ServicePart } from "../../model/model";
import { quote } from "../../problem";

/** One kind of way out. Its id is acknowledged like that of a danger rule. */
export interface HostRisk {
  readonly id: string;
  /** What it lets a task do, as a phrase behind "its tasks can". */
  readonly harm: string;
  /** When it counts and when not, as a sentence. */
  readonly counts: string;
  readonly source: string;
  /** What of a service's definition it is, in words; empty for none. */
  readonly found: (service: ServicePart) => readonly string[];
}

/** Trees of the host that hold its credentials, its programs or the sockets and state of the agent and the container runtime. */
const systemTrees = [
  "/bin /boot /dev /etc /home /lib /lib64 /local /opt /proc /root /run /sbin /sys /usr /x86_64-bottlerocket-linux-gnu",
  "/var/lib/amazon /var/lib/cloud /var/lib/containerd /var/lib/docker /var/lib/ecs /var/lib/systemd /var/log/ecs /var/run /var/spool",
  "c:/program files c:/programdata c:/users c:/windows",
].flatMap((line) => (line.startsWith("c:") ? line.split(/ (?=c:)/) : line.split(" ")));

/** All ways out. */
export const hostRisks: readonly HostRisk[] = [
  {
    id: "host-network",
    harm: "reach the metadata service of the instance, and with it the instance role",
    counts: "`networkMode: host` counts: neither the agent nor a firewall keeps such tasks from the metadata service.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
    found: ({ networkMode }) => (networkMode === "host" ? ["`networkMode: host`"] : []),
  },
  {
    id: "privileged-container",
    harm: "do whatever root may do on the instance",
    counts: "A container with `privileged: true` counts.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
    found: ({ containers = [] }) =>
      containers.flatMap((container) =>
        "settings" in container && (container.settings as { readonly privileged?: unknown }).privileged === true
          ? [`container ${quote(container.name)} with \`privileged: true\``]
          : [],
      ),
  },
  {
    id: "host-path",
    harm: "change the instance itself, or command its container runtime",
    counts: `A volume counts whose host path is, is above, or is below one of ${systemTrees.map(quote).join(", ")}, or is a named pipe of Windows. Other host paths do not: tasks share what lies there, and nothing else.`,
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
    found: ({ volumes = [] }) =>
      volumes.flatMap((volume) =>
        volume.kind === "host" && volume.hostPath !== undefined && isOfSystem(volume.hostPath)
          ? [`host path ${quote(volume.hostPath)}`]
          : [],
      ),
  },
];

/** Whether a path of the host is a part of the system, or has one in it. Cases and both slashes count as one; `..` and `.` are resolved. */
export function isOfSystem(path: string): boolean {
  const plain = path.replaceAll("\\", "/").toLowerCase();
  if (/^\/{2,}[.?]\//.test(plain) || /^npipe:/.test(plain)) return true;
  const own = segments(plain);
  return systemTrees.some((tree) => {
    const other = segments(tree);
    const common = Math.min(own.length, other.length);
    return own.slice(0, common).join("/") === other.slice(0, common).join("/");
  });
}

function segments(path: string): readonly string[] {
  const found: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") found.pop();
    else if (segment !== "" && segment !== ".") found.push(segment);
  }
  return found;
}

/** The ids of the risks that a service takes, wherever it runs on instances. */
export function riskIdsOf(service: ServicePart): readonly string[] {
  return service.launchType === "ec2" ? hostRisks.filter((risk) => risk.found(service).length > 0).map(({ id }) => id) : [];
}
