/** `rolewright explain`: from a statement to the lines that ask for it, and from a line to its statements. */
import pc from "picocolors";
import { type ExitCode, exitCodes } from "../exit-code";
import { find } from "../explain/find";
import { explainJson, explainText } from "../explain/print";
import { hasColors, type Io } from "../io";
import { type DefineCommand, examples, fileHelp, notEmpty } from "../options";
import { planForCommand } from "../plan";
import { progressOn } from "../progress";
import { safeJson } from "../report/json";
import { printProblems } from "../report/report";
import { linesOf } from "../report/text";
import { textWidth } from "../width";

/** What the command line says. */
interface ExplainOptions {
  readonly json?: boolean;
}

/** Its arguments, options and help. */
export const define: DefineCommand = (command, io, finish) => {
  command
    .description(
      "Prints statements with the lines of the platform file that ask for them, the reason for every wildcard, and the AWS page; from a line, every statement that it causes, in all accounts. " +
        "What means several things gives all of them.",
    )
    .addArgument(
      command
        .createArgument(
          "<what>",
          "a role or service, a Sid or role/Sid, an ARN (whatever may reach it), a line such as platform.yaml:31 or :31, a Terraform address, a repository or bucket",
        )
        .argParser(notEmpty),
    )
    .argument("[file]", fileHelp)
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      examples(
        "rolewright explain order-cache",
        "rolewright explain techflow-order-cache-task/ReadDynamodbSessions",
        "rolewright explain arn:aws:dynamodb:us-east-1:123456789012:table/sessions",
        "rolewright explain :31 platform.yaml",
        "rolewright explain aws_iam_role_policy.order_cache_task --json",
      ),
    )
    .action(async (what: string, file: string | undefined, options) => {
      finish(await explain(io, what, file, options));
    });
};

/**
 * Prints every statement that `what` names, with its reason and its lines; also of a platform whose proof failed, because that is when people ask. Ends with 1
 * when there is none, or when the platform file has errors. Code: `unknown-subject`.
 */
async function explain(io: Io, what: string, file: string | undefined, options: ExplainOptions): Promise<ExitCode> {
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
