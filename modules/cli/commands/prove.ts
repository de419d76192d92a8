/** `rolewright prove`: what is proved of a platform file, without writing anything. */
import { type ExitCode, exitCodes } from "../exit-code";
import type { Io } from "../io";
import { appended, type CommandDefinition, fileHelp, formatOption, notEmpty, requestsHelp } from "../options";
import { packageInfo } from "../package-info";
import { type Planned, planForCommand, proofExitCode } from "../plan";
import { progressOn } from "../progress";
import { certificate, printCertificate } from "../proof/certificate";
import { explanation } from "../proof/explanation";
import { proofMarkdown } from "../proof/markdown";
import { printProof, styleOf } from "../proof/print";
import type { OutputFormat } from "../report/format";
import { printProblems } from "../report/report";
import { textWidth } from "../width";

/** What the command line says. */
interface ProveOptions {
  readonly explain?: boolean;
  readonly format: OutputFormat;
  readonly stack?: readonly string[];
  readonly requests?: string;
}

/** Its arguments, options and help. */
export const definition: CommandDefinition = {
  define: (command, io, finish) => {
    command
      .description(
        "Proves the theorems of every `generate` and writes nothing: a line each, or with --explain what was compared, what is taken for granted, and every counterexample with its request. " +
          "The theorems speak of the whole platform; --stack limits the lists that follow them. " +
          "As JSON it is the certificate that `generate` writes as proof.json; SARIF and GitHub have what is refuted or undecided at its lines.",
      )
      .argument("[file]", fileHelp)
      .option("--explain", "everything that is behind the table, as text")
      .addOption(formatOption())
      .option(
        "-s, --stack <name>",
        "what is shared, acknowledged and hashed in this stack only; several by several `--stack`",
        appended,
      )
      .option("--requests <file>", requestsHelp, notEmpty)
      .action(async (file: string | undefined, options: ProveOptions) => {
        if (options.explain === true && options.format !== "text")
          command.error("error: `--explain` is text: leave it out, or leave out `--format`");
        finish(await prove(io, file, options));
      });
  },
  examples: [
    "rolewright prove",
    "rolewright prove platform.yaml --explain",
    "rolewright prove --format json | jq '.theorems[] | select(.verdict != \"proved\")'",
  ],
  exits: {
    fine: "every theorem and every expectation is proved",
    problems: "one is refuted, other problems, or wrong usage",
    no: "one could not be decided, and none is refuted",
  },
};

/** Prints what is proved in the format that was asked for, and the problems, to which refuted and undecided theorems belong. */
async function prove(io: Io, file: string | undefined, options: ProveOptions): Promise<ExitCode> {
  const progress = progressOn(io);
  const planned = await planForCommand(io, progress, file, { ...options, evenIfRefuted: true });
  progress();
  if (planned === undefined) return exitCodes.problems;
  printAnswer(io, planned, options);
  // The certificate is one document, with all that was found.
  printProblems(io, options.format === "json" ? "text" : options.format, planned);
  return proofExitCode(planned);
}

function printAnswer({ stdout, env }: Io, planned: Planned, { explain, format }: ProveOptions): void {
  if (format === "json") stdout.write(printCertificate(certificate(planned, packageInfo().version)));
  if (format === "markdown") stdout.write(`${proofMarkdown(planned.plan)}\n`);
  if (format !== "text") return;
  if (explain === true) stdout.write(explanation(planned.plan, planned.stacks, textWidth(stdout), styleOf(stdout, env)));
  else printProof(stdout, env, planned.plan);
}
