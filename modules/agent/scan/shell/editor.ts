/** What `sed -i` and `perl -i` do to the agent's configuration: the expressions are tried on the lines that must stay. */
import { readConfigurationLines, watchedIn } from "../event";
import { isConfiguration } from "./files";
import { note, noteLines, type Shell, unchecked } from "./state";
import { isKnown, type ShellText, shown } from "./text";

const switchNames = [
  ...["ECS_ENABLE_TASK_IAM_ROLE", "ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST", "ECS_AWSVPC_BLOCK_IMDS", "ECS_ENABLE_TASK_ENI"],
  ...["ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE", "ECS_ENABLE_SPOT_INSTANCE_DRAINING"],
];
const samples: readonly string[] = ["ECS_CLUSTER=", ...switchNames.map((name) => `${name}=true`)];

/** One `s` command of sed or perl, split at its delimiter. */
function substitution(script: string): { pattern: string; replacement: string } | undefined {
  const start = /(?:^|[;\s\d$/])s([/|#,@!:~])/.exec(script);
  const delimiter = start?.[1];
  if (start === null || delimiter === undefined) return undefined;
  const [pattern = "", replacement] = script.slice(start.index + start[0].length).split(delimiter);
  return replacement === undefined ? undefined : { pattern, replacement };
}

/** A sed expression as one of JavaScript: in a basic one `\(`, `\|`, `\+`, `\?` and `\{` are the operators. */
function expression(pattern: string, extended: boolean): RegExp | undefined {
  if (/\[\[:|\\[1-9<>`']/.test(pattern)) return undefined;
  const source = extended
    ? pattern
    : pattern.replace(/\\([(){}|+?])|([(){}|+?])/g, (_, operator?: string, plain?: string) => operator ?? `\\${plain}`);
  try {
    return new RegExp(source.replace(/^\*/, "\\*"));
  } catch {
    return undefined;
  }
}

/** Whether an expression matches a line that must stay: one that the platform writes, or the script itself has written. */
function matchesProtected(pattern: string, extended: boolean, written: readonly string[]): boolean {
  const read = expression(pattern, extended);
  if (read === undefined || read.test("")) return true;
  return [...samples, ...written].some((line) => read.test(line));
}

/** The addresses and expressions of a script of which every command is `s`, `d`, `a` or `i`; nothing for any other. */
function patternsOf(script: string): readonly string[] | undefined {
  const command =
    /^\s*(?:(?:\/((?:[^/\\]|\\.)*)\/|\$|(\d+))\s*)?(?:s([/|#,@!:~])((?:(?!\3)[^\\]|\\.)*)\3(?:(?!\3)[^\\]|\\.)*\3[gI0-9p]*|d|([ai])\\?\s*[^\n]*)\s*(?:;|\n|$)/;
  const patterns: string[] = [];
  let rest = script;
  while (rest.trim() !== "") {
    const found = command.exec(rest);
    if (found === null) return undefined;
    const [all, address, number, , changed, adds] = found;
    if (changed !== undefined) patterns.push(changed);
    else if (adds === undefined) patterns.push(address ?? (number === undefined ? "$" : ".*"));
    rest = rest.slice(all.length);
  }
  return patterns;
}

/** What an editor is asked to do: its expressions and files. */
export interface Edit {
  readonly scripts: readonly ShellText[];
  readonly files: readonly ShellText[];
  readonly extended: boolean;
}

const protectedLines = (shell: Shell): readonly string[] =>
  shown(shell.log.configuration)
    .split("\n")
    .filter((line) => watchedIn(line) !== undefined);

function readScriptOf(shell: Shell, script: ShellText, edit: Edit, onFile: boolean, line: number): void {
  const late = shell.late ? ({ late: true } as const) : {};
  const named = watchedIn(script);
  const change = substitution(script);
  const added = change === undefined ? script.replace(/^.*?[aci]\\?\s*(?=ECS_)/, "") : change.replacement;
  const set = readConfigurationLines(added, line, false);
  noteLines(shell, added, line);
  if (set.length > 0) return;
  if (named !== undefined) {
    const how = change === undefined ? "removes or rewrites its line" : "rewrites it in place";
    note(shell, { kind: "overwrite", name: named, how, line, ...late });
    return;
  }
  if (!onFile) return;
  const patterns = isKnown(script) ? patternsOf(script) : undefined;
  if (patterns === undefined) {
    unchecked(shell, `\`${shown(script)}\` changes the agent configuration in a way that the scan does not follow`, line);
  } else if (patterns.some((pattern) => matchesProtected(pattern, edit.extended, protectedLines(shell)))) {
    note(shell, { kind: "overwrite", how: "rewrites it in place", line, ...late });
  }
}

/** The events of an edit in place. */
export function readEdit(shell: Shell, edit: Edit, line: number): void {
  const which = edit.files.map((file) => isConfiguration(shell, file));
  const onFile = which.includes("yes") || which.includes("perhaps");
  for (const script of edit.scripts) readScriptOf(shell, script, edit, onFile, line);
  if (onFile) shell.log.configuration = "";
}
