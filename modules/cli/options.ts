/** What the definitions of several commands share. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { ExitCode, ExitWords } from "./exit-code";
import type { Io } from "./io";
import { formats, type OutputFormat } from "./report/format";
import { flavours } from "./stack-forms";

/** A command: what it takes, what it does, and what its help and its page add to that. */
export interface CommandDefinition {
  /** Gives `command` its description, arguments, options and action; `finish` takes the exit code. */
  readonly define: (command: Command, io: Io, finish: Finish) => void;
  /** Command lines that work; a test runs them beside the platform file of `examples/techflow`. */
  readonly examples: readonly string[];
  /** What its exit codes say. */
  readonly exits: ExitWords;
}

/** Takes the exit code of the command that ran. */
export type Finish = (code: ExitCode) => void;

/** What the argument `[file]` says. */
export const fileHelp = "platform file, or - for standard input (default: platform.yaml, platform.yml or platform.json here)";

/** What `--overwrite` says. */
export const overwriteHelp = "give up what was edited by hand in generated files";

/** What `--requests` says. */
export const requestsHelp =
  "requests file, expectations to prove (default: requests.yaml, requests.yml or requests.json beside the platform file)";

/** Formats of an answer, which has no place in a file that code scanning or an annotation could point at. */
export const answerFormats = ["text", "json", "markdown"] as const satisfies readonly OutputFormat[];

/** One of them. */
export type AnswerFormat = (typeof answerFormats)[number];

/** `--format`: in what form a command says what it says. */
export function formatOption(choices: readonly OutputFormat[] = formats, what = "form of what is printed"): Option {
  return new Option("--format <format>", what).choices(choices).default("text");
}

/** `--flavour`: what HCL is for. */
export function flavourOption(): Option {
  return new Option("--flavour <flavour>", "HCL to apply, or a module to call").choices(flavours).default("root");
}

/** `--stack a --stack b` as well as `--stack a b`. */
export function appended(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), notEmpty(value)];
}

/** Without the slashes at its end. */
export function folderName(value: string): string {
  return notEmpty(value).replace(/(?<=[^/\\])[/\\]+$/, "");
}

/** The value, or a usage error. */
export function notEmpty(value: string): string {
  if (value.trim() === "") throw new InvalidArgumentError("It is empty.");
  return value;
}
