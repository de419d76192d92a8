/** `rolewright generate`: a platform file in, Terraform out. */

import type { StackSummary } from "../../output/summary";
import { visible } from "../../output/visible";
import { hasErrors, type Problem } from "../../problem";
import { type ExitCode, exitCodes } from "../exit-code";
import { type Output, type Written, writeOutput } from "../folder/write";
import type { Io } from "../io";
import { type Planned, planForCommand } from "../plan";
import { progressOn } from "../progress";
import type { Format } from "../report/format";
import { printProblems } from "../report/report";
import { printRoles } from "../roles";
import { stackFiles } from "../stack-files";
import type { StackForm } from "../stack-forms";
import { summarize } from "../summary";

/** What the command line says. */
export interface GenerateOptions extends StackForm {
  readonly out: string;
  readonly stack?: readonly string[];
  readonly report: Format;
  readonly quiet?: boolean;
}

/** Writes `<out>/<stack>/`, Terraform and README, of every stack or of those asked for; nothing when there is an error. */
export async function generate(io: Io, file: string | undefined, options: GenerateOptions): Promise<ExitCode> {
  const progress = progressOn(io);
  const planned = await planForCommand(io, progress, file, options);
  progress();
  if (planned === undefined) return nothingWritten(io, options);
  const { plan, stacks, source } = planned;
  progress(`writing ${stacks.length} stacks`);
  const summaries = stacks.map((stack) => summarize(plan, stack, source.file));
  const { output, problems } = outputOf(planned, summaries, options);
  const written = hasErrors(problems)
    ? { ok: false as const, problems: [] }
    : writeOutput(io, options.out, output, stackNames(plan.stacks));
  progress();
  if (written.ok && options.report === "text" && options.quiet !== true) printRoles(io, summaries);
  printProblems(io, options.report, { problems: [...planned.problems, ...problems, ...written.problems], source });
  if (!written.ok) return nothingWritten(io, options);
  io.stderr.write(visibleLines(conclusion(options.out, written.value, stackNames(stacks))));
  return exitCodes.fine;
}

function nothingWritten({ stderr }: Io, { report }: GenerateOptions): ExitCode {
  if (report === "text") stderr.write("nothing was written\n");
  return exitCodes.problems;
}

function outputOf(
  { stacks }: Planned,
  summaries: readonly StackSummary[],
  form: StackForm,
): { readonly output: Output; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const output = new Map<string, string>();
  for (const [index, stack] of stacks.entries()) {
    const summary = summaries[index];
    if (summary === undefined) continue;
    for (const [path, text] of stackFiles(stack, summary, form, (problem) => problems.push(problem))) {
      output.set(`${stack.stack.name}/${path}`, text);
    }
  }
  return { output, problems };
}

function stackNames(stacks: readonly { readonly stack: { readonly name: string } }[]): readonly string[] {
  return stacks.map(({ stack }) => stack.name);
}

function conclusion(out: string, { written, unchanged, removed, stale }: Written, stacks: readonly string[]): readonly string[] {
  const changed = written.length === 0 && removed.length === 0;
  return [
    ...written.map((path) => `wrote ${out}/${path}`),
    ...removed.map((path) => `removed ${out}/${path}, which is no longer generated`),
    ...(stacks.length === 0 ? ["the platform file produces no stack, so there is nothing to write"] : []),
    ...(changed && unchanged.length > 0 ? [`nothing has changed in ${out}`] : []),
    ...stale.map((stack) => {
      return `the platform no longer has stack ${stack}: run \`terraform destroy\` in ${out}/${stack}, then delete that folder; nothing in it was changed`;
    }),
  ];
}

function visibleLines(lines: readonly string[]): string {
  return lines.map((line) => `${visible(line)}\n`).join("");
}
