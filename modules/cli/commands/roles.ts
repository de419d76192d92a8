/** `rolewright roles`: who may assume each role and what each may do. */
import { type ExitCode, exitCodes } from "../exit-code";
import type { Io } from "../io";
import { planForCommand } from "../plan";
import { progressOn } from "../progress";
import type { Format } from "../report/format";
import { safeJson } from "../report/json";
import { printProblems } from "../report/report";
import { printRoles } from "../roles";
import { summarize } from "../summary";

/** What the command line says. */
export interface RolesOptions {
  readonly json?: boolean;
  readonly stack?: readonly string[];
}

/** Prints the table of roles, or with `json` a list of them with every statement and the reason for it. Problems go to standard error. */
export async function roles(io: Io, file: string | undefined, options: RolesOptions): Promise<ExitCode> {
  const report: Format = "text";
  const progress = progressOn(io);
  const planned = await planForCommand(io, progress, file, { report, stack: options.stack });
  progress();
  if (planned === undefined) return exitCodes.problems;
  const summaries = planned.stacks.map((stack) => summarize(planned.plan, stack, planned.source.file, planned.plan.cite));
  if (options.json === true) io.stdout.write(safeJson(summaries.flatMap((stack) => stack.roles)));
  else printRoles(io, summaries);
  printProblems(io, report, planned);
  return exitCodes.fine;
}
