/** The command line: commands, options, help. What a command does is loaded when it runs, and no sooner. */
import { Command } from "commander";
import type { Io } from "./io";
import { packageInfo } from "./package-info";
import { addCan } from "./usage/can";
import { addCheck } from "./usage/check";
import { addDiff } from "./usage/diff";
import { addExplain } from "./usage/explain";
import { addGenerate } from "./usage/generate";
import { addInit } from "./usage/init";
import { examples, type Finish } from "./usage/options";
import { addPrint } from "./usage/print";
import { addProve } from "./usage/prove";
import { addRoles } from "./usage/roles";
import { addSchema } from "./usage/schema";
import { addWhoCan } from "./usage/who-can";

/** Adds one command to the program. */
type AddCommand = (root: Command, io: Io, finish: Finish) => void;

/** The commands, in the order of the help. */
const commands: readonly AddCommand[] = [
  addGenerate,
  addCheck,
  addProve,
  addRoles,
  addExplain,
  addCan,
  addWhoCan,
  addDiff,
  addPrint,
  addInit,
  addSchema,
];

/** The program; `finish` gets the exit code of its command. Wrong usage is thrown as commander's error. */
export function program(io: Io, finish: Finish): Command {
  const root = new Command("rolewright")
    .description("Writes the IAM side of Amazon ECS as Terraform, from one platform file.")
    .version(packageInfo().version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .showHelpAfterError("(`rolewright --help` says more)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getErrHelpWidth: () => io.stderr.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText("after", examples("rolewright init", "rolewright generate", "rolewright roles platform.yaml"))
    .addHelpText("after", `${exitCodeHelp}\n`);
  for (const add of commands) add(root, io, finish);
  return root;
}

const exitCodeHelp = `
Exit codes: 0 fine (perhaps with warnings), 1 problems and nothing written, 2 wrong usage, 3 a no (can, who-can), 70 a bug of rolewright. \`diff\` has its own.`;
