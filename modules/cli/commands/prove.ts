/** `rolewright prove`: what is proved of a platform file, without writing anything. */
import { type ExitCode, exitCodes } from "../exit-code";
import type { Io } from "../io";
import { appended, type DefineCommand, examples, fileHelp, notEmpty, requestsHelp } from "../options";
import { packageInfo } from "../package-info";
import { type Planned, planForCommand } from "../plan";
import { progressOn } from "../progress";
import { certificate, printCertificate } from "../proof/certificate";
import { explanation } from "../proof/explanation";
import { printProof, styleOf } from "../proof/print";
import { printProblems } from "../report/report";
import { textWidth } from "../width";

/** What the command line says. */
interface ProveOptions {
  readonly explain?: boolean;
  readonly json?: boolean;
  readonly stack?: readonly string[];
  readonly requests?: string;
}

/** Its arguments, options and help. */
export const define: DefineCommand = (command, io, finish) => {
  command
    .description(
      "Proves the theorems of every `generate` and writes nothing: a line each, or with --explain what was compared, what is taken for granted, and every counterexample with its request. " +
        "The theorems speak of the whole platform; --stack limits the lists that follow them. Ends with 1 when one is refuted.",
    )
    .argument("[file]", fileHelp)
    .option("--explain", "everything that is behind the table")
    .option("--json", "the certificate that `generate` writes as proof.json")
    .option("-s, --stack <name...>", "what is shared, acknowledged and hashed in these stacks only", appended)
    .option("--requests <file>", requestsHelp, notEmpty)
    .addHelpText(
      "after",
      examples(
        "rolewright prove",
        "rolewright prove platform.yaml --explain",
        "rolewright prove --json | jq '.theorems[] | select(.verdict != \"proved\")'",
      ),
    )
    .action(async (file: string | undefined, options) => {
      finish(await prove(io, file, options));
    });
};

/** Prints the theorems as a table, with `explain` in full, with `json` as the certificate. Problems go to standard error; a refuted theorem is one. */
async function prove(io: Io, file: string | undefined, options: ProveOptions): Promise<ExitCode> {
  const progress = progressOn(io);
  const planned = await planForCommand(io, progress, file, { ...options, report: "text", evenIfRefuted: true });
  progress();
  if (planned === undefined) return exitCodes.problems;
  printAnswer(io, planned, options);
  printProblems(io, "text", planned);
  return planned.refuted ? exitCodes.problems : exitCodes.fine;
}

function printAnswer({ stdout, env }: Io, planned: Planned, { explain, json }: ProveOptions): void {
  if (json === true) stdout.write(printCertificate(certificate(planned, packageInfo().version)));
  else if (explain === true) stdout.write(explanation(planned.plan, planned.stacks, textWidth(stdout), styleOf(stdout, env)));
  else printProof(stdout, env, planned.plan);
}
