/** `rolewright can`: whether a service may do something, and why. */
import { quote } from "../../problem";
import type { Asked } from "../../verify/expectations/ask";
import { type ExitCode, exitCodes } from "../exit-code";
import type { Io } from "../io";
import { answerFormats, type CommandDefinition, fileHelp, formatOption, notEmpty } from "../options";
import { actionHelp, answersTo, answerText, contextHelp, keyValue, type QuestionOptions, resourceHelp } from "../question";
import { reportAnswer } from "../report/answer";
import { safeJson } from "../report/json";

/** What the command line says. */
interface CanOptions extends QuestionOptions {
  readonly role: string;
}

/** What the command line asks. */
type CanAsked = Required<Pick<Asked, "service" | "action" | "resource">>;

/** Its arguments, options and help. */
export const definition: CommandDefinition = {
  define: (command, io, finish) => {
    command
      .description(
        "Says whether the task role of a service (or --role another one) is allowed to do something: yes, yes under a condition, or no, with the statement that decides and its line, or with what is missing. " +
          "A wildcard asks whether every request of that form is allowed.",
      )
      .argument("<service>", "service", notEmpty)
      .argument("<action>", actionHelp, notEmpty)
      .argument("<resource>", resourceHelp, notEmpty)
      .option("-f, --file <file>", fileHelp, notEmpty)
      .option(
        "--role <role>",
        "task, execution or infrastructure; or the name of a role of the service in IAM, as techflow-order-cache-execution (`rolewright roles` lists them)",
        notEmpty,
        "task",
      )
      .option("--context <key=value>", contextHelp, keyValue)
      .addOption(formatOption(answerFormats))
      .action(async (service: string, action: string, resource: string, options: CanOptions) => {
        finish(await can(io, { service, action, resource }, options));
      });
  },
  examples: [
    "rolewright can order-cache dynamodb:GetItem sessions",
    "rolewright can order-cache dynamodb:DeleteTable sessions --format json",
    "rolewright can order-cache ecr:BatchGetImage orders --role execution",
    "rolewright can order-cache ecr:BatchGetImage orders --role techflow-order-cache-execution",
    "rolewright can order-cache dynamodb:GetItem sessions --context aws:CurrentTime=2027-01-01T00:00:00Z",
  ],
  exits: { fine: "yes, always or under a condition", no: "no, or it could not be decided" },
};

/** Prints the answer: yes, what it depends on, or what is missing. A service without such a role is a no. */
async function can(io: Io, asked: CanAsked, options: CanOptions): Promise<ExitCode> {
  const { role } = options;
  const answers = await answersTo(io, { ...asked, role }, options);
  if (answers === undefined) return exitCodes.problems;
  const [answer] = answers;
  const missing = absent(asked, role);
  if (options.format === "json") io.stdout.write(safeJson({ ...asked, ...(answer ?? { answer: "no", because: missing }) }));
  else io.stdout.write(answerText(answer === undefined ? [`no: ${missing}`] : reportAnswer(answer, asked), options.format));
  return answer?.answer === "yes" || answer?.answer === "some" ? exitCodes.fine : exitCodes.no;
}

function absent({ service }: CanAsked, role: string): string {
  return `service ${quote(service)} has no ${role} role, because nothing needs one`;
}
