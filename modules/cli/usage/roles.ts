/** How `rolewright roles` is used: its arguments, options and help. */
import type { Command } from "commander";
import type { Io } from "../io";
import { appended, examples, type Finish, fileHelp } from "./options";

/** Adds `roles`. */
export function addRoles(root: Command, io: Io, finish: Finish): void {
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
      const { roles } = require("../commands/roles") as typeof import("../commands/roles");
      finish(await roles(io, file, options));
    });
}
