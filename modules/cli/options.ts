/** What the definitions of several commands share. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { ExitCode } from "./exit-code";
import type { Io } from "./io";
import { formats } from "./report/format";
import { flavours } from "./stack-forms";

/** Takes the exit code of the command that ran. */
export type Finish = (code: ExitCode) => void;

/** Gives a command its arguments, its options, its help and what it does. */
export type DefineCommand = (command: Command, io: Io, finish: Finish) => void;

/** What the argument `[file]` says. */
export const fileHelp = "platform file, or - for standard input (default: platform.yaml, platform.yml or platform.json here)";

/** What `--requests` says. */
export const requestsHelp =
  "requests file, expectations to prove (default: requests.yaml, requests.yml or requests.json beside the platform file)";

/** `--report`: how problems are printed. */
export function reportOption(): Option {
  return new Option("--report <form>", "form of the problems").choices(formats).default("text");
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

/** The examples under the help of a command. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}`;
}
