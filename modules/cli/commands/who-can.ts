/** `rolewright who-can`: every role that may do something, and why. */
import { visible } from "../../output/visible";
import type { Asked, RoleAnswer } from "../../verify/expectations/ask";
import { counted } from "../../wording";
import { type ExitCode, exitCodes } from "../exit-code";
import type { Io } from "../io";
import { answersTo, type QuestionOptions } from "../question";
import { reportRole } from "../report/answer";
import { safeJson } from "../report/json";

/** Prints every role that may do it always or sometimes, and every one of which that is not known; or that nobody may. */
export async function whoCan(io: Io, asked: Pick<Asked, "action" | "resource">, options: QuestionOptions): Promise<ExitCode> {
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
