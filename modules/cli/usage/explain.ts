/** How `rolewright explain` is used: its arguments, options and help. */
import type { Command } from "commander";
import type { Io } from "../io";
import { examples, type Finish, fileHelp, notEmpty } from "./options";

/** Adds `explain`. */
export function addExplain(root: Command, io: Io, finish: Finish): void {
  root
    .command("explain")
    .summary("print why a statement is there, or what a line causes")
    .description(
      "Prints statements with the lines of the platform file that ask for them, the reason for every wildcard, and the AWS page; from a line, every statement that it causes, in all accounts. " +
        "What means several things gives all of them.",
    )
    .addArgument(
      root
        .createArgument(
          "<what>",
          "a role or service, a Sid or role/Sid, an ARN (whatever may reach it), a line such as platform.yaml:31 or :31, a Terraform address, a repository or bucket",
        )
        .argParser(notEmpty),
    )
    .argument("[file]", fileHelp)
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      examples(
        "rolewright explain order-cache",
        "rolewright explain techflow-order-cache-task/ReadDynamodbSessions",
        "rolewright explain arn:aws:dynamodb:us-east-1:123456789012:table/sessions",
        "rolewright explain :31 platform.yaml",
        "rolewright explain aws_iam_role_policy.order_cache_task --json",
      ),
    )
    .action(async (what: string, file: string | undefined, options) => {
      const { explain } = require("../commands/explain") as typeof import("../commands/explain");
      finish(await explain(io, what, file, options));
    });
}
