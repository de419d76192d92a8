/** `rolewright can`: whether a service may do something, and why. */
import { visible } from "../../output/visible";
import { quote } from "../../problem";
import type { Asked, RoleAnswer } from "../../verify/expectations/ask";
import { type ExitCode, exitCodes } from "../exit-code";
import type { Io } from "../io";
import { type DefineCommand, examples, fileHelp, notEmpty } from "../options";
import { actionHelp, answerCodes, answersTo, contextHelp, keyValue, type QuestionOptions, resourceHelp } from "../question";
import { reportAnswer } from "../report/answer";
import { safeJson } from "../report/json";

/** What the command line asks. */
type CanAsked = Required<Pick<Asked, "service" | "action" | "resource">>;

/** Its arguments, options and help. */
export const define: DefineCommand = (command, io, finish) => {
  command
    .description(
      "Says whether the task role of a service (or --role another one) is allowed to do something: yes, yes under a condition, or no, with the statement that decides and its line, or with what is missing. " +
        "A wildcard asks whether every request of that form is allowed.",
    )
    .argument("<service>", "service", notEmpty)
    .argument("<action>", actionHelp, notEmpty)
    .argument("<resource>", resourceHelp, notEmpty)
    .option("-f, --file <file>", fileHelp, notEmpty)
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
      finish(await can(io, { service, action, resource }, options));
    });
};

/** Prints the answer: yes, what it depends on, or what is missing. A service without such a role is a no. */
async function can(io: Io, asked: CanAsked, options: QuestionOptions & { readonly role: string }): Promise<ExitCode> {
  const { role } = options;
  const answers = await answersTo(io, { ...asked, role }, options);
  if (answers === undefined) return exitCodes.problems;
  const [answer] = answers;
  if (options.json === true)
    io.stdout.write(safeJson({ ...asked, ...(answer ?? { answer: "no", because: absent(asked, role) }) }));
  else io.stdout.write(lines(answer === undefined ? [`no: ${absent(asked, role)}`] : reportAnswer(answer, asked)));
  return codeOf(answer);
}

function absent({ service }: CanAsked, role: string): string {
  return `service ${quote(service)} has no ${role} role, because nothing needs one`;
}

function codeOf(answer: RoleAnswer | undefined): ExitCode {
  if (answer?.answer === "unknown") return exitCodes.problems;
  return answer === undefined || answer.answer === "no" ? exitCodes.no : exitCodes.fine;
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${visible(line)}\n`).join("");
}
