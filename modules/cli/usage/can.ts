/** How `rolewright can` is used: its arguments, options and help. */
import { type Command, InvalidArgumentError } from "commander";
import type { Io } from "../io";
import { examples, type Finish, notEmpty } from "./options";

/** What `--file` of questions says. */
export const questionFileHelp =
  "platform file, or - for standard input (default: platform.yaml, platform.yml or platform.json here)";

/** What `<action>` and `<resource>` of questions say. */
export const actionHelp = "action, as dynamodb:GetItem; * and ? are wildcards";
export const resourceHelp = "a name of the platform file, an ARN, an ARN with * and ?, or * for whatever resource";

/** `--context kms:ViaService=...`: what requests are known to have. */
export const contextHelp = "what requests have under a condition key, as aws:CurrentTime=2027-01-01T00:00:00Z";

/** Adds `can`. */
export function addCan(root: Command, io: Io, finish: Finish): void {
  root
    .command("can")
    .summary("say whether a service may do something, and why")
    .description(
      "Says whether the task role of a service (or --role another one) is allowed to do something: yes, yes under a condition, or no, with the statement that decides and its line, or with what is missing. " +
        "A wildcard asks whether every request of that form is allowed.",
    )
    .argument("<service>", "service", notEmpty)
    .argument("<action>", actionHelp, notEmpty)
    .argument("<resource>", resourceHelp, notEmpty)
    .option("-f, --file <file>", questionFileHelp, notEmpty)
    .option("--role <role>", "task, execution, infrastructure, or the name of a role of the service", notEmpty, "task")
    .option("--context <key=value...>", contextHelp, keyValue)
    .option("--json", "as JSON")
    .addHelpText("after", answerCodes("1 it could not be decided, or there are problems", "3 no"))
    .addHelpText(
      "after",
      examples(
        "rolewright can order-cache dynamodb:GetItem sessions",
        "rolewright can thumbnailer s3:GetObject photos/raw/* --json",
        "rolewright can api kms:Decrypt app --role execution --context kms:ViaService=secretsmanager.us-east-1.amazonaws.com",
      ),
    )
    .action(async (service: string, action: string, resource: string, options) => {
      const { can } = require("../commands/can") as typeof import("../commands/can");
      finish(await can(io, { service, action, resource }, options));
    });
}

/** The exit codes of questions; 1 and 2 are taken by problems and wrong usage, so that a script never takes an error for a no. */
export function answerCodes(one: string, three: string): string {
  return `\nExit codes: 0 yes, ${one}, 2 wrong usage, ${three}.`;
}

/** `key=value`, and what came before. */
export function keyValue(text: string, previous: readonly string[] | undefined): readonly string[] {
  if (!/^[^=]+=/.test(text)) throw new InvalidArgumentError("It is not key=value.");
  return [...(previous ?? []), text];
}
