/** Problem codes: agent and user data. */
import type { ProblemDescriptions } from "../description";

/** Agent and user data. */
export const agentCodes = {
  "agent-flag-off": {
    summary: "user data that switches task roles, or a protection of them, off",
    meaning:
      "User data or `agent` switches task roles off (`ECS_ENABLE_TASK_IAM_ROLE=false`), or a protection of them: tasks with a task role would not be placed, or could reach the container instance role.",
    cure: "remove the line.",
  },
  "agent-flag-quoted": {
    summary: "an agent setting in quotes, which the agent reads as not set",
    meaning: '`ECS_ENABLE_TASK_IAM_ROLE="true"`: the agent does not unquote, so it reads "not set".',
    cure: "remove the quotes.",
  },
  "agent-flag-overwritten": {
    summary: "user data that overwrites the agent configuration",
    meaning: "User data replaces `/etc/ecs/ecs.config` instead of appending to it, or comes after our part.",
    cure: "`>>` instead of `>`.",
  },
  "agent-setting-closed": {
    summary: "user data that sets what stays closed on a container instance",
    meaning:
      "User data opens what `agent` may not open either: the introspection port to others (`ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS`), the filter of traffic to localhost (`ECS_SKIP_LOCALHOST_TRAFFIC_FILTER`), a registry login in plain text (`ECS_ENGINE_AUTH_DATA`), or a control plane that is not AWS's (`ECS_BACKEND_HOST`, `backend-host`).",
    cure: "remove the line.",
  },
  "user-data-unchecked": {
    summary: "user data that runs what the scan cannot see",
    meaning:
      "The scan follows shell text through variables, functions, here-documents, substitutions, files, units and timers. What it cannot follow it names: text that is computed, decoded or fetched and then run, a command whose name is computed, a file that is run or sourced and that the text has not written (outside of `/usr`, `/bin`, `/sbin`, `/lib`, `/etc` and `/opt`), another program that is given the agent configuration, programs in other languages that may write it, files of the system that name it, packages and containers of the agent, what configuration managers do. Of cloud-init it follows MIME, gzip, archives, the merging of cloud-configs and the order in which all of it runs, again at every start where cloud-init does that; what a Jinja template fills in, parts with a launch index and lists of modules that leave out what the text asks for are named. Vendor data and the configuration that the machine image brings along are not looked at. Outside programs are taken to do what they are for, and to succeed. A warning; under `os: custom`, where the scan is the only guard, an error until it is acknowledged.",
    cure: "write the commands into the user data; or write `acknowledge: [{ id: user-data-unchecked, why: ... }]` on the capacity.",
  },
  "agent-cluster": {
    summary: "user data that sends the container instance to another cluster",
    meaning: "User data sends the container instance to another cluster.",
    cure: "remove the line; the cluster is the one that the capacity belongs to.",
  },
  "user-data-too-large": {
    summary: "user data past 16 KB",
    meaning: "More than 16 KB, the limit of EC2 before base64.",
    cure: "fetch the long part from S3, or build an image.",
  },
  "user-data-invalid": {
    summary: "user data that the operating system cannot read",
    meaning:
      "User data that the operating system cannot read, or that cannot be checked: broken TOML, MIME or cloud-config, a second `Initialize-ECSAgent`; and for cloud-init `#include`, `#part-handler`, `#cloud-config-jsonp`, an unknown way of merging, a script part that does not begin with `#!`, and items that keep `runcmd`, `bootcmd` or `write_files` from running.",
    cure: "as the help says.",
  },
} as const satisfies ProblemDescriptions;
