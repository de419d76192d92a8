/** Commands that write, replace or remove the files that they name. */

import type { Call } from "./context";
import { readEdit } from "./editor";
import { fetched, filesAt, isAbove, isConfiguration, overwrite, reaches, writeFile } from "./files";
import { unchecked } from "./state";
import { readFile } from "./streams";
import { isKnown, knownPart, shown, type Text } from "./text";
import { written } from "./written";

const optionsWithValue: Readonly<Record<string, RegExp>> = {
  install: /^-[mogtS]$/,
  cp: /^-[tS]$/,
  mv: /^-[tS]$/,
  truncate: /^-[sr]$/,
  shred: /^-[ns]$/,
};

/** The words that are no options. */
function operands({ name, args }: Call): readonly Text[] {
  const valued = optionsWithValue[name];
  return args.filter((word, index) => !/^-./.test(word) && !(valued?.test(args[index - 1] ?? "") ?? false));
}

const has = (args: readonly Text[], pattern: RegExp): boolean => args.some((word) => pattern.test(word));

function remove(call: Call): void {
  const { shell, name, args, line } = call;
  for (const path of operands(call)) {
    if (!isKnown(path) && knownPart(path) === "" && !has(args, /^-/) && name === "rm") continue;
    overwrite(shell, path, `\`${name}\` removes or empties it`, line);
    const wide = isAbove(shell, path) && has(args, /^-\w*[rR]|^--recursive/);
    if (wide && isKnown(path)) overwrite(shell, "/etc/ecs/ecs.config", `\`${name}\` removes or empties it`, line);
    else if (wide) unchecked(shell, `\`${shown(path)}\` may be the folder of the agent configuration, which this removes`, line);
    if (isKnown(path) && shell.sure) shell.log.files.delete(path);
  }
}

/** The file that a copy ends in: the target, or one inside of it. */
function targetsOf(call: Call, sources: readonly Text[], target: Text): readonly Text[] {
  const folder = target.endsWith("/") || sources.length > 1 || isAbove(call.shell, target) || has(call.args, /^-t$/);
  return folder
    ? sources.map((source) => `${target.replace(/\/$/, "")}/${source.replace(/\/$/, "").replace(/^.*\//, "")}`)
    : [target];
}

function copy(call: Call): void {
  const { shell, name, args, line, context } = call;
  if (name === "install" && has(args, /^-d$/)) return;
  const at = args.findIndex((word) => word === "-t");
  const all = operands(call);
  const target = at >= 0 ? args[at + 1] : all.length > 1 ? all.at(-1) : undefined;
  const sources = at >= 0 ? all : all.slice(0, -1);
  if (target === undefined) return;
  for (const source of name === "mv" ? sources : []) {
    overwrite(shell, source, `\`mv\` takes it away`, line);
    if (isAbove(shell, source))
      unchecked(shell, `\`mv\` takes \`${shown(source)}\` away, where the agent configuration is`, line);
  }
  if (name === "ln" && sources.some((source) => isKnown(source) && reaches(shell, source))) {
    unchecked(shell, "`ln` gives the agent configuration another name", line);
  }
  const tree = has(args, /^-\w*[rRaT]|^--(recursive|archive)/) || name === "mv" || name === "ln";
  if (tree && isAbove(shell, target) && sources.some((source) => isKnown(source) && !/\.\w+$/.test(source))) {
    unchecked(shell, `\`${name}\` may replace the agent configuration, or the folder that it is in`, line);
  }
  for (const [index, path] of targetsOf(call, sources, target).entries()) {
    const source = sources[index] ?? sources[0] ?? "";
    const files = filesAt(shell, source);
    const text = name === "ln" ? undefined : readFile(shell, source);
    if (
      text === undefined ||
      (isConfiguration(shell, path) === "yes" ? !isKnown(text) : files === undefined && isConfiguration(shell, source) === "no")
    ) {
      overwrite(shell, path, `\`${name}\` replaces it`, line);
      if (name === "ln" && files !== undefined) shell.log.files.set(path, files);
      continue;
    }
    const result = writeFile(shell, { path, text, append: false, how: `\`${name}\` replaces it`, line });
    for (const file of result) written(shell, path, { ...file, line: files?.[0]?.line ?? line }, context.run);
  }
}

