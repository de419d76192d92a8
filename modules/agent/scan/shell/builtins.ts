/** Commands of the shell itself. */
import type { Call, Result } from "./context";
import { absolute } from "./files";
import { copyOf, leave, noteWord } from "./state";
import { isKnown, type Text, unknown } from "./text";

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

function declare({ shell, args, line }: Call): Result {
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
  shell.directory = shell.sure || !isKnown(inside) || inside === shell.directory ? inside : inside;
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

function setUnknown({ shell, args }: Call, from: readonly Text[]): Result {
  for (const name of from) if (/^[A-Za-z_]\w*$/.test(name)) shell.variables.set(name, [unknown(`$${name}`)]);
  for (const name of args) if (/^[A-Za-z_]\w*$/.test(name)) shell.variables.set(name, [unknown(`$${name}`)]);
  return { output: "", status: "open" };
}

/** Runs a command of the shell; nothing for another one. */
export function runBuiltin(call: Call): Result | undefined {
  const { shell, name, args, context, line } = call;
  switch (name) {
    case ":":
    case "true":
      return ok;
    case "false":
      return { output: "", status: "fails" };
    case "exit":
    case "return":
      leave(shell);
      return ok;
    case "set":
      return setOptions(call);
    case "export":
    case "local":
    case "readonly":
    case "declare":
    case "typeset":
      return declare(call);
    case "cd":
    case "pushd":
      return change(call);
    case "read":
    case "mapfile":
    case "readarray":
    case "getopts":
    case "let":
      return setUnknown(call, ["REPLY", "MAPFILE", "OPTARG", ...args.flatMap((word) => word.match(/[A-Za-z_]\w*/g) ?? [])]);
    case "unset":
      for (const word of args) {
        shell.variables.set(word, [""]);
        if (args[0] === "-f") shell.functions.delete(word);
      }
      return ok;
    case "shift":
      shell.parameters = shell.parameters?.slice(/^\d+$/.test(args[0] ?? "1") ? Number(args[0] ?? 1) : 1);
      return ok;
    case "trap": {
      const [code = ""] = args.filter((word) => word !== "--");
      if (args.length > 1 && code !== "-" && !code.startsWith("-"))
        context.run(copyOf(shell, { late: true, sure: false }), code, () => line);
      return ok;
    }
    case "alias":
      for (const word of args) context.run(copyOf(shell, { late: true, sure: false }), word.replace(/^[^=]*=/, ""), () => line);
      return ok;
    default:
      return nothing.has(name) ? ok : undefined;
  }
}
