/** Runs a script on paper: every way through it, with what is known of its words. */
import { runCommand, runWords } from "./command";
import { runCompound } from "./compound";
import type { Result, Runnable, ShellContext } from "./context";
import { childrenOf, type PipelineNode, parseShell, type Statement, type SyntaxNode } from "./parser";
import { copyOf, joinBranches, leave, type Place, type Shell, unchecked } from "./state";
import { redirected } from "./streams";
import { bounded, isKnown, type ShellText, unknown } from "./text";

const deepest = 24;

/** Runs text as a script. `lineOf` gives the line of a position. */
export function runText(shell: Shell, text: ShellText, lineOf: (position: number) => number): Result {
  const { log } = shell;
  const line = lineOf(0);
  if (!isKnown(text) && /(^|[;&|\n(]|\b(then|do|else)\b)\s*\uFDD0/.test(text))
    unchecked(shell, "a command is computed, and then run", line);
  if (log.running.length >= deepest || log.running.includes(text)) {
    if (log.running.length >= deepest) unchecked(shell, "scripts run scripts too deep to follow", line);
    return { output: unknown("a script"), status: "open" };
  }
  log.running.push(text);
  const tree = parseShell(text);
  const place: Place = { source: text, lineOf };
  const [failure] = tree.errors ?? [];
  if (failure !== undefined)
    unchecked(shell, `the shell text cannot be read from here on: ${failure.message}`, lineOf(failure.pos));
  if (failure !== undefined) shell.sure = false;
  const result = runList(shell, tree.commands, "", {
    place,
    run: runText,
    list: runList,
    node: runNode,
    tree: runTree,
    inside: runInside,
    words: runWords,
  });
  log.running.pop();
  return result;
}

function runList(shell: Shell, statements: readonly Statement[], input: ShellText, context: ShellContext): Result {
  let output = "";
  let status: Result["status"] = "ok";
  for (const { command, background } of statements) {
    if (background === true) {
      runNode(copyOf(shell, { late: true, sure: false }), command, "", context);
      status = "ok";
      continue;
    }
    const result = runNode(shell, command, input, context);
    output = bounded(output + result.output);
    status = result.status;
    if (shell.failing && status !== "ok") leave(shell);
  }
  return { output, status };
}

function runNode(shell: Shell, node: Runnable, input: ShellText, context: ShellContext): Result {
  switch (node.type) {
    case "CompoundList":
      return runList(shell, node.commands, input, context);
    case "AndOr":
      return runAndOr(shell, node, input, context);
    case "Pipeline":
      return runPipeline(shell, node, input, context);
    case "Redirected":
      return redirected(shell, node.redirects, input, context, (given) => runCompound(shell, node.command, given, context));
    case "Function": {
      const body = { node, place: context.place };
      // Bash runs it for every command that does not exist.
      if (node.name.value === "command_not_found_handle")
        unchecked(shell, "a function runs wherever a command does not exist", context.place.lineOf(node.pos));
      const before = shell.sure ? [] : (shell.functions.get(node.name.value) ?? []);
      shell.functions.set(node.name.value, [...before, body]);
      return { output: "", status: "ok" };
    }
    case "Coproc":
      return runNode(copyOf(shell, { late: true, sure: false }), node.body as Runnable, "", context);
    case "Command":
      return runCommand(shell, node, input, context);
    default:
      return runCompound(shell, node, input, context);
  }
}

/**
 * `a && b || c`: what follows an operator runs surely where the command before is taken to end as the operator asks. A way that only a
 * failure of an outside program leads to may leave the script; what follows counts all the same.
 */
function runAndOr(
  shell: Shell,
  { commands, operators }: Extract<Runnable, { type: "AndOr" }>,
  input: ShellText,
  context: ShellContext,
): Result {
  const { failing } = shell;
  let result: Result = { output: "", status: "ok" };
  let output = "";
  for (const [index, command] of commands.entries()) {
    const operator = operators[index - 1];
    shell.failing = failing && index === commands.length - 1;
    const runs = operator === undefined || result.status === (operator === "&&" ? "ok" : "fails");
    result = runs ? runNode(shell, command, input, context) : runPerhaps(shell, command, input, context, operator, result.status);
    output = bounded(output + result.output);
  }
  shell.failing = failing;
  return { output, status: result.status };
}

function runPerhaps(
  shell: Shell,
  command: PipelineNode,
  input: ShellText,
  context: ShellContext,
  operator: string,
  before: Result["status"],
): Result {
  const { sure, left } = shell;
  const never = before !== "open";
  const branch = copyOf(shell, { sure: false });
  const taken = runNode(branch, command, input, context);
  const other = never ? { ...branch, left } : branch;
  joinBranches(shell, [copyOf(shell), other]);
  shell.sure = sure && !(other.left && !left);
  const after = operator === "||" && taken.status === "ok" ? "ok" : "open";
  return { output: taken.output, status: never ? before : after };
}

function runPipeline(
  shell: Shell,
  node: Extract<PipelineNode, { type: "Pipeline" }>,
  input: ShellText,
  context: ShellContext,
): Result {
  let passed: Result = { output: input, status: "ok" };
  const several = node.commands.length > 1;
  for (const command of node.commands) {
    passed = runNode(several ? { ...copyOf(shell), left: false } : shell, command, passed.output, context);
  }
  const turned = node.prefixes.some(({ type }) => type === "Negation");
  const opposite = { ok: "fails", fails: "ok", open: "open" } as const;
  return { output: passed.output, status: turned ? opposite[passed.status] : passed.status };
}

/** Runs every substitution below a node. */
function runInside(shell: Shell, node: SyntaxNode, context: ShellContext): void {
  for (const child of childrenOf(node)) {
    const { script } = child as { readonly script?: { readonly commands: readonly Statement[] } };
    if (script === undefined) runInside(shell, child, context);
    else runTree(copyOf(shell), script, "", context);
  }
}

/** Runs the script of a substitution; one in backticks may have a text of its own. */
function runTree(
  shell: Shell,
  script: { readonly commands: readonly Statement[]; readonly source?: string },
  input: ShellText,
  context: ShellContext,
  line?: number,
): Result {
  const inner = { ...shell, left: false };
  const { source } = script;
  const at = line ?? context.place.lineOf(0);
  const place = source === undefined ? context.place : { source, lineOf: () => at };
  return runList(inner, script.commands, input, { ...context, place });
}