/** Fetches a file: nobody knows its text. */
function fetchFile(call: Call): void {
  const { shell, name, args, line } = call;
  const what = `what \`${name}\` fetches`;
  const paths: Text[] = [];
  for (const [index, word] of args.entries()) {
    const after = args[index + 1];
    const output = name === "curl" ? /^(-\w*o|--output)$/ : /^(-\w*O|--output-document)$/;
    if (output.test(word) && after !== undefined && !(name === "curl" && word === "-O")) paths.push(after);
    const joined = /^--output(?:-document)?=(.*)$/.exec(word)?.[1];
    if (joined !== undefined) paths.push(joined);
    const url = /^(?:https?|s3|ftp):\/\/\S*\/([^/?#\s]+)/.exec(word)?.[1];
    const named =
      name === "wget" ? !has(args, /^-\w*O|^--output-document/) : has(args, /^(-\w*O\w*|--remote-name|--remote-name-all)$/);
    if (url !== undefined && named) paths.push(url);
  }
  if (name === "aws" && args[0] === "s3") paths.push(...awsTargets(call));
  if (name === "scp" || name === "rsync") paths.push(args.at(-1) ?? "");
  for (const path of paths.filter((one) => one !== "-" && one !== "" && one !== "/dev/null" && !one.startsWith("s3://"))) {
    overwrite(shell, path, `\`${name}\` replaces it`, line);
    if (isAbove(shell, path) && path !== "." && path !== "./" && isKnown(path))
      unchecked(shell, `\`${name}\` fetches into \`${shown(path)}\`, where the agent configuration is`, line);
    fetched(shell, path, what, line);
  }
}

function awsTargets({ args }: Call): readonly Text[] {
  const words = args
    .slice(2)
    .filter(
      (word, index, all) =>
        !word.startsWith("--") && !/^--(region|profile|endpoint-url|exclude|include|sse|acl)$/.test(all[index - 1] ?? ""),
    );
  const [from = "", to = ""] = words;
  if (from.startsWith("s3://") || args[1] === "sync") {
    const folder = to.endsWith("/") || to === "." || args[1] === "sync" || args.includes("--recursive");
    return folder && args[1] === "cp" && !args.includes("--recursive")
      ? [`${to === "." ? "" : to}${from.replace(/^.*\//, "")}`]
      : [folder ? `${to.replace(/\/$/, "")}/` : to];
  }
  return args[1] === "mv" ? words.slice(0, 1) : [];
}

function edit(call: Call): void {
  const { shell, args, line, name } = call;
  const inPlace = name === "perl" ? has(args, /^-[a-zA-Z]*i/) : has(args, /^-[a-zA-Z]*i|^--in-place/);
  const scripts: Text[] = [];
  const files: Text[] = [];
  for (const [index, word] of args.entries()) {
    const before = args[index - 1] ?? "";
    if (/^(-[a-zA-Z]*e|--expression)$/.test(before)) scripts.push(word);
    else if (/^--expression=/.test(word)) scripts.push(word.slice("--expression=".length));
    else if (/^(-f|--file)$/.test(before)) scripts.push("\uFDD0a file\uFDD1");
    else if (!word.startsWith("-")) files.push(word);
  }
  if (scripts.length === 0 && files.length > 0) scripts.push(files.shift() ?? "");
  const expressions = scripts.map((script) => script);
  if (!inPlace) {
    // Without `-i` a script writes by its own commands only.
    const writes = expressions.some(
      (script) => /ecs\.config/.test(script) || (/(^|[;}\n/])\s*[wWe]\s|\/[gIp0-9]*[ew]\b/.test(script) && !isKnown(script)),
    );
    if (writes) unchecked(shell, `\`${name}\` may write the agent configuration`, line);
    readEdit(shell, { scripts: expressions, files: [], extended: true }, line);
    return;
  }
  readEdit(shell, { scripts: expressions, files, extended: name === "perl" || has(args, /^-\w*[rE]/) }, line);
  for (const path of files) if (filesAt(shell, path) !== undefined) fetched(shell, path, `what \`${name}\` makes of it`, line);
}

function extract(call: Call): void {
  const { shell, name, args, line } = call;
  if (name === "tar" && !has(args, /^-?[a-zA-Z]*x|^--(extract|get)$/)) return;
  const at = args.findIndex((word) => word === (name === "tar" ? "-C" : "-d"));
  const folder = args[at + 1] ?? ".";
  if (at < 0 ? false : isKnown(folder) && isAbove(shell, folder)) {
    unchecked(shell, `\`${name}\` unpacks into \`${shown(folder)}\`, where the agent configuration is`, line);
  }
  fetched(shell, `${at < 0 ? shell.directory : folder}/`, `what \`${name}\` unpacks`, line);
}

/** Records what such a command does; other commands do nothing here. */
export function runCopier(call: Call): void {
  const { name, shell, args, line } = call;
  if (["rm", "unlink", "shred", "truncate", "rmdir"].includes(name)) remove(call);
  else if (["cp", "mv", "ln", "install"].includes(name)) copy(call);
  else if (["curl", "wget", "aws", "scp", "rsync"].includes(name)) fetchFile(call);
  else if (name === "sed" || name === "perl") edit(call);
  else if (["tar", "unzip", "bsdtar"].includes(name)) extract(call);
  else if (name === "dd")
    for (const word of args) if (word.startsWith("of=")) overwrite(shell, word.slice(3), "`dd` replaces it", line);
}
