/** `rolewright check`: what is wrong with a platform file. */
import { visible } from "../../output/visible";
import { counted } from "../../wording";
import { type ExitCode, exitCodes } from "../exit-code";
import type { Io } from "../io";
import { type CommandDefinition, fileHelp, formatOption, notEmpty, requestsHelp } from "../options";
import { planForCommand, proofExitCode } from "../plan";
import { progressOn } from "../progress";
import { proofLine } from "../proof/table";
import type { OutputFormat } from "../report/format";
import { printProblems } from "../report/report";

/** What the command line says. */
interface CheckOptions {
  readonly format: OutputFormat;
  readonly requests?: string;
}

/** Its arguments, options and help. */
export const definition: CommandDefinition = {
  define: (command, io, finish) => {
    command
      .description("Prints every problem of the platform file, with its line and its cure, and writes nothing.")
      .argument("[file]", fileHelp)
      .option("--requests <file>", requestsHelp, notEmpty)
      .addOption(formatOption())
      .action(async (file: string | undefined, options: CheckOptions) => finish(await check(io, file, options)));
  },
  examples: ["rolewright check", "rolewright check --format sarif > rolewright.sarif", "cat platform.yaml | rolewright check -"],
  exits: {
    fine: "no errors",
    problems: "errors, or wrong usage",
    no: "no errors, but a theorem or an expectation could not be decided",
  },
};

/** Prints every problem, or that there is none. Warnings alone are fine. */
async function check(io: Io, file: string | undefined, options: CheckOptions): Promise<ExitCode> {
  const progress = progressOn(io);
  const planned = await planForCommand(io, progress, file, options);
  progress();
  if (planned === undefined) return exitCodes.problems;
  printProblems(io, options.format, planned);
  if (options.format !== "text") return proofExitCode(planned);
  const roles = planned.stacks.reduce((count, { policies }) => count + policies.roles.length, 0);
  const contents = `${counted(planned.stacks.length, "stack")}, ${counted(roles, "role")}`;
  const verdict = planned.problems.length === 0 ? "no problems" : "no errors";
  io.stdout.write(`${visible(planned.source.file)}: ${verdict} (${contents})\n`);
  if (planned.stacks.length > 0) io.stderr.write(`${proofLine(planned.plan)}\n`);
  return proofExitCode(planned);
}
