/** Commands that touch the agent's service, the instance, or the place of the configuration. */
import type { Call } from "./context";
import { isAbove } from "./files";
import { note, unchecked } from "./state";
import { isKnown } from "./text";

/** The unit of the agent waits for cloud-init, so that starting it from a script waits for ever. */
function readSystemctl({ shell, args, line }: Call): void {
  const has = (...names: readonly string[]): boolean => args.some((word) => names.includes(word));
  if (has("reboot", "poweroff", "halt", "kexec")) stops(shell, "systemctl", line);
  if (has("--no-block", "disable", "mask") || !has("ecs", "ecs.service")) return;
  if (!has("start", "restart", "try-restart", "reload-or-restart", "--now")) return;
  const why = "starting the agent here waits for ever: its unit starts after cloud-init";
  note(shell, { kind: "invalid", why, help: "remove it, or use `systemctl --no-block`", line });
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
  if (name === "systemctl") readSystemctl(call);
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
