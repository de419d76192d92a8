/** Branches, loops and groups of a script. */
import type { Result, ShellContext } from "./context";
import { type CompoundCommand, childrenOf, type Statement, type SyntaxNode } from "./parser";
import { copyOf, joinBranches, type Shell } from "./state";
import { surroundings } from "./surroundings";
import { bounded, isKnown, type ShellText, unknown } from "./text";
import { fields, joined } from "./words";

/** Runs ways of which one is taken. */
function branches(shell: Shell, ways: readonly ((way: Shell) => Result)[]): Result {
  const { sure } = shell;
  const shells = ways.map(() => copyOf(shell, { sure: false }));
  const results = ways.map((way, index) => way(shells[index] ?? shell));
  shell.sure = sure;
  joinBranches(shell, shells);
  const outputs = [...new Set(results.map(({ output }) => output))];
  return { output: outputs.length === 1 ? (outputs[0] ?? "") : unknown("the output of a branch"), status: "open" };
}

const nothing = (): Result => ({ output: "", status: "ok" });

function runCase(
  shell: Shell,
  node: Extract<CompoundCommand, { type: "Case" }>,
  input: ShellText,
  context: ShellContext,
): Result {
  joined(node.word, surroundings(shell, context));
  const bodies = node.items.map(({ body }) => body.commands);
  const ways = bodies.map((body) => (way: Shell) => context.list(way, body, input, context));
  // Bodies that end in `;&` go on in the next.
  const through = (way: Shell): Result => context.list(way, bodies.flat(), input, context);
  return branches(shell, [...ways, nothing, through]);
}

function runFor(
  shell: Shell,
  node: Extract<CompoundCommand, { type: "For" | "Select" }>,
  input: ShellText,
  context: ShellContext,
): Result {
  const around = surroundings(shell, context);
  const lists = (node.wordlist ?? []).map((word) => fields(word, around));
  const known = lists.every((list) => list.length === 1) ? lists.flatMap((list) => list[0] ?? []) : undefined;
  const words = node.wordlist === undefined ? shell.parameters : known;
  const name = node.name.value;
  const plain = words?.every((word) => isKnown(word) && !/[*?[]/.test(word)) ?? false;
  if (node.type === "For" && words !== undefined && words.length <= 16 && plain && !leavesLoop(node.body)) {
    return runEach(shell, name, words, node.body.commands, input, context);
  }
  const values = words ?? lists.flatMap((list) => list.flat());
  return runLoop(shell, (pass) => {
    pass.variables.set(name, values.length <= 8 ? [...new Set(values)] : [unknown(`$${name}`)]);
    return context.list(pass, node.body.commands, input, context);
  });
}

function runWhile(
  shell: Shell,
  node: Extract<CompoundCommand, { type: "While" }>,
  input: ShellText,
  context: ShellContext,
): Result {
  return runLoop(shell, (pass) => {
    const { failing } = pass;
    pass.failing = false;
    const clause = context.list(pass, node.clause.commands, input, context);
    pass.failing = failing;
    const body = context.list(pass, node.body.commands, input, context);
    return { output: clause.output + body.output, status: "open" };
  });
}

function runCounted(
  shell: Shell,
  node: Extract<CompoundCommand, { type: "ArithmeticFor" }>,
  input: ShellText,
  context: ShellContext,
): Result {
  const parts = [node.initialize, node.test, node.update].filter((part) => part !== undefined);
  return runLoop(shell, (pass) => {
    forget(pass, JSON.stringify(parts));
    for (const part of parts) context.inside(pass, part, context);
    return context.list(pass, node.body.commands, input, context);
  });
}

/** Runs a compound command. */
export function runCompound(shell: Shell, node: CompoundCommand, input: ShellText, context: ShellContext): Result {
  switch (node.type) {
    case "BraceGroup":
      return context.list(shell, node.body.commands, input, context);
    case "Subshell":
      return context.list({ ...copyOf(shell), left: false }, node.body.commands, input, context);
    case "If":
      return runIf(shell, node, input, context);
    case "Case":
      return runCase(shell, node, input, context);
    case "For":
    case "Select":
      return runFor(shell, node, input, context);
    case "While":
      return runWhile(shell, node, input, context);
    case "ArithmeticFor":
      return runCounted(shell, node, input, context);
    default:
      if (node.type === "ArithmeticCommand") forget(shell, node.body);
      context.inside(shell, node, context);
      return { output: "", status: "open" };
  }
}

function runIf(shell: Shell, node: Extract<CompoundCommand, { type: "If" }>, input: ShellText, context: ShellContext): Result {
  const { failing } = shell;
  shell.failing = false;
  const condition = context.list(shell, node.clause.commands, input, context);
  shell.failing = failing;
  const ways = [(way: Shell) => context.node(way, node.then, input, context)];
  for (const { clause, then } of node.elif) {
    ways.push((way) => {
      context.node({ ...way, failing: false }, clause, input, context);
      return context.node(way, then, input, context);
    });
  }
  const last = node.else;
  ways.push(last === undefined ? nothing : (way) => context.node(way, last, input, context));
  const result = branches(shell, ways);
  return { ...result, output: bounded(condition.output + result.output) };
}

/** The variables that an arithmetic expression may set. */
function forget(shell: Shell, text: string): void {
  for (const [name] of text.matchAll(/[A-Za-z_]\w*/g))
    if (shell.variables.has(name)) shell.variables.set(name, [unknown(`$${name}`)]);
}

function leavesLoop(node: SyntaxNode): boolean {
  if (node.type === "Command") return ["break", "continue", "exit", "return", "exec", "shift"].includes(node.name?.value ?? "");
  return childrenOf(node).some(leavesLoop);
}

/** A loop over words that are known, one after the other. */
function runEach(
  shell: Shell,
  name: string,
  words: readonly ShellText[],
  body: readonly Statement[],
  input: ShellText,
  context: ShellContext,
): Result {
  let output = "";
  for (const word of words) {
    shell.variables.set(name, [word]);
    output = bounded(output + context.list(shell, body, input, context).output);
  }
  return { output, status: "ok" };
}

/** A loop of unknown length: passes until nothing new is known, and one more with what never settles. */
function runLoop(shell: Shell, body: (pass: Shell) => Result): Result {
  const { sure, left } = shell;
  let output = "";
  for (let pass = 0; pass < 5; pass++) {
    const before = JSON.stringify([...shell.variables]);
    const inner = copyOf(shell, { sure: false });
    output = body(inner).output;
    joinBranches(shell, [copyOf(shell), inner]);
    if (JSON.stringify([...shell.variables]) === before) break;
    if (pass === 3) unsettle(shell, inner);
  }
  shell.sure = sure && !(shell.left && !left);
  return { output: output === "" ? "" : unknown("the output of a loop"), status: "open" };
}

function unsettle(shell: Shell, inner: Shell): void {
  for (const [name, values] of inner.variables) if (values.length > 1) shell.variables.set(name, [unknown(`$${name}`)]);
}
