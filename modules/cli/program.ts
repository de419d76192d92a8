/** The command line: its commands and its help. A command is loaded when it is the one that runs, and no sooner. */
import { Command } from "commander";
import type { Io } from "./io";
import { type DefineCommand, examples, type Finish } from "./options";
import { packageInfo } from "./package-info";

/** A command: its name, its line in the list of commands, and the file with everything else. */
interface Registration {
  readonly name: string;
  readonly summary: string;
  readonly load: () => { readonly define: DefineCommand };
}

/** The commands, in the order of the help. */
const commands: readonly Registration[] = [
  { name: "generate", summary: "write Terraform for every stack", load: () => require("./commands/generate") },
  { name: "check", summary: "print problems and write nothing", load: () => require("./commands/check") },
  { name: "prove", summary: "print what is proved of the policies", load: () => require("./commands/prove") },
  { name: "roles", summary: "print who may do what", load: () => require("./commands/roles") },
  {
    name: "explain",
    summary: "print why a statement is there, or what a line causes",
    load: () => require("./commands/explain"),
  },
  { name: "can", summary: "say whether a service may do something, and why", load: () => require("./commands/can") },
  { name: "who-can", summary: "list every role that may do something, and why", load: () => require("./commands/who-can") },
  { name: "diff", summary: "print who gains and who loses access", load: () => require("./commands/diff") },
  { name: "print", summary: "print Terraform JSON as HCL", load: () => require("./commands/print") },
  { name: "init", summary: "write a first platform file", load: () => require("./commands/init") },
  { name: "schema", summary: "print the JSON Schema of the platform file", load: () => require("./commands/schema") },
];

/**
 * The program; `finish` gets the exit code of its command. Of a command line (without `node` and the script) only the command that it names is loaded; without one,
 * all of them are. Wrong usage is thrown as commander's error.
 */
export function program(io: Io, finish: Finish, args?: readonly string[]): Command {
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
  for (const { name, summary, load } of commands) {
    const command = root.command(name).summary(summary);
    if (args === undefined || commandOf(args) === name) load().define(command, io, finish);
  }
  return root;
}

/** The command that a command line names, also as `help check`. */
export function commandOf(args: readonly string[]): string | undefined {
  const [first, second] = args.filter((argument) => !argument.startsWith("-"));
  return first === "help" ? second : first;
}

const exitCodeHelp = `
Exit codes: 0 fine (perhaps with warnings), 1 problems and nothing written, 2 wrong usage, 3 a no (can, who-can), 70 a bug of rolewright. \`diff\` has its own.`;
