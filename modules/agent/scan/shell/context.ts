/** What the parts of the reading hand to each other: how a command ends, and how text, trees and words are run. */
import type { Statement, SyntaxNode } from "./parser";
import type { Place, Shell } from "./state";
import type { ShellText } from "./text";

/** What a command prints, and how it ends as far as that is known: outside programs are taken to succeed. */
export interface Result {
  readonly output: ShellText;
  readonly status: "ok" | "fails" | "open";
}

/** A node that runs. */
export type Runnable = Statement["command"] | { readonly type: "CompoundList"; readonly commands: readonly Statement[] };

/** The tree of a substitution; one in backticks may have a text of its own. */
interface Tree {
  readonly commands: readonly Statement[];
  readonly source?: string;
}

/** Where a tree stands, and how its parts are run. */
export interface ShellContext {
  readonly place: Place;
  readonly run: (shell: Shell, text: ShellText, lineOf: (position: number) => number) => Result;
  readonly list: (shell: Shell, statements: readonly Statement[], input: ShellText, context: ShellContext) => Result;
  readonly node: (shell: Shell, node: Runnable, input: ShellText, context: ShellContext) => Result;
  readonly tree: (shell: Shell, script: Tree, input: ShellText, context: ShellContext, line?: number) => Result;
  readonly inside: (shell: Shell, node: SyntaxNode, context: ShellContext) => void;
  readonly words: (shell: Shell, words: readonly ShellText[], input: Given, line: number, context: ShellContext) => Result;
}

/** What a command reads, and the line in which that stands in the script, when it does. */
export interface Given {
  readonly text: ShellText;
  readonly line?: number;
}

/** A command whose words are known as far as they are. */
export interface Call {
  readonly shell: Shell;
  readonly context: ShellContext;
  /** The name without its folder, the word itself, and the words behind it. */
  readonly name: string;
  readonly program: ShellText;
  readonly args: readonly ShellText[];
  readonly input: ShellText;
  /** Line of the command, and of the text that it reads where that stands in the script. */
  readonly line: number;
  readonly inputLine: number | undefined;
  /** The prefixes that were taken off. */
  readonly prefixes: readonly string[];
}
