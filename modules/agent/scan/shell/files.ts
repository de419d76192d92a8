/** Which file a word of a script names, and what happens to the files that it writes. */
import { type KnownFile, land, note, noteLines, type Shell, unchecked } from "./state";
import { bounded, couldBe, isKnown, type ShellText, shown, unknown } from "./text";

/** The agent's configuration, and the one beneath it that the machine image brings along. */
const configurationFiles: readonly string[] = ["/etc/ecs/ecs.config", "/var/lib/ecs/ecs.config"];
const folders: readonly string[] = ["/", "/etc", "/etc/ecs", "/var", "/var/lib", "/var/lib/ecs"];

/** A path without `.`, `..` and doubled slashes, from the root. */
export function absolute(shell: Shell, path: ShellText): ShellText {
  const parts: string[] = [];
  for (const part of `${path.startsWith("/") || path.startsWith("\uFDD0") ? "" : `${shell.directory}/`}${path}`.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  const whole = parts.join("/");
  return whole.startsWith("\uFDD0") ? whole : `/${whole}`;
}

/** Whether a path is the agent's configuration. A relative `ecs.config` is, whatever the directory: the AWS page writes it so. */
export function isConfiguration(shell: Shell, path: ShellText): "yes" | "perhaps" | "no" {
  if (/^(?!\/|\uFDD0)(.*\/)?ecs\.config$/.test(path)) return "yes";
  const whole = absolute(shell, path);
  if (configurationFiles.includes(whole)) return "yes";
  return configurationFiles.some((file) => couldBe(whole, file)) ? "perhaps" : "no";
}

/** Whether a path is a folder that holds the configuration, at whatever depth. */
export function isAbove(shell: Shell, path: ShellText): boolean {
  const whole = absolute(shell, path);
  return folders.some((folder) => couldBe(whole, folder));
}

/** Whether a path may be the configuration or what holds it. */
export function reaches(shell: Shell, path: ShellText): boolean {
  return isConfiguration(shell, path) !== "no" || isAbove(shell, path);
}

/** The texts that a file may have; undefined for a file that the script has nothing to do with. */
export function filesAt(shell: Shell, path: ShellText): readonly KnownFile[] | undefined {
  const whole = absolute(shell, path);
  const found = shell.log.files.get(whole);
  if (found !== undefined) return found;
  if (!isKnown(whole)) return undefined;
  for (let folder = whole; folder.length > 1; folder = folder.replace(/\/[^/]*$/, "")) {
    const within = shell.log.files.get(`${folder}/`);
    if (within !== undefined) return within;
  }
  return undefined;
}

/** A file that is fetched or computed: nobody knows its text. */
export function fetched(shell: Shell, path: ShellText, what: string, line: number): void {
  shell.log.files.set(absolute(shell, path) + (path.endsWith("/") ? "/" : ""), [
    { text: unknown(what), line, linesMatch: false },
  ]);
}

/** How a file is written. */
export interface Writing {
  readonly path: ShellText;
  readonly text: ShellText;
  readonly append: boolean;
  readonly how: string;
  readonly line: number;
  /** Whether the file has been emptied before the command ran. */
  readonly emptied?: true;
  /** The line in which the text begins, where it stands in the script as it is. */
  readonly textLine?: number;
}

const mostTexts = 4;

function remember(shell: Shell, writing: Writing): readonly KnownFile[] {
  const { path, text, append, line, textLine } = writing;
  const whole = absolute(shell, path);
  const before = shell.log.files.get(whole);
  const fresh = { text, line: textLine ?? line, linesMatch: textLine !== undefined };
  const added = (before ?? []).map((file) => ({ ...file, text: bounded(file.text + text) }));
  const now = append && before !== undefined ? added : [fresh];
  const all = shell.sure && !shell.late ? now : [...(before ?? []), ...now];
  const texts = all.filter((file, index) => all.findIndex((other) => other.text === file.text) === index);
  const kept = texts.length > mostTexts ? [{ ...fresh, text: unknown(`the text of ${shown(path)}`) }] : texts;
  shell.log.files.set(whole, kept);
  return now;
}

/** Empties, replaces or removes the configuration, or what may be it. */
export function overwrite(shell: Shell, path: ShellText, how: string, line: number): void {
  const which = isConfiguration(shell, path);
  if (which === "yes") {
    note(shell, { kind: "overwrite", how, line, ...(shell.late ? { late: true } : {}) });
    shell.log.configuration = "";
  } else if (which === "perhaps") {
    unchecked(shell, `\`${shown(path)}\` may be the agent configuration, which this replaces or removes`, line);
  }
}

/** Writes a file: the configuration, or one whose text is remembered. Returns the texts that the file may have now, when it is another. */
export function writeFile(shell: Shell, writing: Writing): readonly KnownFile[] {
  const { path, text, append, how, line } = writing;
  const which = isConfiguration(shell, path);
  if (!append && writing.emptied !== true) overwrite(shell, path, how, line);
  if (which === "no") return isKnown(path) ? remember(shell, writing) : [];
  const sure = which === "yes" && shell.sure && !shell.late;
  if (which === "yes") land(shell, text, line, sure);
  else if (!isKnown(text)) unchecked(shell, `\`${shown(path)}\` may be the agent configuration, and the text is computed`, line);
  if (which === "perhaps") noteLines(shell, text, line);
  return [];
}
