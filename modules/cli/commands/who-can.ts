/** `rolewright who-can`: every role that may do something, and why. */
import { visible } from "../../output/visible";
import type { Asked, RoleAnswer } from "../../verify/expectations/ask";
import { counted } from "../../wording";
import { type ExitCode, exitCodes } from "../exit-code";
import type { Io } from "../io";
import { type DefineCommand, examples, fileHelp, notEmpty } from "../options";
import { actionHelp, answerCodes, answersTo, contextHelp, keyValue, type QuestionOptions, resourceHelp } from "../question";
import { reportRole } from "../report/answer";
import { safeJson } from "../report/json";

/** Its arguments, options and help. */
export const define: DefineCommand = (command, io, finish) => {
  command
    .description(
      "Lists every role of every stack that is allowed to do something, with the statement and its line; resource policies that this platform writes are considered. " +
        "A name stands for the thing and everything in it; a wildcard asks for some request of that form.",
    )
    .argument("<action>", actionHelp, notEmpty)
    .argument("<resource>", resourceHelp, notEmpty)
    .option("-f, --file <file>", fileHelp, notEmpty)
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
      finish(await whoCan(io, { action, resource }, options));
    });
};

/** Prints every role that may do it always or sometimes, and every one of which that is not known; or that nobody may. */
async function whoCan(io: Io, asked: Pick<Asked, "action" | "resource">, options: QuestionOptions): Promise<ExitCode> {
  const answers = await answersTo(io, asked, options);
  if (answers === undefined) return exitCodes.problems;
  const able = answers.filter(({ answer }) => answer !== "no");
  const known = able.filter(({ answer }) => answer !== "unknown");
  if (options.json === true) io.stdout.write(safeJson({ ...asked, asked: answers.length, roles: able }));
  else io.stdout.write(lines(able, known.length, answers.length));
  if (known.length > 0) return exitCodes.fine;
  return able.length > 0 ? exitCodes.problems : exitCodes.no;
}

function lines(able: readonly RoleAnswer[], known: number, asked: number): string {
  const unknown = able.length - known;
  const rest = unknown === 0 ? "" : `; of ${counted(unknown, "role")} it is not known`;
  const count = `${known === 0 ? "nobody: none" : known} of ${counted(asked, "role")} can${rest}`;
  return [...able.flatMap(reportRole), count].map((line) => `${visible(line)}\n`).join("");
}
