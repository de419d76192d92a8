/** `rolewright explain`: from a statement to the lines that ask for it, and from a line to its statements. */
import pc from "picocolors";
import { type ExitCode, exitCodes } from "../exit-code";
import { type Findings, find } from "../explain/find";
import { explainMarkdown } from "../explain/markdown";
import { type Explaining, explainJson, explainText } from "../explain/print";
import { hasColors, type Io } from "../io";
import { type AnswerFormat, answerFormats, type CommandDefinition, fileHelp, formatOption, notEmpty } from "../options";
import { planForCommand } from "../plan";
import { progressOn } from "../progress";
import { safeJson } from "../report/json";
import { printProblems } from "../report/report";
import { linesOf } from "../report/text";
import { textWidth } from "../width";

/** What the command line says. */
interface ExplainOptions {
  readonly format: AnswerFormat;
}

/** Its arguments, options and help. */
export const definition: CommandDefinition = {
  define: (command, io, finish) => {
    command
      .description(
        "Prints statements with the lines of the platform file that ask for them, the reason for every wildcard, and the AWS page; from a line, every statement that it causes, in all accounts. " +
          "What means several things gives all of them.",
      )
      .argument(
        "<what>",
        "a role or service, a Sid or role/Sid, an ARN (whatever may reach it), a line such as platform.yaml:31 or :31, a Terraform address, a repository or bucket",
        notEmpty,
      )
      .argument("[file]", fileHelp)
      .addOption(formatOption(answerFormats))
      .action(async (what: string, file: string | undefined, options: ExplainOptions) => {
        finish(await explain(io, what, file, options));
      });
  },
  examples: [
    "rolewright explain order-cache",
    "rolewright explain techflow-order-cache-task/ReadDynamodbSessions",
    "rolewright explain arn:aws:dynamodb:us-east-1:123456789012:table/sessions",
    "rolewright explain :31 platform.yaml",
    "rolewright explain aws_iam_role_policy.order_cache_task --format json",
  ],
  exits: { fine: "explained", problems: "there is no such thing, problems, or wrong usage" },
};

/**
 * Prints every statement that `what` names, with its reason and its lines; also of a platform whose proof failed, because that is when people ask. Ends with 1
 * when there is none, or when the platform file has errors. Code: `unknown-subject`.
 */
async function explain(io: Io, what: string, file: string | undefined, options: ExplainOptions): Promise<ExitCode> {
  const progress = progressOn(io);
  const planned = await planForCommand(io, progress, file, { ...options, evenIfRefuted: true });
  progress();
  if (planned === undefined) return exitCodes.problems;
  const { plan, source, requests, problems, refuted } = planned;
  const outcome = find(what, plan, source.file);
  if (outcome.ok) {
    const explaining = { plan, lines: linesOf(source.text) };
    io.stdout.write(explained(io, outcome.value, explaining, options.format));
  }
  printProblems(io, outcome.ok ? "text" : options.format, {
    problems: [...(outcome.ok ? [] : outcome.problems), ...problems],
    source,
    requests,
  });
  return outcome.ok && !refuted ? exitCodes.fine : exitCodes.problems;
}

function explained(io: Io, findings: Findings, source: Explaining, format: AnswerFormat): string {
  switch (format) {
    case "text":
      return explainText(findings, source, textWidth(io.stdout), styleOf(io));
    case "json":
      return safeJson(explainJson(findings, source));
    case "markdown":
      return explainMarkdown(findings, source);
  }
}

function styleOf({ stdout, env }: Io) {
  const { bold, cyan, dim } = pc.createColors(hasColors(stdout, env));
  return { heading: bold, strong: cyan, faint: dim };
}
