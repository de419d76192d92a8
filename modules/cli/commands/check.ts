/** `rolewright check`: what is wrong with a platform file. */
import { visible } from "../../output/visible";
import { counted } from "../../wording";
import { type ExitCode, exitCodes } from "../exit-code";
import type { Io } from "../io";
import { type DefineCommand, examples, fileHelp, notEmpty, reportOption, requestsHelp } from "../options";
import { planForCommand } from "../plan";
import { progressOn } from "../progress";
import { proofLine } from "../proof/table";
import type { Format } from "../report/format";
import { printProblems } from "../report/report";

/** What the command line says. */
interface CheckOptions {
  readonly report: Format;
  readonly requests?: string;
}

/** Its arguments, options and help. */
export const define: DefineCommand = (command, io, finish) => {
  command
    .description("Prints every problem of the platform file, with its line and its cure, and writes nothing.")
    .argument("[file]", fileHelp)
    .option("--requests <file>", requestsHelp, notEmpty)
    .addOption(reportOption())
    .addHelpText(
      "after",
      examples(
        "rolewright check",
        "rolewright check --report sarif > rolewright.sarif",
        "cat platform.yaml | rolewright check -",
      ),
    )
    .action(async (file: string | undefined, options: { report: Format; requests?: string }) => {
      finish(await check(io, file, options));
    });
};

/** Prints every problem, or that there is none. Warnings alone are fine. */
async function check(io: Io, file: string | undefined, options: CheckOptions): Promise<ExitCode> {
  const progress = progressOn(io);
  const planned = await planForCommand(io, progress, file, options);
  progress();
  if (planned === undefined) return exitCodes.problems;
  printProblems(io, options.report, planned);
  if (options.report !== "text") return exitCodes.fine;
  const roles = planned.stacks.reduce((count, { policies }) => count + policies.roles.length, 0);
  const contents = `${counted(planned.stacks.length, "stack")}, ${counted(roles, "role")}`;
  const verdict = planned.problems.length === 0 ? "no problems" : "no errors";
  io.stdout.write(`${visible(planned.source.file)}: ${verdict} (${contents})\n`);
  if (planned.stacks.length > 0) io.stderr.write(`${proofLine(planned.plan)}\n`);
  return exitCodes.fine;
}
