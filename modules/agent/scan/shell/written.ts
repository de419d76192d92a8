/** What a file that a script writes does by itself: scripts, timers and the units of systemd run it at another time. */
import { readConfigurationLines, readMentions, type ScanEvent } from "../event";
import { type KnownFile, newShell, note, type Shell, unchecked } from "./state";
import { isKnown, type ShellText, shown } from "./text";

type RunText = (shell: Shell, text: ShellText, lineOf: (position: number) => number) => unknown;

/** A text that runs on its own, at some other time. */
function later(shell: Shell): Shell {
  return { ...newShell(shell.log, true, false), functions: new Map(), variables: new Map() };
}

/** The lines of a file, a line that ends in a backslash going on in the next. */
function linesOf({ text, line, linesMatch }: KnownFile): readonly (readonly [text: ShellText, line: number])[] {
  const result: [ShellText, number][] = [];
  let open: [ShellText, number] | undefined;
  for (const [index, raw] of text.split("\n").entries()) {
    const current: [ShellText, number] =
      open === undefined ? [raw, linesMatch ? line + index : line] : [`${open[0]} ${raw}`, open[1]];
    open = current[0].endsWith("\\") ? [current[0].slice(0, -1), current[1]] : undefined;
    if (open === undefined) result.push(current);
  }
  return result;
}

/** The names of variables in text that is no shell's. */
function noteMentions(shell: Shell, text: ShellText, line: number): void {
  for (const event of readMentions(text, line, false)) noteText(shell, event);
}

/** Text that may reach the agent, or not. */
function noteText(shell: Shell, event: ScanEvent): void {
  note(shell, event.kind === "set" ? { ...event, value: shown(event.value), sure: false } : event);
}

function readUnit(shell: Shell, path: ShellText, file: KnownFile, run: RunText): void {
  const agents = /(^|\/)ecs\.service(\.d\/|$)/.test(path);
  for (const [raw, line] of linesOf(file)) {
    const [, key = "", value = ""] = /^\s*([A-Za-z]+)\s*=\s*(.*)$/.exec(raw) ?? [];
    if (value === "") continue;
    if (/^(Pass|Default|Manager)?Environment$/.test(key)) noteMentions(shell, value, line);
    if (key.startsWith("Exec")) run(later(shell), value.replace(/^[@\-:+!|]+/, "").replaceAll("%%", "%"), () => line);
    if (/^(BindPaths|RootDirectory|RootImage|TemporaryFileSystem|Where)$/.test(key) && holds.test(value))
      unchecked(shell, "a unit lays something over the agent configuration", line);
    if (agents && key === "ExecStart") unchecked(shell, "the unit of the agent starts something else", line);
    if (agents && key === "EnvironmentFile" && !/ecs\.config$/.test(value)) {
      unchecked(shell, `the unit of the agent takes its environment from \`${shown(value)}\``, line);
    }
  }
}

const holds = /\/etc\/ecs\b|\/var\/lib\/ecs\b|ecs\.config/;
const systems = /^\/(etc|run|usr\/lib|lib)\//;

/** Lines of a file of the system that name the configuration: such a file may be a rule by which something changes it. */
function readNames(shell: Shell, path: ShellText, file: KnownFile, run: RunText): void {
  for (const [raw, line] of linesOf(file)) {
    for (const [, command = ""] of raw.matchAll(/\bRUN(?:\{program\})?\s*\+?=\s*"([^"]*)"/g))
      run(later(shell), command, () => line);
    if (holds.test(shown(raw)) && !/^\s*[#;]/.test(raw))
      unchecked(shell, `a line of \`${shown(path)}\` names the agent configuration`, line);
  }
}

/** The lines of a crontab; `user` is whether they name a user before the command. */
export function readCrontab(shell: Shell, file: KnownFile, user: boolean, run: RunText): void {
  const fields = user ? 6 : 5;
  for (const [raw, line] of linesOf(file)) {
    const trimmed = raw.trim();
    if (trimmed === "" || trimmed.startsWith("#") || /^[A-Za-z_]\w*\s*=/.test(trimmed)) continue;
    const skipped = trimmed.startsWith("@") ? (user ? 2 : 1) : fields;
    const command = trimmed.replace(new RegExp(`^(?:\\S+\\s+){${skipped}}`), "");
    run(later(shell), command.replaceAll("\\%", "%"), () => line);
  }
}

const timers = /^\/etc\/(cron\.d\/|crontab$)|^\/var\/spool\/cron/;
const scripts =
  /^\/etc\/(cron\.(hourly|daily|weekly|monthly)\/|rc\.local$|rc\.d\/|init\.d\/|profile\.d\/|profile$|bashrc$)|^\/var\/lib\/cloud\/scripts\/|^\/root\/\.bash/;

/** The events of a file by where it stands and how it begins; `run` reads shell text. */
export function written(shell: Shell, path: ShellText, file: KnownFile, run: RunText): void {
  const { text, line, linesMatch } = file;
  for (const event of readConfigurationLines(text, line, linesMatch)) noteText(shell, event);
  const begins = /^#!.*\b(ba|da|k|z|a)?sh\b/.test(text);
  if (/^\/(etc|run|usr\/lib|lib)\/systemd\//.test(path) || /\.service(\.d\/.*)?$/.test(path)) readUnit(shell, path, file, run);
  else if (timers.test(path)) readCrontab(shell, file, !path.startsWith("/var"), run);
  else if (begins || scripts.test(path)) {
    run(later(shell), text, (position) => (linesMatch ? line + text.slice(0, position).split("\n").length - 1 : line));
  } else if (systems.test(path) || holds.test(shown(path))) readNames(shell, path, file, run);
  if (/\/ecs\.config\.json$/.test(path))
    unchecked(shell, `\`${shown(path)}\` configures the agent too, and the scan does not read it`, line);
  if (
    !isKnown(text) &&
    text.startsWith("\uFDD0") &&
    (timers.test(path) || scripts.test(path) || path.startsWith("/etc/systemd/"))
  ) {
    unchecked(shell, `\`${shown(path)}\` is run by the system, and its text is computed or fetched`, line);
  }
}
