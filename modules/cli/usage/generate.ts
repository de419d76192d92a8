/** How `rolewright generate` is used: its arguments, options and help. */
import { type Command, Option } from "commander";
import type { Io } from "../io";
import { outputForms } from "../stack-forms";
import {
  appended,
  examples,
  type Finish,
  fileHelp,
  flavourOption,
  folderName,
  notEmpty,
  reportOption,
  requestsHelp,
} from "./options";

/** Adds `generate`. */
export function addGenerate(root: Command, io: Io, finish: Finish): void {
  root
    .command("generate")
    .summary("write Terraform for every stack")
    .description(
      "Writes Terraform and a README for every stack, one per account and region, and prints who may do what and what is proved of it. Nothing is written when there is a problem or a theorem is refuted. " +
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
    .option("--requests <file>", requestsHelp, notEmpty)
    .addOption(reportOption())
    .option("-q, --quiet", "leave out the tables of roles and theorems")
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
      const { generate } = require("../commands/generate") as typeof import("../commands/generate");
      finish(await generate(io, file, options));
    });
}
