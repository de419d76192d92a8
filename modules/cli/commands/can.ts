/** `rolewright can`: whether a service may do something, and why. */
import { visible } from "../../output/visible";
import { quote } from "../../problem";
import type { Asked, RoleAnswer } from "../../verify/expectations/ask";
import { type ExitCode, exitCodes } from "../exit-code";
import type { Io } from "../io";
import { answersTo, type QuestionOptions } from "../question";
import { reportAnswer } from "../report/answer";
import { safeJson } from "../report/json";

/** What the command line asks. */
type CanAsked = Required<Pick<Asked, "service" | "action" | "resource">>;

/** Prints the answer: yes, what it depends on, or what is missing. A service without such a role is a no. */
export async function can(io: Io, asked: CanAsked, options: QuestionOptions & { readonly role: string }): Promise<ExitCode> {
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
