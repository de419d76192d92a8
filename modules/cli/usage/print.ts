/** How `rolewright print` is used: its arguments, options and help. */
import { type Command, Option } from "commander";
import type { Io } from "../io";
import { examples, type Finish, flavourOption, folderName, reportOption } from "./options";

/** Adds `print`. */
export function addPrint(root: Command, io: Io, finish: Finish): void {
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
      const { print } = require("../commands/print") as typeof import("../commands/print");
      finish(await print(io, file, options));
    });
}
