/** `rolewright who-can`: every role that may do something, and why. */
import type { Asked } from "../../verify/expectations/ask";
import { counted } from "../../wording";
import { type ExitCode, exitCodes } from "../exit-code";
import type { Io } from "../io";
import { answerFormats, type CommandDefinition, fileHelp, formatOption, notEmpty } from "../options";
import { actionHelp, answersTo, answerText, contextHelp, keyValue, type QuestionOptions, resourceHelp } from "../question";
import { reportRole } from "../report/answer";
import { safeJson } from "../report/json";

/** Its arguments, options and help. */
export const definition: CommandDefinition = {
  define: (command, io, finish) => {
    command
      .description(
        "Lists every role of every stack that is allowed to do something, with the statement and its line; resource policies that this platform writes are considered. " +
          "A name stands for the thing and everything in it; a wildcard asks for some request of that form.",
      )
      .argument("<action>", actionHelp, notEmpty)
      .argument("<resource>", resourceHelp, notEmpty)
      .option("-f, --file <file>", fileHelp, notEmpty)
      .option("--context <key=value>", contextHelp, keyValue)
      .addOption(formatOption(answerFormats))
      .action(async (action: string, resource: string, options: QuestionOptions) => {
        finish(await whoCan(io, { action, resource }, options));
      });
  },
  examples: [
    "rolewright who-can dynamodb:GetItem sessions",
    "rolewright who-can 'iam:*' '*'",
    "rolewright who-can dynamodb:Query arn:aws:dynamodb:us-east-1:123456789012:table/sessions --format json",
  ],
  exits: { fine: "somebody can", no: "nobody can, or it could not be decided" },
};

/** Prints every role that may do it always or sometimes, and every one of which that is not known; or that nobody may. */
async function whoCan(io: Io, asked: Pick<Asked, "action" | "resource">, options: QuestionOptions): Promise<ExitCode> {
  const answers = await answersTo(io, asked, options);
  if (answers === undefined) return exitCodes.problems;
  const able = answers.filter(({ answer }) => answer !== "no");
  const known = able.filter(({ answer }) => answer !== "unknown");
  if (options.format === "json") io.stdout.write(safeJson({ ...asked, asked: answers.length, roles: able }));
  else {
    const count = countOf(able.length, known.length, answers.length);
    io.stdout.write(answerText([...able.flatMap(reportRole), count], options.format));
  }
  return known.length > 0 ? exitCodes.fine : exitCodes.no;
}

function countOf(able: number, known: number, asked: number): string {
  const unknown = able - known;
  const rest = unknown === 0 ? "" : `; of ${counted(unknown, "role")} it is not known`;
  return `${known === 0 ? "nobody: none" : known} of ${counted(asked, "role")} can${rest}`;
}
