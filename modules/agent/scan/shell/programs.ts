/** What each command does, by its name. A command that is not here is an outside program, which is taken to do what it is for. */

import { runBuiltin } from "./builtins";
import type { Call, Result } from "./context";
import { runCopier } from "./copiers";
import { filesAt, isConfiguration, writeFile } from "./files";
import { readForeign } from "./foreign";
import { printed } from "./printing";
import { runScripts } from "./runners";
import { noteLines, noteWord } from "./state";
import { readFile } from "./streams";
import { readSystem } from "./system";
import { shown, unknown } from "./text";
import { written } from "./written";

const unseen = ({ program, args }: Call): string => unknown([program, ...args].map(shown).join(" "));

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

function statusOf(call: Call): Result["status"] {
  const { name, args } = call;
  if (needsFiles.has(name)) return hasFiles(call) ? "ok" : "open";
  return askers.has(name) || (name === "command" && /^-[vV]/.test(args[0] ?? "")) ? "open" : "ok";
}

/** Runs a command by its name. */
export function runProgram(call: Call): Result {
  const { shell, name, args, line } = call;
  if (!["echo", "printf", "sed", "perl"].includes(name)) for (const word of args) noteWord(shell, word, line);
  const known = runPrinter(call) ?? runBuiltin(call) ?? runScripts(call);
  if (known !== undefined) return known;
  readForeign(call);
  if (name === "tee") return runTee(call);
  if (name === "cat") return runCat(call);
  readSystem(call);
  runCopier(call);
  return { output: unseen(call), status: statusOf(call) };
}
