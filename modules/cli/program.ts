/** The command line: its commands and its help. A command is loaded when it is the one that runs, and no sooner. */
import { Command } from "commander";
import { exitCodeHelp, exitMeanings } from "./exit-code";
import type { Io } from "./io";
import type { CommandDefinition, Finish } from "./options";
import { packageInfo } from "./package-info";

/** A command: its name, its line in the list of commands, and the file with everything else. */
interface Registration {
  readonly name: string;
  readonly summary: string;
  readonly load: () => { readonly definition: CommandDefinition };
}

/** The commands, in the order of the help. */
export const commands: readonly Registration[] = [
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
  { name: "verify", summary: "say whether a folder is what was generated", load: () => require("./commands/verify") },
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
      outputError: (text, write) => write(withSpelling(text)),
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getErrHelpWidth: () => io.stderr.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText("after", notes({ examples: ["rolewright init", "rolewright generate"], exits: exitMeanings }));
  const named = args === undefined ? undefined : commandOf(args);
  for (const { name, summary, load } of commands) {
    const command = root.command(name).summary(summary);
    if (args !== undefined && named !== name) continue;
    const { definition } = load();
    definition.define(command, io, finish);
    command.addHelpText("after", notes(definition));
  }
  return root;
}

/** The command that a command line names, also as `help check`. */
function commandOf(args: readonly string[]): string | undefined {
  const [first, second] = args.filter((argument) => !argument.startsWith("-"));
  return first === "help" ? second : first;
}

function notes({ examples, exits }: Pick<CommandDefinition, "examples" | "exits">): string {
  return `\nExamples:\n${examples.map((line) => `  $ ${line}`).join("\n")}\n\n${exitCodeHelp(exits)}`;
}

/** What other tools call `--format` and `--syntax`, where the similarity of the letters would suggest something else. */
function withSpelling(error: string): string {
  const [first = ""] = error.split("\n");
  if (/unknown option '--json\b/.test(first)) return `${first}\n(did you mean \`--format json\`?)\n`;
  if (/unknown option '--report\b/.test(first)) return `${first}\n(did you mean \`--format\`?)\n`;
  const syntax = /option '--format <format>' argument '(hcl|both)' is invalid/.exec(first)?.[1];
  return syntax === undefined ? error : `${first}\n(did you mean \`--syntax ${syntax}\`, which \`generate\` has?)\n`;
}
