/** Commands that run text or files: shells, `eval`, `source`, timers, other interpreters, and files by their path. */

import { readMentions } from "../event";
import type { Call, Result } from "./context";
import { runCopier } from "./copiers";
import { filesAt, isConfiguration } from "./files";
import { copyOf, newShell, note, type Shell, unchecked } from "./state";
import { couldBe, isKnown, type ShellText, shown, unknown } from "./text";
import { readCrontab } from "./written";

const shells = /^(?:ba|da|k|z|a)?sh$/;

/** Runs text in a shell of its own, or in this one. */
function runIn(call: Call, text: ShellText, own: boolean, firstLine?: number): Result {
  const { shell, line, context } = call;
  const inner = own ? { ...copyOf(shell), failing: false, unset: false, left: false } : shell;
  const lineOf = (position: number): number =>
    firstLine === undefined ? line : firstLine + text.slice(0, position).split("\n").length - 1;
  if (text.startsWith("\uFDD0") && knownNothing(text)) {
    unchecked(
      shell,
      `\`${shown(call.program)}\` runs text that is computed or fetched: ${shown(text).trim().slice(0, 80)}`,
      line,
    );
    return { output: unknown(shown(text)), status: "open" };
  }
  return context.run(inner, text, lineOf);
}

const knownNothing = (text: ShellText): boolean => text.replace(/\uFDD0[^\uFDD1]*\uFDD1/g, "").trim() === "";

/** Files of the machine image and of its packages: programs, and what systems source. */
const ofTheImage = /^\/(usr|bin|sbin|lib|lib64|etc|opt)\//;

/** Runs a file: its text where the script has written it. */
function runFile(call: Call, path: ShellText, own: boolean, args: readonly ShellText[]): Result {
  const { shell, line, context } = call;
  const open: Result = { output: unknown(shown(path)), status: "ok" };
  if (path === "/dev/stdin" || path === "-") return runIn(call, call.input, own, call.inputLine);
  if (isConfiguration(shell, path) === "yes") return open;
  const files = isKnown(path) ? filesAt(shell, path) : undefined;
  if (files === undefined) {
    if (ofTheImage.test(path)) return open;
    unchecked(shell, `\`${shown(path)}\` is run, and the script has not written it`, line);
    return open;
  }
  let result = open;
  for (const file of files) {
    if (!isKnown(file.text) && knownNothing(file.text)) {
      unchecked(shell, `\`${shown(path)}\` is run, and its text is ${shown(file.text)}`, line);
      continue;
    }
    if (/^#!/.test(file.text) && !/^#!.*\b(ba|da|k|z|a)?sh\b/.test(file.text)) {
      readForeignText(shell, file.text, line);
      continue;
    }
    const inner: Shell = own ? { ...copyOf(shell), parameters: args, failing: false, unset: false, left: false } : shell;
    if (files.length > 1) inner.sure = false;
    const lineOf = (position: number): number =>
      file.linesMatch ? file.line + file.text.slice(0, position).split("\n").length - 1 : file.line;
    result = context.run(inner, file.text, lineOf);
  }
  return files.length > 1 ? open : result;
}

function runShell(call: Call): Result {
  const { shell, args, input, inputLine } = call;
  const at = args.findIndex((word) => /^-[a-zA-Z]*c[a-zA-Z]*$/.test(word));
  if (at >= 0) {
    const text = args.slice(at + 1).find((word) => !/^[-+]/.test(word)) ?? "";
    const rest = args.slice(args.indexOf(text, at + 1) + 2);
    return runIn({ ...call, shell: { ...copyOf(shell), parameters: rest, left: false } }, text, true);
  }
  const file = args.find((word, index) => !/^[-+]/.test(word) && !/^[-+]o$/.test(args[index - 1] ?? ""));
  if (args.includes("-s") || file === undefined)
    return input === "" ? { output: "", status: "ok" } : runIn(call, input, true, inputLine);
  return runFile(call, file, true, args.slice(args.indexOf(file) + 1));
}

