/** How `rolewright check` is used: its arguments, options and help. */
import type { Command } from "commander";
import type { Io } from "../io";
import type { Format } from "../report/format";
import { examples, type Finish, fileHelp, notEmpty, reportOption, requestsHelp } from "./options";

/** Adds `check`. */
export function addCheck(root: Command, io: Io, finish: Finish): void {
  root
    .command("check")
    .summary("print problems and write nothing")
    .description("Prints every problem of the platform file, with its line and its cure, and writes nothing.")
    .argument("[file]", fileHelp)
    .option("--requests <file>", requestsHelp, notEmpty)
    .addOption(reportOption())
    .addHelpText(
      "after",
      examples(
        "rolewright check",
        "rolewright check --report sarif > rolewright.sarif",
        "cat platform.yaml | rolewright check -",
      ),
    )
    .action(async (file: string | undefined, options: { report: Format; requests?: string }) => {
      const { check } = require("../commands/check") as typeof import("../commands/check");
      finish(await check(io, file, options));
    });
}
