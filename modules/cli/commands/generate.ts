/** `rolewright generate`: a platform file in, Terraform out. */

import { stackReadme } from "../../output/readme";
import { visible } from "../../output/visible";
import { printJson, stackJson } from "../../resources/json";
import { type ExitCode, exitCodes } from "../exit-code";
import { type Written, writeOutput } from "../folder/write";
import type { Io } from "../io";
import { type Planned, planForCommand } from "../plan";
import { progressOn } from "../progress";
import type { Format } from "../report/format";
import { printProblems } from "../report/report";
import { printRoles } from "../roles";
import { summarize } from "../summary";

/** What the command line says. */
export interface GenerateOptions {
  readonly out: string;
  readonly stack?: readonly string[];
  readonly format: Format;
  readonly quiet?: boolean;
}

/** Writes `<out>/<stack>/cdk.tf.json` and `README.md` of every stack, or of those asked for; nothing when there is an error. */
export async function generate(io: Io, file: string | undefined, options: GenerateOptions): Promise<ExitCode> {
  const progress = progressOn(io);
  const planned = await planForCommand(io, progress, file, options);
  progress();
  if (planned === undefined) return nothingWritten(io, options);
  const { plan, stacks, source, problems } = planned;
  progress(`writing ${stacks.length} stacks`);
  const summaries = stacks.map((stack) => summarize(plan, stack, source.file));
  const written = writeOutput(io, options.out, outputOf(planned, summaries.map(stackReadme)), stackNames(plan.stacks));
  progress();
  if (written.ok && options.format === "text" && options.quiet !== true) printRoles(io, summaries);
  const everything = { problems: [...problems, ...(written.ok ? [] : written.problems)], source };
  printProblems(io, options.format, everything);
  if (!written.ok) return nothingWritten(io, options);
  io.stderr.write(visibleLines(conclusion(options.out, written.value, stackNames(stacks))));
  return exitCodes.fine;
}

function nothingWritten({ stderr }: Io, { format }: GenerateOptions): ExitCode {
  if (format === "text") stderr.write("nothing was written\n");
  return exitCodes.problems;
}

function outputOf({ stacks }: Planned, readmes: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    stacks.flatMap(({ stack, resources }, index): [string, string][] => [
      [`${stack.name}/README.md`, readmes[index] ?? ""],
      [`${stack.name}/cdk.tf.json`, printJson(stackJson(resources))],
    ]),
  );
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
