/** A simple command: its words expanded, its prefixes taken off, and what it does looked up by its name. */

import type { Call, Given, Result, ShellContext } from "./context";
import type { Assignment, Command, Word } from "./parser";
import { baseName, peel } from "./prefixes";
import { runProgram } from "./programs";
import { copyOf, leave, noteWord, type Shell, unchecked } from "./state";
import { redirectAll, redirected } from "./streams";
import { oneOf, surroundings } from "./surroundings";
import { bounded, isKnown, type ShellText, shown, unknown } from "./text";
import { combined, fields, joined } from "./words";

/** The value of an assignment: its alternatives. */
function valuesIn(shell: Shell, { value, index, append, name }: Assignment, context: ShellContext): readonly ShellText[] {
  const around = surroundings(shell, context);
  if (value.type === "ArrayValue") {
    const lists = value.elements.flatMap((word) => fields(word, around).flat());
    return [unknown(lists.map(shown).join(" "))];
  }
  const values = joined(value, around);
  if (index !== undefined) return [unknown(`$${name}`)];
  if (append !== true) return values;
  const all = combined([around.valuesOf(name), values]);
  return all === undefined ? [unknown(`$${name}`)] : all.map((pair) => bounded(pair.join("")));
}

/** Sets the variables of a command without a name, or of `export` and its kind. */
function assign(shell: Shell, assignment: Assignment, context: ShellContext, keeps: boolean): void {
  const values = valuesIn(shell, assignment, context);
  const line = context.place.lineOf(assignment.pos);
  for (const value of values) noteWord(shell, `${assignment.name}=${value}`, line);
  if (keeps) shell.variables.set(assignment.name, values.length > 4 ? [unknown(`$${assignment.name}`)] : values);
}

const declaring = ["export", "local", "readonly", "declare", "typeset"];

/** Every list of words that the command may be. Behind a name `of=/x` is a word, whatever the parser calls it. */
function alternatives(
  shell: Shell,
  words: readonly (Word | Assignment)[],
  context: ShellContext,
): readonly (readonly ShellText[])[] {
  const around = surroundings(shell, context);
  const lists = words.map((word): readonly (readonly ShellText[])[] =>
    word.type === "Assignment"
      ? valuesIn(shell, { ...word, append: false }, context).map((value) => [`${word.name}${word.append ? "+" : ""}=${value}`])
      : fields(word, around),
  );
  const all = combined(lists);
  if (all !== undefined) return all.map((list) => list.flat());
  return [lists.flatMap((list, index) => (list.length === 1 ? (list[0] ?? []) : [unknown(words[index]?.text ?? "")]))];
}

/** Runs a simple command with what it reads. */
export function runCommand(shell: Shell, node: Command, input: ShellText, context: ShellContext): Result {
  shell.log.budget -= 1;
  if (shell.log.budget < 0) {
    if (shell.log.budget === -1) unchecked(shell, "the script is too long to follow", context.place.lineOf(node.pos));
    leave(shell);
    return { output: unknown("a script"), status: "open" };
  }
  const assignments = node.prefix.filter((part) => part.type === "Assignment");
  const name = node.name;
  if (name === undefined) {
    for (const one of assignments) assign(shell, one, context, true);
    // `$(<file)` prints the file.
    return redirected(shell, node.redirects, "", context, (given) => ({ output: given, status: "ok" }));
  }
  for (const one of assignments) assign(shell, one, context, false);
  if (assignments.some((one) => /^(BASH_ENV|ENV|LD_PRELOAD)$/.test(one.name)))
    unchecked(shell, "a program is started with code of a file that the scan does not read", context.place.lineOf(node.pos));
  const declares = declaring.includes(name.value);
  if (!declares) return runAlternatives(shell, node, alternatives(shell, [name, ...node.args], context), input, context);
  const words = node.args.filter((part) => part.type !== "Assignment");
  for (const part of node.args) if (part.type === "Assignment") assign(shell, part, context, true);
  return runAlternatives(shell, node, alternatives(shell, [name, ...words], context), input, context);
}

function runAlternatives(
  shell: Shell,
  node: Command,
  lists: readonly (readonly ShellText[])[],
  input: ShellText,
  context: ShellContext,
): Result {
  const line = context.place.lineOf(node.pos);
  if (lists[0]?.length === 1 && lists[0][0] === "exec") {
    redirectAll(shell, node.redirects, context);
    return { output: "", status: "ok" };
  }
  const runOn = (at: Shell, words: readonly ShellText[], given: ShellText, inputLine: number | undefined): Result =>
    runWords(at, words, inputLine === undefined ? { text: given } : { text: given, line: inputLine }, line, context);
  return redirected(shell, node.redirects, input, context, (given, inputLine) => {
    const [only = []] = lists;
    if (lists.length === 1) return runOn(shell, only, given, inputLine);
    const { sure } = shell;
    shell.sure = false;
    const results = lists.map((words) => runOn(shell, words, given, inputLine));
    if (!shell.left) shell.sure = sure;
    return { output: oneOf([...new Set(results.map(({ output }) => output))], "the output"), status: "open" };
  });
}

function runFunction(call: Call, bodies: NonNullable<ReturnType<Shell["functions"]["get"]>>): Result {
  const { shell, name, args, input, context, line } = call;
  const { sure, left, parameters, log } = shell;
  if (log.running.filter((one) => one === `${name}()`).length > 2) {
    unchecked(shell, `\`${shown(name)}\` calls itself`, line);
    return { output: unknown(name), status: "open" };
  }
  log.running.push(`${name}()`);
  let output = "";
  let exits = false;
  let status: Result["status"] = "ok";
  if (bodies.length > 1) shell.sure = false;
  shell.parameters = args;
  for (const { node, place } of bodies) {
    exits ||= /\b(exit|exec)\b/.test(place.source.slice(node.pos, node.end));
    const result = context.node(shell, node.body, input, { ...context, place });
    output += result.output;
    status = bodies.length === 1 ? result.status : "open";
  }
  log.running.pop();
  shell.parameters = parameters;
  // `return` leaves the function alone.
  shell.left = left || (shell.left && exits);
  shell.sure = sure && !(shell.left && !left);
  return { output: bodies.length === 1 ? bounded(output) : unknown(name), status };
}

/** Runs words as a command. */
export function runWords(shell: Shell, words: readonly ShellText[], given: Given, line: number, context: ShellContext): Result {
  const { text: input, line: inputLine } = given;
  const { names, passed, words: rest } = peel(words);
  const [program = "", ...own] = rest;
  // What `xargs` reads are words of the command.
  const args = names.includes("xargs") ? [...own, ...input.split(/\s+/).filter((word) => word !== "")] : own;
  for (const word of passed) noteWord(shell, word, line);
  if (names.includes("exec")) {
    const inner = runWords(copyOf(shell), rest, given, line, context);
    leave(shell);
    return inner;
  }
  if (!isKnown(program)) {
    unchecked(shell, `the name of the command \`${shown(words.join(" ")).slice(0, 80)}\` is computed`, line);
    return { output: unknown(shown(words.join(" "))), status: "open" };
  }
  const call: Call = { shell, context, name: baseName(program), program, args, input, line, inputLine, prefixes: names };
  const bodies = shell.functions.get(program);
  if (bodies !== undefined && !names.includes("command")) return runFunction(call, bodies);
  return runProgram(call);
}
