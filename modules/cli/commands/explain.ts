/** `rolewright explain`: from a statement to the lines that ask for it, and from a line to its statements. */
import pc from "picocolors";
import { type ExitCode, exitCodes } from "../exit-code";
import { find } from "../explain/find";
import { explainJson, explainText } from "../explain/print";
import { hasColors, type Io } from "../io";
import { planForCommand } from "../plan";
import { progressOn } from "../progress";
import { safeJson } from "../report/json";
import { printProblems } from "../report/report";
import { linesOf } from "../report/text";
import { textWidth } from "../width";

/** What the command line says. */
export interface ExplainOptions {
  readonly json?: boolean;
}

/**
 * Prints every statement that `what` names, with its reason and its lines; also of a platform whose proof failed, because that is when people ask. Ends with 1
 * when there is none, or when the platform file has errors. Code: `unknown-subject`.
 */
export async function explain(io: Io, what: string, file: string | undefined, options: ExplainOptions): Promise<ExitCode> {
  const progress = progressOn(io);
  const planned = await planForCommand(io, progress, file, { report: "text", evenIfRefuted: true });
  progress();
  if (planned === undefined) return exitCodes.problems;
  const { plan, source, requests, problems, refuted } = planned;
  const outcome = find(what, plan, source.file);
  if (outcome.ok) {
    const explaining = { plan, lines: linesOf(source.text) };
    if (options.json === true) io.stdout.write(safeJson(explainJson(outcome.value, explaining)));
    else io.stdout.write(explainText(outcome.value, explaining, textWidth(io.stdout), styleOf(io)));
  }
  printProblems(io, "text", { problems: [...(outcome.ok ? [] : outcome.problems), ...problems], source, requests });
  return outcome.ok && !refuted ? exitCodes.fine : exitCodes.problems;
}

function styleOf({ stdout, env }: Io) {
  const { bold, cyan, dim } = pc.createColors(hasColors(stdout, env));
  return { heading: bold, strong: cyan, faint: dim };
}
