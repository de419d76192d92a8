/** `rolewright prove`: what is proved of a platform file, without writing anything. */
import { type ExitCode, exitCodes } from "../exit-code";
import type { Io } from "../io";
import { packageInfo } from "../package-info";
import { type Planned, planForCommand } from "../plan";
import { progressOn } from "../progress";
import { certificate, printCertificate } from "../proof/certificate";
import { explanation } from "../proof/explanation";
import { printProof, styleOf } from "../proof/print";
import { printProblems } from "../report/report";
import { textWidth } from "../width";

/** What the command line says. */
export interface ProveOptions {
  readonly explain?: boolean;
  readonly json?: boolean;
  readonly stack?: readonly string[];
  readonly requests?: string;
}

/** Prints the theorems as a table, with `explain` in full, with `json` as the certificate. Problems go to standard error; a refuted theorem is one. */
export async function prove(io: Io, file: string | undefined, options: ProveOptions): Promise<ExitCode> {
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
