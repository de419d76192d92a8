/** Commands that write, replace or remove the files that they name. */

import type { Call } from "./context";
import { edit } from "./editing";
import { extract, fetchFile } from "./fetchers";
import { filesAt, isAbove, isConfiguration, overwrite, reaches, writeFile } from "./files";
import { unchecked } from "./state";
import { readFile } from "./streams";
import { isKnown, knownPart, type ShellText, shown } from "./text";
import { written } from "./written";

const optionsWithValue: Readonly<Record<string, RegExp>> = {
  install: /^-[mogtS]$/,
  cp: /^-[tS]$/,
  mv: /^-[tS]$/,
  truncate: /^-[sr]$/,
  shred: /^-[ns]$/,
};

/** The words that are no options. */
function operands({ name, args }: Call): readonly ShellText[] {
  const valued = optionsWithValue[name];
  return args.filter((word, index) => !/^-./.test(word) && !(valued?.test(args[index - 1] ?? "") ?? false));
}

const has = (args: readonly ShellText[], pattern: RegExp): boolean => args.some((word) => pattern.test(word));

function remove(call: Call): void {
  const { shell, name, args, line } = call;
  for (const path of operands(call)) {
    const nameless = !isKnown(path) && knownPart(path) === "" && !/\becs\b/.test(shown(path));
    if (nameless && !has(args, /^-/) && name === "rm") continue;
    overwrite(shell, path, `\`${name}\` removes or empties it`, line);
    const wide = isAbove(shell, path) && has(args, /^-\w*[rR]|^--recursive/);
    if (wide && isKnown(path)) overwrite(shell, "/etc/ecs/ecs.config", `\`${name}\` removes or empties it`, line);
    else if (wide) unchecked(shell, `\`${shown(path)}\` may be the folder of the agent configuration, which this removes`, line);
    if (isKnown(path) && shell.sure) shell.log.files.delete(path);
  }
}

/** The file that a copy ends in: the target, or one inside of it. */
function targetsOf(call: Call, sources: readonly ShellText[], target: ShellText): readonly ShellText[] {
  const folder = target.endsWith("/") || sources.length > 1 || isAbove(call.shell, target) || has(call.args, /^-t$/);
  return folder
    ? sources.map((source) => `${target.replace(/\/$/, "")}/${source.replace(/\/$/, "").replace(/^.*\//, "")}`)
    : [target];
}

/** A unit without which the agent does not start, where a link to `/dev/null` masks it. */
const maskedUnit = /\/systemd\/system\/(ecs|docker|containerd)\.service$/;

/** What a copy does to what it copies from, and to whole folders. */
function readSources({ shell, name, args, line }: Call, sources: readonly ShellText[], target: ShellText): void {
  for (const source of name === "mv" ? sources : []) {
    overwrite(shell, source, "`mv` takes it away", line);
    if (!isAbove(shell, source)) continue;
    unchecked(shell, `\`mv\` takes \`${shown(source)}\` away, where the agent configuration is`, line);
  }
  if (name === "ln" && sources.some((source) => isKnown(source) && reaches(shell, source))) {
    unchecked(shell, "`ln` gives the agent configuration another name", line);
  }
  if (name === "ln" && sources.includes("/dev/null") && maskedUnit.test(shown(target))) {
    unchecked(shell, "`ln` keeps the agent from starting", line);
  }
  const tree = has(args, /^-\w*[rRaT]|^--(recursive|archive)/) || name === "mv" || name === "ln";
  if (tree && isAbove(shell, target) && sources.some((source) => isKnown(source) && !/\.\w+$/.test(source))) {
    unchecked(shell, `\`${name}\` may replace the agent configuration, or the folder that it is in`, line);
  }
}

function copyOne({ shell, name, line, context }: Call, source: ShellText, path: ShellText): void {
  const files = filesAt(shell, source);
  const text = name === "ln" ? undefined : readFile(shell, source);
  const foreign = files === undefined && isConfiguration(shell, source) === "no";
  if (text === undefined || (isConfiguration(shell, path) === "yes" ? !isKnown(text) : foreign)) {
    overwrite(shell, path, `\`${name}\` replaces it`, line);
    if (name === "ln" && files !== undefined) shell.log.files.set(path, files);
    return;
  }
  const result = writeFile(shell, { path, text, append: false, how: `\`${name}\` replaces it`, line });
  for (const file of result) written(shell, path, { ...file, line: files?.[0]?.line ?? line }, context.run);
}

function copy(call: Call): void {
  if (call.name === "install" && has(call.args, /^-d$/)) return;
  const at = call.args.indexOf("-t");
  const all = operands(call);
  const target = at >= 0 ? call.args[at + 1] : all.length > 1 ? all.at(-1) : undefined;
  const sources = at >= 0 ? all : all.slice(0, -1);
  if (target === undefined) return;
  readSources(call, sources, target);
  for (const [index, path] of targetsOf(call, sources, target).entries()) copyOne(call, sources[index] ?? sources[0] ?? "", path);
}

/** The files that a program writes by one of its options, or in the place of what it reads. */
function replace({ shell, name, args, line }: Call): void {
  const behind = (option: RegExp): readonly ShellText[] => args.filter((_, index) => option.test(args[index - 1] ?? ""));
  const words = args.filter((word) => !/^-./.test(word));
  const paths: readonly ShellText[] =
    name === "dd"
      ? args.flatMap((word) => (word.startsWith("of=") ? [word.slice(3)] : []))
      : name === "sort"
        ? [...behind(/^(-\w*o|--output)$/), ...args.flatMap((word) => /^(?:-o|--output=)(.+)$/.exec(word)?.[1] ?? [])]
        : name === "uniq"
          ? words.slice(1)
          : /^(un|lib)?(gzip|bzip2|xz|zstd)$/.test(name) && !has(args, /^-\w*[ckltd]|^--(stdout|keep|list|test)/)
            ? words
            : [];
  for (const path of paths) overwrite(shell, path, `\`${name}\` replaces it`, line);
}

/** Records what such a command does; other commands do nothing here. */
export function runCopier(call: Call): void {
  const { name } = call;
  if (["rm", "unlink", "shred", "truncate", "rmdir"].includes(name)) remove(call);
  else if (["cp", "mv", "ln", "install"].includes(name)) copy(call);
  else if (["curl", "wget", "aws", "scp", "rsync"].includes(name)) fetchFile(call);
  else if (name === "sed" || name === "perl") edit(call);
  else if (["tar", "unzip", "bsdtar"].includes(name)) extract(call);
  else replace(call);
}
