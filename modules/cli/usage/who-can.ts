/** How `rolewright who-can` is used: its arguments, options and help. */
import type { Command } from "commander";
import type { Io } from "../io";
import { actionHelp, answerCodes, contextHelp, keyValue, questionFileHelp, resourceHelp } from "./can";
import { examples, type Finish, notEmpty } from "./options";

/** Adds `who-can`. */
export function addWhoCan(root: Command, io: Io, finish: Finish): void {
  root
    .command("who-can")
    .summary("list every role that may do something, and why")
    .description(
      "Lists every role of every stack that is allowed to do something, with the statement and its line; resource policies that this platform writes are considered. " +
        "A name stands for the thing and everything in it; a wildcard asks for some request of that form.",
    )
    .argument("<action>", actionHelp, notEmpty)
    .argument("<resource>", resourceHelp, notEmpty)
    .option("-f, --file <file>", questionFileHelp, notEmpty)
    .option("--context <key=value...>", contextHelp, keyValue)
    .option("--json", "as JSON")
    .addHelpText("after", answerCodes("1 it could not be decided, or there are problems", "3 nobody"))
    .addHelpText(
      "after",
      examples(
        "rolewright who-can dynamodb:PutItem sessions",
        "rolewright who-can 'iam:*' '*'",
        "rolewright who-can kms:Decrypt arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab --json",
      ),
    )
    .action(async (action: string, resource: string, options) => {
      const { whoCan } = require("../commands/who-can") as typeof import("../commands/who-can");
      finish(await whoCan(io, { action, resource }, options));
    });
}
