/** Commands of the shell itself. */
import type { Call, Result } from "./context";
import { absolute } from "./files";
import { copyOf, leave, noteWord, unchecked } from "./state";
import { type ShellText, shown, unknown } from "./text";

const ok: Result = { output: "", status: "ok" };

function setOptions({ shell, args }: Call): Result {
  const dashes = args.indexOf("--");
  for (const [index, word] of args.entries()) {
    if (dashes >= 0 && index >= dashes) break;
    const on = word.startsWith("-");
    if (/^[-+][A-Za-z]*e/.test(word) || (args[index + 1] === "errexit" && /^[-+]o$/.test(word))) shell.failing = on;
    if (/^[-+][A-Za-z]*u/.test(word) || (args[index + 1] === "nounset" && /^[-+]o$/.test(word))) shell.unset = on;
  }
  if (dashes >= 0) shell.parameters = args.slice(dashes + 1);
  else if (args[0] !== undefined && !/^[-+]/.test(args[0])) shell.parameters = args;
  return ok;
}

function declare({ shell, name: command, args, line }: Call): Result {
  if (command !== "export" && args.some((word) => /^-[a-zA-Z]*n/.test(word)))
    unchecked(shell, "a variable is set by way of another name, which the scan does not follow", line);
  for (const word of args) {
    // What an assignment of the parser's is not: `export "$NAME=x"`, `export ECS_X="..."` behind a prefix.
    const pair = /^([A-Za-z_]\w*)\+?=([\s\S]*)$/.exec(word);
    noteWord(shell, word, line);
    if (pair !== null) shell.variables.set(pair[1] ?? "", [pair[2] ?? ""]);
  }
  return ok;
}

function change({ shell, args }: Call): Result {
  const [to = "/root"] = args.filter((word) => !/^-./.test(word));
  const inside = to === "-" ? unknown("the directory before") : absolute(shell, to);
  shell.directory = inside;
  return { output: "", status: "ok" };
}

const nothing = new Set([
  "break",
  "continue",
  "wait",
  "umask",
  "ulimit",
  "shopt",
  "hash",
  "enable",
  "disown",
  "fg",
  "bg",
  "jobs",
  "complete",
  "popd",
]);

/** Variables that get what the command reads. */
function setUnknown({ shell, input }: Call, names: readonly ShellText[]): Result {
  for (const name of names) if (/^[A-Za-z_]\w*$/.test(name)) shell.variables.set(name, [unknown(`$${name} of ${shown(input)}`)]);
  return { output: "", status: "open" };
}

function unset({ shell, args }: Call): Result {
  for (const word of args) {
    shell.variables.set(word, [""]);
    if (args[0] === "-f") shell.functions.delete(word);
  }
  return ok;
}

function shift({ shell, args }: Call): Result {
  const [count = "1"] = args;
  shell.parameters = shell.parameters?.slice(/^\d+$/.test(count) ? Number(count) : 1);
  return ok;
}

/** Text that the shell keeps for later: of a trap, of an alias. */
function keep({ shell, context, line }: Call, texts: readonly ShellText[]): Result {
  for (const text of texts) context.run(copyOf(shell, { late: true, sure: false }), text, () => line);
  return ok;
}

function trap(call: Call): Result {
  const [code = ""] = call.args.filter((word) => word !== "--");
  return keep(call, call.args.length > 1 && !code.startsWith("-") ? [code] : []);
}

function leaving({ shell }: Call): Result {
  leave(shell);
  return ok;
}

const reading = (call: Call): Result =>
  setUnknown(call, ["REPLY", "MAPFILE", "OPTARG", ...call.args.flatMap((word) => word.match(/[A-Za-z_]\w*/g) ?? [])]);

const builtins: Readonly<Record<string, (call: Call) => Result>> = {
  ":": () => ok,
  true: () => ok,
  false: () => ({ output: "", status: "fails" }),
  exit: leaving,
  return: leaving,
  set: setOptions,
  ...Object.fromEntries(["export", "local", "readonly", "declare", "typeset"].map((name) => [name, declare])),
  cd: change,
  pushd: change,
  ...Object.fromEntries(["read", "mapfile", "readarray", "getopts", "let"].map((name) => [name, reading])),
  unset,
  shift,
  trap,
  alias: (call) =>
    keep(
      call,
      call.args.map((word) => word.replace(/^[^=]*=/, "")),
    ),
};

/** Runs a command of the shell; nothing for another one. */
export function runBuiltin(call: Call): Result | undefined {
  if (Object.hasOwn(builtins, call.name)) return builtins[call.name]?.(call);
  return nothing.has(call.name) ? ok : undefined;
}
