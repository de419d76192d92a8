/** What is known while a script is read: the mutable record of one reading, and what is written down of it. */
import { readConfigurationLines, readMentions, type ScanEvent, watchedIn } from "../event";
import type { FunctionNode } from "./parser";
import { bounded, isKnown, type ShellText, shown, unknown } from "./text";

/** A file that the script has written or fetched, where its text is known. `line` is the line in which the text begins. */
export interface KnownFile {
  readonly text: ShellText;
  readonly line: number;
  readonly linesMatch: boolean;
}

/** A script inside the text: functions know the place in which they stand. */
export interface Place {
  readonly source: string;
  readonly lineOf: (position: number) => number;
}

/** Shared by everything that one reading runs, subshells and scripts in files included. */
interface Log {
  readonly events: ScanEvent[];
  readonly seen: Set<string>;
  /** What the script has written into the agent's configuration since it was last emptied. */
  configuration: ShellText;
  /** Files by path, with every text that they may have. */
  readonly files: Map<string, readonly KnownFile[]>;
  /** Commands that may still be read. */
  budget: number;
  readonly running: string[];
}

/** One shell process: subshells get a copy. */
export interface Shell {
  readonly log: Log;
  variables: Map<string, readonly ShellText[]>;
  functions: Map<string, readonly { readonly node: FunctionNode; readonly place: Place }[]>;
  parameters: readonly ShellText[] | undefined;
  directory: ShellText;
  /** Whether the place that is read is reached in every run of the script. */
  sure: boolean;
  /** Whether it runs at another time: in the background, by a timer, by the system's service manager. */
  readonly late: boolean;
  /** Whether it runs at every start of the instance. */
  readonly again?: true;
  /** Whether something before may have left the script. */
  left: boolean;
  /** `set -e`, `set -u`. */
  failing: boolean;
  unset: boolean;
}

/** A new process. */
export function newShell(log: Log, late: boolean, sure: boolean, again = false): Shell {
  const empty = { variables: new Map(), functions: new Map(), parameters: [], directory: "/" };
  return { log, ...empty, sure, late, left: false, failing: false, unset: false, ...(again ? { again } : {}) };
}

/** The log of a new reading. */
export function newLog(): Log {
  return { events: [], seen: new Set(), configuration: "", files: new Map(), budget: 20_000, running: [] };
}

/** A copy for a subshell or a branch; the files and what is written down are shared. */
export function copyOf(shell: Shell, changes: Partial<Pick<Shell, "sure" | "late">> = {}): Shell {
  return { ...shell, variables: new Map(shell.variables), functions: new Map(shell.functions), ...changes };
}

const mostAlternatives = 4;

/** What a variable may be after either of two ways. */
function either(a: readonly ShellText[], b: readonly ShellText[], name: string): readonly ShellText[] {
  const all = [...new Set([...a, ...b])];
  return all.length > mostAlternatives ? [unknown(`$${name}`)] : all;
}

/** The values of a variable: what the instance's environment sets is not known. */
export function valuesOf(shell: Shell, name: string): readonly ShellText[] {
  const index = /^\d+$/.test(name) ? Number(name) : undefined;
  if (index !== undefined && index > 0 && shell.parameters !== undefined) return [shell.parameters[index - 1] ?? ""];
  return shell.variables.get(name) ?? [unknown(`$${name}`)];
}

/** Goes on behind branches: each may be the one that was taken. */
export function joinBranches(shell: Shell, branches: readonly Shell[]): void {
  const [first, ...rest] = branches;
  if (first === undefined) return;
  const variables = new Map(first.variables);
  const functions = new Map(first.functions);
  for (const branch of rest) {
    for (const name of new Set([...variables.keys(), ...branch.variables.keys()])) {
      const absent = [unknown(`$${name}`)];
      variables.set(name, either(variables.get(name) ?? absent, branch.variables.get(name) ?? absent, name));
    }
    for (const [name, bodies] of branch.functions) functions.set(name, [...new Set([...(functions.get(name) ?? []), ...bodies])]);
  }
  shell.variables = variables;
  shell.functions = functions;
  if (branches.some(({ directory }) => directory !== first.directory)) shell.directory = unknown("the directory");
  else shell.directory = first.directory;
  shell.failing = branches.some(({ failing }) => failing);
  shell.unset = branches.some(({ unset }) => unset);
  if (branches.some(({ left }) => left)) leave(shell);
}

/** The script may end here: what follows does not run in every case. */
export function leave(shell: Shell): void {
  shell.left = true;
  shell.sure = false;
}

/** Writes an event down once. */
export function note(shell: Shell, event: ScanEvent): void {
  const key = JSON.stringify(event);
  if (shell.log.seen.has(key) && event.kind !== "landed" && event.kind !== "overwrite") return;
  shell.log.seen.add(key);
  const marked = shell.again === true && (event.kind === "landed" || event.kind === "overwrite");
  shell.log.events.push(marked ? { ...event, again: true } : event);
}

/** Something that the scan cannot see. */
export function unchecked(shell: Shell, why: string, line: number): void {
  note(shell, { kind: "unchecked", why, line });
}

/** Text that a command prints or passes on, read as lines of the agent's configuration. */
export function noteLines(shell: Shell, text: ShellText, line: number, linesMatch = false): void {
  for (const event of readConfigurationLines(text, line, linesMatch)) note(shell, plainly(event));
}

function plainly(event: ScanEvent): ScanEvent {
  if (event.kind === "set") return { ...event, value: shown(event.value), sure: false };
  return event.kind === "unread" ? { ...event, text: shown(event.text) } : event;
}

/** A word of a command that prints none of its words. */
export function noteWord(shell: Shell, word: ShellText, line: number): void {
  const name = watchedIn(word);
  if (name === undefined) return;
  // A plain assignment keeps its value to the last character; anything else may go on behind it.
  const read = word.startsWith(`${name}=`) ? readConfigurationLines(word, line, false) : readMentions(word, line, false);
  for (const event of read) note(shell, plainly(event));
}

/** Text lands in the agent's configuration file; `sure` when nothing can keep it from landing. */
export function land(shell: Shell, text: ShellText, line: number, sure: boolean): void {
  const { log } = shell;
  const whole = bounded(log.configuration + text);
  // Unknown text is seen in the part that is new; a value that is not known is one of a known name.
  const lines = whole.split("\n");
  const fresh = lines.slice(log.configuration.split("\n").length - 1);
  if (fresh.some((one) => !isKnown(one) && !/^\s*(#|[A-Za-z_][A-Za-z0-9_]*=)/.test(one))) {
    unchecked(shell, "a line of the agent configuration is computed", line);
  }
  log.configuration = isKnown(lines.at(-1) ?? "") ? whole : "";
  for (const event of readConfigurationLines(fresh.join("\n"), line, false)) {
    if (event.kind === "set") note(shell, { kind: "landed", name: event.name, value: shown(event.value), sure, line });
  }
}
