/** `rolewright roles`: who may assume each role and what each may do. */
import { type ExitCode, exitCodes } from "../exit-code";
import type { Io } from "../io";
import { type AnswerFormat, answerFormats, appended, type CommandDefinition, fileHelp, formatOption } from "../options";
import { planForCommand } from "../plan";
import { progressOn } from "../progress";
import { safeJson } from "../report/json";
import { printProblems } from "../report/report";
import { printRoles, rolesMarkdown } from "../roles";
import { summarize } from "../summary";

/** What the command line says. */
interface RolesOptions {
  readonly format: AnswerFormat;
  readonly stack?: readonly string[];
}

/** Its arguments, options and help. */
export const definition: CommandDefinition = {
  define: (command, io, finish) => {
    command
      .description(
        "Prints every role: who may assume it, and what it may do on what. JSON and Markdown have conditions, reasons and lines of the platform file too.",
      )
      .argument("[file]", fileHelp)
      .addOption(formatOption(answerFormats))
      .option("-s, --stack <name>", "only this stack; several by several `--stack`", appended)
      .action(async (file: string | undefined, options: RolesOptions) => finish(await roles(io, file, options)));
  },
  examples: [
    "rolewright roles",
    "rolewright roles --stack production-us-east-1",
    "rolewright roles --format json | jq '.[].name'",
  ],
  exits: {},
};

/** Prints the roles, as JSON a list of them with every statement and the reason for it. Problems go to standard error. */
async function roles(io: Io, file: string | undefined, options: RolesOptions): Promise<ExitCode> {
  const progress = progressOn(io);
  const planned = await planForCommand(io, progress, file, options);
  progress();
  if (planned === undefined) return exitCodes.problems;
  const summaries = planned.stacks.map((stack) => summarize(planned.plan, stack, planned.source.file, planned.plan.cite));
  switch (options.format) {
    case "json":
      io.stdout.write(safeJson(summaries.flatMap((stack) => stack.roles)));
      break;
    case "markdown":
      io.stdout.write(rolesMarkdown(summaries));
      break;
    case "text":
      printRoles(io, summaries);
  }
  printProblems(io, "text", planned);
  return exitCodes.fine;
}
