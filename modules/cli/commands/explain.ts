/** `rolewright explain`: from a statement to the lines that ask for it, and from a line to its statements. */
import pc from "picocolors";
import { type ExitCode, exitCodes } from "../exit-code";
import { type Explanation, find } from "../explain/find";
import { explainMarkdown } from "../explain/markdown";
import { type Explaining, explainJson, explainText } from "../explain/print";
import { type ReferenceEntry, referenceMarkdown, referenceOf, referenceText } from "../explain/reference";
import { hasColors, type Io } from "../io";
import { type AnswerFormat, answerFormats, type CommandDefinition, fileHelp, formatOption, notEmpty } from "../options";
import { type Planned, planForCommand } from "../plan";
import { readPlatformFile } from "../platform-file";
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
          "Of a problem code, a danger rule or a theorem it prints the documentation, which needs no platform file. What means several things gives all of them.",
      )
      .argument(
        "<what>",
        "a role or service, a Sid or role/Sid, an ARN (whatever may reach it), a line such as platform.yaml:31 or :31, a Terraform address, a repository or bucket; a problem code, danger rule or theorem",
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
    "rolewright explain :37 platform.yaml",
    "rolewright explain aws_iam_role_policy.order_cache_task --format json",
    "rolewright explain unknown-key",
    "rolewright explain isolation",
  ],
  exits: { fine: "explained", problems: "there is no such thing, problems, or wrong usage" },
};

/**
 * Prints every statement that `what` names, with its reason and its lines; also of a platform whose proof failed, because that is when people ask. Of a problem code, a danger
 * rule or a theorem it prints the documentation, after the statements if the platform has something of that name. Ends with 1 when there is nothing, or when the platform
 * file has errors. Code: `nothing-to-explain`.
 */
async function explain(io: Io, what: string, file: string | undefined, options: ExplainOptions): Promise<ExitCode> {
  const entries = referenceOf(what);
  const found = entries.length === 0 ? await planned(io, file, options) : await plannedIfNamed(io, what, file, options);
  if (found === undefined && entries.length === 0) return exitCodes.problems;
  const outcome = found === undefined ? undefined : find(what, found.plan, found.source.file);
  if (found === undefined || outcome === undefined || (!outcome.ok && entries.length > 0)) {
    io.stdout.write(referenceIn(io, entries, options.format));
    return exitCodes.fine;
  }
  const { plan, source, requests, problems, refuted } = found;
  if (outcome.ok) io.stdout.write(explained(io, outcome.value, { plan, lines: linesOf(source.text) }, options.format));
  if (entries.length > 0) alsoReference(io, what, entries, options.format);
  printProblems(io, outcome.ok ? "text" : options.format, {
    problems: [...(outcome.ok ? [] : outcome.problems), ...problems],
    source,
    requests,
  });
  return outcome.ok && !refuted ? exitCodes.fine : exitCodes.problems;
}

async function planned(io: Io, file: string | undefined, options: ExplainOptions): Promise<Planned | undefined> {
  const progress = progressOn(io);
  const found = await planForCommand(io, progress, file, { ...options, evenIfRefuted: true });
  progress();
  return found;
}

/** The platform, if it can be planned and has the word at all: whoever asks for the code of a problem often has a platform file with problems, or none. */
async function plannedIfNamed(
  io: Io,
  what: string,
  file: string | undefined,
  options: ExplainOptions,
): Promise<Planned | undefined> {
  const silent = { ...io, stdout: { ...io.stdout, write: () => {} }, stderr: { ...io.stderr, isTTY: false, write: () => {} } };
  const read = file === "-" ? undefined : await readPlatformFile(io, file);
  if (read !== undefined && !(read.ok && Buffer.from(read.value.text).includes(what))) return undefined;
  return planned(silent, file, options);
}

/** The word is something of the platform and a word of the documentation. JSON is one document, which is about the platform. */
function alsoReference(io: Io, what: string, entries: readonly ReferenceEntry[], format: AnswerFormat): void {
  if (format !== "json") io.stdout.write(`\n${referenceIn(io, entries, format)}`);
  else
    io.stderr.write(`${what} is a ${entries.map(({ kind }) => kind).join(" and a ")} too: see \`rolewright explain ${what}\`\n`);
}

function referenceIn(io: Io, entries: readonly ReferenceEntry[], format: AnswerFormat): string {
  switch (format) {
    case "text":
      return referenceText(entries, textWidth(io.stdout), styleOf(io).strong);
    case "json":
      return safeJson(entries);
    case "markdown":
      return referenceMarkdown(entries);
  }
}

function explained(io: Io, findings: Explanation, source: Explaining, format: AnswerFormat): string {
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
