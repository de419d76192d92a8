/** `rolewright roles`: who may assume each role and what each may do. */
import { type ExitCode, exitCodes } from "../exit-code";
import type { Io } from "../io";
import { appended, type DefineCommand, examples, fileHelp } from "../options";
import { planForCommand } from "../plan";
import { progressOn } from "../progress";
import type { Format } from "../report/format";
import { safeJson } from "../report/json";
import { printProblems } from "../report/report";
import { printRoles } from "../roles";
import { summarize } from "../summary";

/** What the command line says. */
interface RolesOptions {
  readonly json?: boolean;
  readonly stack?: readonly string[];
}

/** Its arguments, options and help. */
export const define: DefineCommand = (command, io, finish) => {
  command
    .description("Prints every role: who may assume it, and what it may do on what.")
    .argument("[file]", fileHelp)
    .option("--json", "as JSON, with conditions, reasons and lines of the platform file")
    .option("-s, --stack <name...>", "only these stacks", appended)
    .addHelpText(
      "after",
      examples("rolewright roles", "rolewright roles --stack production-us-east-1", "rolewright roles --json | jq '.[].name'"),
    )
    .action(async (file: string | undefined, options) => {
      finish(await roles(io, file, options));
    });
};

/** Prints the table of roles, or with `json` a list of them with every statement and the reason for it. Problems go to standard error. */
async function roles(io: Io, file: string | undefined, options: RolesOptions): Promise<ExitCode> {
  const report: Format = "text";
  const progress = progressOn(io);
  const planned = await planForCommand(io, progress, file, { report, stack: options.stack });
  progress();
  if (planned === undefined) return exitCodes.problems;
  const summaries = planned.stacks.map((stack) => summarize(planned.plan, stack, planned.source.file));
  if (options.json === true) io.stdout.write(safeJson(summaries.flatMap((stack) => stack.roles)));
  else printRoles(io, summaries);
  printProblems(io, report, planned);
  return exitCodes.fine;
}
