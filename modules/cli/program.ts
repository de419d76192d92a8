/** The command line: commands, options, help. What a command does is loaded when it runs, and no sooner. */
import { Command, InvalidArgumentError, Option } from "commander";
import type { ExitCode } from "./exit-code";
import type { Io } from "./io";
import { packageInfo } from "./package-info";
import { type Format, formats } from "./report/format";
import { flavours, outputForms } from "./stack-forms";

/** Takes the exit code of the command that ran. */
export type Finish = (code: ExitCode) => void;

const fileHelp = "platform file, or - for standard input (default: platform.yaml, platform.yml or platform.json here)";

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
  addGenerate(root, io, finish);
  addCheck(root, io, finish);
  addRoles(root, io, finish);
  addPrint(root, io, finish);
  addInit(root, io, finish);
  addSchema(root, io, finish);
  return root;
}

const exitCodeHelp = `
Exit codes: 0 fine (perhaps with warnings), 1 problems and nothing written, 2 wrong usage, 70 a bug of rolewright.`;

function addGenerate(root: Command, io: Io, finish: Finish): void {
  root
    .command("generate")
    .summary("write Terraform for every stack")
    .description(
      "Writes Terraform and a README for every stack, one per account and region, and prints who may do what. Nothing is written when there is a problem. " +
        "Files of yours in the stack folders (state, backend, variable values) are left alone.",
    )
    .argument("[file]", fileHelp)
    .addOption(new Option("-o, --out <dir>", "folder to write to").default("generated").argParser(folderName))
    .option("-s, --stack <name...>", "only these stacks", appended)
    .addOption(
      new Option("--format <form>", "HCL, JSON (cdk.tf.json), or HCL with the JSON in a folder below")
        .choices(outputForms)
        .default("hcl"),
    )
    .addOption(flavourOption())
    .addOption(reportOption())
    .option("-q, --quiet", "leave out the table of roles")
    .addHelpText(
      "after",
      examples(
        "rolewright generate",
        "rolewright generate platform.yaml --out terraform",
        "rolewright generate --stack production-us-east-1 --quiet",
        "rolewright generate --flavour module --out modules",
      ),
    )
    .action(async (file: string | undefined, options, command: Command) => {
      if (options.flavour === "module" && options.format !== "hcl")
        command.error("error: a module is written as HCL: leave out `--format`", { exitCode: 2 });
      const { generate } = require("./commands/generate") as typeof import("./commands/generate");
      finish(await generate(io, file, options));
    });
}

function addPrint(root: Command, io: Io, finish: Finish): void {
  root
    .command("print")
    .summary("print Terraform JSON as HCL")
    .description(
      "Prints a synthesised stack (`cdk.tf.json`, of any CDKTF application) as HCL, to standard output or into a folder. Nothing is written when there is a problem.",
    )
    .argument("<file>", "cdk.tf.json, or - for standard input")
    .addOption(new Option("-o, --out <dir>", "folder to write to").argParser(folderName))
    .addOption(flavourOption())
    .addOption(reportOption())
    .addHelpText(
      "after",
      examples("rolewright print cdktf.out/stacks/app/cdk.tf.json", "rolewright print cdk.tf.json --flavour module --out module"),
    )
    .action(async (file: string, options, command: Command) => {
      if (options.out === undefined && options.report !== "text")
        command.error("error: standard output has room for one: add `--out`, or leave out `--report`", { exitCode: 2 });
      const { print } = require("./commands/print") as typeof import("./commands/print");
      finish(await print(io, file, options));
    });
}

function addCheck(root: Command, io: Io, finish: Finish): void {
  root
    .command("check")
    .summary("print problems and write nothing")
    .description("Prints every problem of the platform file, with its line and its cure, and writes nothing.")
    .argument("[file]", fileHelp)
    .addOption(reportOption())
    .addHelpText(
      "after",
      examples(
        "rolewright check",
        "rolewright check --report sarif > rolewright.sarif",
        "cat platform.yaml | rolewright check -",
      ),
    )
    .action(async (file: string | undefined, options: { report: Format }) => {
      const { check } = require("./commands/check") as typeof import("./commands/check");
      finish(await check(io, file, options));
    });
}

function addRoles(root: Command, io: Io, finish: Finish): void {
  root
    .command("roles")
    .summary("print who may do what")
    .description("Prints every role: who may assume it, and what it may do on what.")
    .argument("[file]", fileHelp)
    .option("--json", "as JSON, with conditions, reasons and lines of the platform file")
    .option("-s, --stack <name...>", "only these stacks", appended)
    .addHelpText(
      "after",
      examples("rolewright roles", "rolewright roles --stack production-us-east-1", "rolewright roles --json | jq '.[].name'"),
    )
    .action(async (file: string | undefined, options) => {
      const { roles } = require("./commands/roles") as typeof import("./commands/roles");
      finish(await roles(io, file, options));
    });
}

function addInit(root: Command, io: Io, finish: Finish): void {
  root
    .command("init")
    .summary("write a first platform file")
    .description(
      "Writes a platform file to start from, with comments. It has no problems: `rolewright generate` takes it as it is.",
    )
    .addArgument(root.createArgument("[file]", "file to write (default: platform.yaml)").argParser(notEmpty))
    .option("-f, --force", "replace a file that exists")
    .addHelpText("after", examples("rolewright init", "rolewright init teams/shop.yaml"))
    .action((file: string | undefined, options: { force?: boolean }) => {
      const { init } = require("./commands/init") as typeof import("./commands/init");
      finish(init(io, file, options));
    });
}

function addSchema(root: Command, io: Io, finish: Finish): void {
  root
    .command("schema")
    .summary("print the JSON Schema of the platform file")
    .description("Prints the JSON Schema of the platform file, for completion and checks in editors.")
    .addOption(new Option("-o, --out <file>", "write it to a file instead").argParser(notEmpty))
    .addHelpText("after", examples("rolewright schema --out platform.schema.json"))
    .action((options: { out?: string }) => {
      const { schema } = require("./commands/schema") as typeof import("./commands/schema");
      finish(schema(io, options));
    });
}

function reportOption(): Option {
  return new Option("--report <form>", "form of the problems").choices(formats).default("text");
}

function flavourOption(): Option {
  return new Option("--flavour <flavour>", "HCL to apply, or a module to call").choices(flavours).default("root");
}

/** `--stack a --stack b` as well as `--stack a b`. */
function appended(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), notEmpty(value)];
}

/** Without the slashes at its end. */
function folderName(value: string): string {
  return notEmpty(value).replace(/(?<=[^/\\])[/\\]+$/, "");
}

function notEmpty(value: string): string {
  if (value.trim() === "") throw new InvalidArgumentError("It is empty.");
  return value;
}

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}`;
}
