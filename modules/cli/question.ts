/** From the command line to the answers of roles. */
import { InvalidArgumentError } from "commander";
import { phrase } from "../output/markdown";
import { visible } from "../output/visible";
import type { Problem } from "../problem";
import { type Asked, ask, type RoleAnswer } from "../verify/expectations/ask";
import type { Io } from "./io";
import type { AnswerFormat } from "./options";
import { planForCommand } from "./plan";
import { progressOn } from "./progress";
import { printProblems } from "./report/report";

/** Options of both commands that ask. */
export interface QuestionOptions {
  readonly file?: string;
  readonly context?: readonly string[];
  readonly format: AnswerFormat;
}

/** What `<action>` and `<resource>` of questions say. */
export const actionHelp = "action, as dynamodb:GetItem; * and ? are wildcards";
export const resourceHelp = "a name of the platform file, an ARN, an ARN with * and ?, or * for whatever resource";

/** `--context kms:ViaService=...`: what requests are known to have. */
export const contextHelp =
  "what requests have under a condition key, as aws:CurrentTime=2027-01-01T00:00:00Z; several by several `--context`";

/** The answers, or nothing when there are problems, which are printed. A plan whose proof fails can still be asked. Codes: those of plans and of `ask`. */
export async function answersTo(
  io: Io,
  asked: Omit<Asked, "context">,
  { file, format, context = [] }: QuestionOptions,
): Promise<readonly RoleAnswer[] | undefined> {
  const progress = progressOn(io);
  const planned = await planForCommand(io, progress, file, { format, evenIfRefuted: true });
  progress();
  if (planned === undefined) return undefined;
  const outcome = ask(planned.plan, { ...asked, context: contextOf(context) });
  printProblems(io, outcome.ok ? "text" : format, { problems: outcome.problems.map(ofTheCommandLine) });
  return outcome.ok ? outcome.value : undefined;
}

/** The question stands nowhere in the file. */
function ofTheCommandLine({ at: _, ...problem }: Problem): Problem {
  return problem;
}

/** A key that is given several times has several values. */
function contextOf(pairs: readonly string[]): Asked["context"] {
  const context: Record<string, string | readonly string[]> = Object.create(null);
  for (const pair of pairs) {
    const [key = ""] = pair.split("=", 1);
    const value = pair.slice(key.length + 1);
    const known = context[key];
    context[key] = known === undefined ? value : [known, value].flat();
  }
  return { ...context };
}

/** Lines of an answer as text, or as Markdown: a list, in which what is indented is a list of its own. */
export function answerText(lines: readonly string[], format: Exclude<AnswerFormat, "json">): string {
  if (format === "text") return lines.map((line) => `${visible(line)}\n`).join("");
  return lines.map((line) => `${line.startsWith("  ") ? "  " : ""}- ${phrase(line.trimStart())}\n`).join("");
}

/** `key=value`, and what came before. */
export function keyValue(text: string, previous: readonly string[] | undefined): readonly string[] {
  if (!/^[^=]+=/.test(text)) throw new InvalidArgumentError("It is not key=value.");
  return [...(previous ?? []), text];
}