const interpreters =
  /^(python[\d.]*|perl|ruby|node|nodejs|php|lua|awk|gawk|mawk|tclsh|osascript|expect|ansible|ansible-playbook|ansible-pull)$/;
/** Ways to run or to write something, by their names in common languages. */
const computing =
  /\b(exec|eval|b64decode|fromhex|system|popen|subprocess|spawn|urlopen|urlretrieve|requests|compile|__import__|chr|pack|shutil|unlink|truncate|write_text|write_bytes|writeFileSync|fileinput)\b|\bos\.(remove|rename|replace|link|symlink|open)\b|\b(open|fopen)\s*\([^)]*,\s*["'][rb]*[wax+]/;

/** Programs that do what a file or a server tells them. */
const told =
  /^(make|gmake|ninja|just|puppet|chef-client|chef-solo|salt-call|cfn-init|cfn-hup|terraform|npm|npx|yarn|pnpm|docker-compose|patch|ssh|parallel)$/;

/** Text in another language is searched for the names of variables alone. */
function readForeignText(shell: Shell, text: ShellText, line: number): void {
  for (const event of readMentions(text, line, false))
    note(shell, event.kind === "set" ? { ...event, value: shown(event.value), sure: false } : event);
  if (/ecs\.config|\/etc\/ecs|ECS_\w+["']?\s*=/.test(text) || computing.test(text)) {
    unchecked(shell, "a program in another language, of which the scan sees names only, may write the agent configuration", line);
  }
}

function runInterpreter(call: Call): Result {
  const { shell, name, args, input, line } = call;
  if (name === "perl" && args.some((word) => /^-[a-zA-Z]*[ip]/.test(word))) {
    runCopier(call);
    return { output: unknown([name, ...args].map(shown).join(" ")), status: "ok" };
  }
  const texts = args.filter((_, index) => /^-\w*[cerE]$/.test(args[index - 1] ?? ""));
  const isAwk = /awk$/.test(name);
  const file = args.find((word) => !word.startsWith("-"));
  if (isAwk) texts.push(...args.filter((word) => !/^-/.test(word)).slice(0, 1));
  for (const text of texts) readForeignText(shell, text, line);
  if (isAwk && args.includes("inplace") && args.some((word) => isConfiguration(shell, word) !== "no")) {
    unchecked(shell, "`awk` changes the agent configuration in place", line);
  }
  if (!isAwk && texts.length === 0) {
    if (file === undefined || file === "-") readForeignText(shell, input, line);
    if ((file === undefined || file === "-") && !isKnown(input))
      unchecked(shell, `\`${name}\` runs text that is computed or fetched`, line);
    if (file !== undefined && file !== "-" && !args.includes("-m")) runFile(call, file, true, []);
  }
  return { output: unknown([name, ...args].map(shown).join(" ")), status: "ok" };
}

function runTimer(call: Call): Result | undefined {
  const { shell, name, args, input, line, inputLine, context } = call;
  const lineOf = (position: number): number =>
    inputLine === undefined ? line : inputLine + input.slice(0, position).split("\n").length - 1;
  if (name === "at" || name === "batch") {
    if (knownNothing(input) && input !== "") unchecked(shell, `\`${name}\` runs text that is computed or fetched`, line);
    context.run({ ...newShell(shell.log, true, false), functions: new Map() }, input, lineOf);
    return { output: "", status: "ok" };
  }
  if (name !== "crontab") return undefined;
  if (args.includes("-l")) return { output: "", status: "ok" };
  const path = args.find((word) => !word.startsWith("-"));
  const files =
    path === undefined || path === "-"
      ? [{ text: input, line: inputLine ?? line, linesMatch: inputLine !== undefined }]
      : filesAt(shell, path);
  if (files === undefined || files.some(({ text }) => /(^|\n)\uFDD0/.test(text)))
    unchecked(shell, "the lines of a crontab are computed or fetched", line);
  for (const file of files ?? []) readCrontab(shell, file, false, context.run);
  return { output: "", status: "ok" };
}

const broad = /^\/(etc(\/ecs)?|var(\/lib(\/ecs)?)?)?\/?$/;

function runFind({ shell, args, line, context }: Call): undefined {
  const first = args.findIndex((word) => /^[-!(]/.test(word));
  const roots = first > 0 ? args.slice(0, first) : [shell.directory];
  const names = args.filter((_, index) => /^-i?(name|path|wholename)$/.test(args[index - 1] ?? ""));
  const misses = names.length > 0 && names.every((one) => isKnown(one) && !couldBe(one, "ecs.config") && !one.includes("ecs"));
  const acts = args.some((word) => /^-(delete|exec|execdir|ok|okdir)$/.test(word));
  if (acts && !misses && roots.some((root) => broad.test(root) || !isKnown(root))) {
    unchecked(shell, "`find` acts on files that may be the agent configuration", line);
  }
  const from = args.findIndex((word) => /^-(exec|execdir|ok|okdir)$/.test(word));
  const words = args.slice(from + 1).filter((word) => word !== ";" && word !== "+");
  if (from >= 0) context.words(copyOf(shell, { sure: false }), words, { text: "" }, line, context);
  return undefined;
}

/** `find -exec`, `flock`, `su -c`: the command is among the words. */
function runInWords(call: Call): Result | undefined {
  const { shell, name, args, line, context } = call;
  if (name === "find") return runFind(call);
  if (!["su", "runuser", "flock", "script", "sg"].includes(name)) return undefined;
  const at = args.findIndex((word) => /^-\w*c$|^--command$/.test(word));
  if (at >= 0) return runIn(call, args[at + 1] ?? "", true);
  if (name === "flock") {
    const file = args.findIndex((word) => !word.startsWith("-"));
    return context.words(shell, args.slice(file + 1), { text: call.input }, line, context);
  }
  return name === "su" && call.input !== "" ? runIn(call, call.input, true, call.inputLine) : undefined;
}

const changing = ["rm", "mv", "cp", "sed", "tee", "truncate", "ln"];

/** `xargs` with words that are not known. */
function readXargs({ shell, name, input, line, prefixes }: Call): void {
  if (!prefixes.includes("xargs")) return;
  if (shells.test(name)) unchecked(shell, "`xargs` gives a shell words that are computed", line);
  const harmless = isKnown(input) || /\/(tmp|log|cache)\b|docker|journal/.test(input);
  if (changing.includes(name) && !harmless) unchecked(shell, `\`xargs\` gives \`${name}\` names that are computed`, line);
}

const ofTheSystem = /^\/(usr\/)?(local\/)?s?bin\//;

/** A program by its path, or one that the script has put where programs are. */
function runByPath(call: Call): Result | undefined {
  const { shell, name, args, program } = call;
  if (program.includes("/")) {
    const own = filesAt(shell, program) !== undefined;
    return own || !(ofTheImage.test(program) || ofTheSystem.test(program)) ? runFile(call, program, true, args) : undefined;
  }
  const named = [...shell.log.files.keys()].find((path) => path.endsWith(`/${name}`) && /\/s?bin\//.test(path));
  return named === undefined ? undefined : runFile(call, named, true, args);
}

/** Runs a command that runs something; nothing for another one. */
export function runScripts(call: Call): Result | undefined {
  const { name, args } = call;
  readXargs(call);
  const known = runTimer(call) ?? runInWords(call);
  if (known !== undefined) return known;
  if (told.test(name)) unchecked(call.shell, `\`${name}\` does what a file or a server says`, call.line);
  if (name === "eval") return runIn(call, args.join(" "), false);
  if (shells.test(name)) return runShell(call);
  if (name === "source" || name === ".") return runFile(call, args[0] ?? "", false, args.slice(1));
  return interpreters.test(name) ? runInterpreter(call) : runByPath(call);
}
