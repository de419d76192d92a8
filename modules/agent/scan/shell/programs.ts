/** What each command does, by its name. A command that is not here is an outside program, which is taken to do what it is for. */

import { runBuiltin } from "./builtins";
import type { Call, Result } from "./context";
import { runCopier } from "./copiers";
import { filesAt, isAbove, isConfiguration, writeFile } from "./files";
import { printed } from "./printing";
import { runScripts } from "./runners";
import { note, noteLines, noteWord, unchecked } from "./state";
import { readFile } from "./streams";
import { isKnown, shown, unknown } from "./text";
import { written } from "./written";

const unseen = ({ program, args }: Call): string => unknown([program, ...args].map(shown).join(" "));

/** Commands that read what they name, or change nothing of its text. */
const readers = new Set([
  ...[
    "cat",
    "grep",
    "egrep",
    "fgrep",
    "zgrep",
    "head",
    "tail",
    "wc",
    "ls",
    "ll",
    "stat",
    "file",
    "test",
    "[",
    "md5sum",
    "sha1sum",
  ],
  ...[
    "sha256sum",
    "sha512sum",
    "cksum",
    "diff",
    "cmp",
    "comm",
    "cut",
    "sort",
    "uniq",
    "paste",
    "tac",
    "rev",
    "nl",
    "fold",
    "column",
  ],
  ...[
    "logger",
    "less",
    "more",
    "od",
    "xxd",
    "hexdump",
    "strings",
    "jq",
    "yq",
    "chmod",
    "chown",
    "chgrp",
    "touch",
    "mkdir",
    "readlink",
  ],
  ...[
    "realpath",
    "dirname",
    "basename",
    "du",
    "df",
    "getfacl",
    "restorecon",
    "chcon",
    "setfacl",
    "echo",
    "printf",
    "wall",
    "cd",
    "pushd",
  ],
  ...[
    "sed",
    "awk",
    "gawk",
    "mawk",
    "tr",
    "base64",
    "gzip",
    "systemctl",
    "inotifywait",
    "lsattr",
    "namei",
    "tree",
    "which",
    "type",
  ],
  ...[
    "perl",
    "unlink",
    "shred",
    "truncate",
    "rmdir",
    "aws",
    "curl",
    "wget",
    "semanage",
    "tar",
    "zip",
    "cpio",
    "find",
    "rsync",
    "scp",
    "cp",
    "mv",
    "ln",
    "install",
    "dd",
    "rm",
    "tee",
  ],
  ...[
    "export",
    "declare",
    "local",
    "readonly",
    "typeset",
    "alias",
    "set",
    "trap",
    "source",
    ".",
    "mapfile",
    "read",
    "envsubst",
    "date",
  ],
  ...["true", "false", ":", "exit", "return", "sleep", "wait", "env", "id", "hostname", "uname", "mountpoint", "findmnt"],
]);

/** Whether an outside program is given the agent's configuration, and so may change it. */
function readForeign(call: Call): void {
  const { shell, name, args, line } = call;
  if (readers.has(name)) return;
  const folder = ["docker", "podman", "nerdctl", "ctr", "mount", "chattr"].includes(name);
  for (const word of args) {
    const path = word.replace(/^-[A-Za-z]|^--?[A-Za-z-]+=/, "");
    const mounts = folder && /^(\/|\/etc\/?|\/etc\/ecs\/?)(:|$)/.test(path);
    const names = /(^|[^A-Za-z0-9_.-])(\/etc\/ecs|\/var\/lib\/ecs)(?![A-Za-z0-9_-])|ecs\.config/.test(shown(word));
    if (!mounts && !names) continue;
    unchecked(shell, `\`${shown(name)}\` is given \`${shown(word).slice(0, 80)}\`, and may change the agent configuration`, line);
  }
}

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

function runTee({ shell, args, input, line, inputLine, context }: Call): Result {
  const append = args.some((word) => /^(-\w*a\w*|--append)$/.test(word));
  for (const path of args.filter((word) => !word.startsWith("-") && !/^\/dev\//.test(word))) {
    const writing = { path, text: input, append, how: "`tee` without `-a` replaces it", line };
    const files = writeFile(shell, { ...writing, ...(inputLine === undefined ? {} : { textLine: inputLine }) });
    for (const file of files) written(shell, path, file, context.run);
  }
  return { output: input, status: "ok" };
}

function runCat(call: Call): Result {
  const { shell, args, input } = call;
  const options = args.filter((word) => /^-./.test(word));
  const names = args.filter((word) => !/^-./.test(word));
  if (options.length > 0) return { output: unseen(call), status: "ok" };
  const texts = names.length === 0 ? [input] : names.map((path) => (path === "-" ? input : readFile(shell, path)));
  for (const word of args) noteWord(shell, word, call.line);
  const status = names.every((path) => shell.log.files.has(path) || isConfiguration(shell, path) === "yes" || path === "-")
    ? "ok"
    : "open";
  return { output: texts.join(""), status };
}

function runPrinter(call: Call): Result | undefined {
  const { shell, name, args, line } = call;
  const print = printed(name, args);
  if (print === undefined) return undefined;
  noteLines(shell, print.escapes, line);
  if (print.escapes !== print.output.replace(/\n$/, "")) noteLines(shell, print.output, line);
  if (print.variable !== undefined) shell.variables.set(print.variable, [print.output]);
  return { output: print.variable === undefined ? print.output : "", status: "ok" };
}

/** Commands that say how something is, so that nobody can know how they end. */
const askers = new Set([
  "[",
  "test",
  "grep",
  "egrep",
  "fgrep",
  "expr",
  "let",
  "diff",
  "cmp",
  "read",
  "mountpoint",
  "pgrep",
  "which",
  "type",
]);

/** Commands that fail where a file is missing. */
const needsFiles = new Set([
  "mv",
  "cp",
  "rm",
  "rmdir",
  "unlink",
  "install",
  "ln",
  "sed",
  "head",
  "tail",
  "cut",
  "sort",
  "cat",
  "chmod",
]);

/** Whether every file that the command names is one that the script has written, or needs not be there. */
function hasFiles({ shell, name, args }: Call): boolean {
  const forced =
    args.some((word) => /^-\w*f|^--force$|^-d$|^-s/.test(word)) && (name === "rm" || name === "ln" || name === "install");
  const paths = args.filter((word) => word.includes("/"));
  return forced || (["mv", "cp"].includes(name) ? paths.slice(0, -1) : paths).every((path) => filesAt(shell, path) !== undefined);
}

const stopping = new Set(["reboot", "shutdown", "poweroff", "halt", "init", "telinit"]);

/** What touches the place of the configuration, or the order of cloud-init, without writing the file. */
function readSystem(call: Call): void {
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

function statusOf(call: Call): Result["status"] {
  const { name, args } = call;
  if (needsFiles.has(name)) return hasFiles(call) ? "ok" : "open";
  return askers.has(name) || (name === "command" && /^-[vV]/.test(args[0] ?? "")) ? "open" : "ok";
}

/** Runs a command by its name. */
export function runProgram(call: Call): Result {
  const { shell, name, args, line } = call;
  if (name !== "sed" && !["echo", "printf"].includes(name)) for (const word of args) noteWord(shell, word, line);
  const known = runPrinter(call) ?? runBuiltin(call) ?? runScripts(call);
  if (known !== undefined) return known;
  readForeign(call);
  if (name === "tee") return runTee(call);
  if (name === "cat") return runCat(call);
  readSystem(call);
  runCopier(call);
  return { output: unseen(call), status: statusOf(call) };
}
