/** Commands that touch the agent's service, the instance, or the place of the configuration. */
import type { Call } from "./context";
import { isAbove } from "./files";
import { note, unchecked } from "./state";
import { isKnown, shown } from "./text";
import { written } from "./written";

/** The unit of the agent waits for cloud-init, so that starting it from a script waits for ever. */
function readSystemctl({ shell, args, line }: Call): void {
  const has = (...names: readonly string[]): boolean => args.some((word) => names.includes(word));
  if (has("reboot", "poweroff", "halt", "kexec")) stops(shell, "systemctl", line);
  if (has("set-property", "revert", "link") && has("ecs", "ecs.service"))
    unchecked(shell, "the unit of the agent is changed", line);
  if (has("--no-block", "disable", "mask") || !has("ecs", "ecs.service")) return;
  if (!has("start", "restart", "try-restart", "reload-or-restart", "--now")) return;
  const why = "starting the agent here waits for ever: its unit starts after cloud-init";
  note(shell, { kind: "invalid", why, help: "remove it, or use `systemctl --no-block`", line });
}

/** Units without which the agent does not run; it pulls in Docker by itself, so that only masking keeps that away. */
const agentUnit = /^ecs(\.service)?$|^ecs\*/;
const neededUnit = /^(ecs|docker|containerd)(\.service)?$|^(ecs|docker|containerd)\*/;

/** An agent that is kept from starting has no settings at all. One that is stopped before it was started is none: its unit starts after cloud-init. */
function readKeptAway({ shell, name, args, line }: Call): void {
  const words = args.map(shown);
  const has = (...verbs: readonly string[]): boolean => words.some((word) => verbs.includes(word));
  const names = (unit: RegExp): boolean => words.some((word) => unit.test(word));
  const away = has("disable", "off") && names(agentUnit);
  const masked = name === "systemctl" && has("mask") && names(neededUnit);
  if (away || masked) unchecked(shell, `\`${name}\` keeps the agent from starting`, line);
}

/** What `systemctl edit` reads is a drop-in of the unit; without that an editor changes it. */
function readUnitEdit({ shell, args, input, line, inputLine, context }: Call): void {
  const at = args.indexOf("edit");
  const units = args.slice(at + 1).filter((word) => !word.startsWith("-"));
  for (const unit of at < 0 ? [] : units) {
    const path = `/etc/systemd/system/${/\.\w+$/.test(unit) ? unit : `${unit}.service`}.d/override.conf`;
    const file = { text: input, line: inputLine ?? line, linesMatch: inputLine !== undefined };
    if (isKnown(input) && input !== "") written(shell, path, file, context.run);
    else unchecked(shell, "a unit is changed by an editor", line);
  }
}

/** Packages of the agent that are taken away or put in its place, processes of the system that are ended, commands sent from elsewhere. */
function readAround({ shell, name, args, line }: Call): void {
  const says = (pattern: RegExp): boolean => args.some((word) => pattern.test(shown(word)));
  if (/^(yum|dnf|microdnf|rpm|apt|apt-get|dpkg)$/.test(name) && says(/ecs-(init|agent)/)) {
    if (says(/^(remove|erase|reinstall|downgrade|autoremove|purge|swap|-\w*[ierUF].*|--(erase|install|upgrade|remove|purge).*)$/))
      unchecked(shell, `\`${name}\` exchanges or removes the agent`, line);
  }
  if (
    /^(docker|podman|nerdctl|ctr|finch)$/.test(name) &&
    says(/ecs-agent(:|@|$)/) &&
    says(/^(run|create|start|restart|stop|rm|kill)$/)
  )
    unchecked(shell, `\`${name}\` runs or stops the agent, with settings of its own`, line);
  if (/^(kill|pkill|killall)$/.test(name) && says(/cloud|^init$|systemd|python|^(ba)?sh$|^\$(PPID|\$)$|^1$/))
    unchecked(shell, `\`${name}\` may end cloud-init before every script has run`, line);
  if (name === "aws" && says(/^(send-command|start-automation-execution|start-session)$/))
    unchecked(shell, "`aws` sends commands that the scan does not read", line);
}

/** cloud-init runs scripts once: what an instance that stops has not run, it never runs. */
function stops(shell: Call["shell"], name: string, line: number): void {
  if (shell.late) return;
  const why = `\`${name}\` stops the instance before every script has run, and cloud-init does not run them again`;
  note(shell, { kind: "invalid", why, help: "remove it, or let a unit or a timer restart the instance later", line });
}

const stopping = new Set(["reboot", "shutdown", "poweroff", "halt", "init", "telinit"]);

/** What touches the place of the configuration, or the order of cloud-init, without writing the file. */
export function readSystem(call: Call): void {
  const { shell, name, args, line } = call;
  if (name === "systemctl") {
    readSystemctl(call);
    readUnitEdit(call);
  }
  if (["systemctl", "service", "chkconfig"].includes(name)) readKeptAway(call);
  readAround(call);
  if (stopping.has(name) && args[0] !== "-c") stops(shell, name, line);
  const cloud = args.some((word) => /^\/var\/lib\/cloud(\/|$)/.test(word));
  if (cloud && ["rm", "mv", "chmod"].includes(name) && !shell.late) {
    unchecked(shell, `\`${name}\` takes away what cloud-init is to run`, line);
  }
  const above = args.some((word) => isKnown(word) && word.startsWith("/") && word !== "/" && isAbove(shell, word));
  if (["chattr", "mount", "umount"].includes(name) && above) {
    unchecked(shell, `\`${name}\` changes what can be written where the agent configuration is`, line);
  }
}
