/** `rolewright generate`: a platform file in, Terraform out. */
import { Option } from "commander";
import type { StackSummary } from "../../output/summary";
import { visible } from "../../output/visible";
import { hasErrors, type Problem } from "../../problem";
import { type ExitCode, exitCodes } from "../exit-code";
import { checkOutput } from "../folder/check";
import { type OutputFiles, type OutputTarget, type Written, writeOutput } from "../folder/write";
import type { Io } from "../io";
import {
  appended,
  type CommandDefinition,
  fileHelp,
  flavourOption,
  folderName,
  formatOption,
  notEmpty,
  overwriteHelp,
  requestsHelp,
} from "../options";
import { packageInfo } from "../package-info";
import { type Planned, planForCommand, proofExitCode } from "../plan";
import { progressOn } from "../progress";
import { certificate, certificateName, printCertificate } from "../proof/certificate";
import { printProof } from "../proof/print";
import type { OutputFormat } from "../report/format";
import { printProblems } from "../report/report";
import { printRoles } from "../roles";
import { stackFiles } from "../stack-files";
import { type StackForm, syntaxes } from "../stack-forms";
import { summarize } from "../summary";

/** What the command line says. */
interface GenerateOptions extends StackForm {
  readonly out: string;
  readonly stack?: readonly string[];
  readonly format: OutputFormat;
  readonly quiet?: boolean;
  readonly check?: boolean;
  readonly overwrite?: boolean;
  readonly requests?: string;
}

/** Its arguments, options and help. */
export const definition: CommandDefinition = {
  define: (command, io, finish) => {
    command
      .description(
        "Writes Terraform and a README for every stack, one per account and region, and prints who may do what and what is proved of it. Nothing is written when there is a problem or a theorem is refuted. " +
          "Files of yours in the stack folders (state, backend, variable values) are left alone; generated files that you have edited are not overwritten.",
      )
      .argument("[file]", fileHelp)
      .addOption(new Option("-o, --out <dir>", "folder to write to").default("generated").argParser(folderName))
      .option("-s, --stack <name...>", "only these stacks", appended)
      .addOption(
        new Option("--syntax <syntax>", "HCL, JSON (cdk.tf.json), or HCL with the JSON in a folder below")
          .choices(syntaxes)
          .default("hcl"),
      )
      .addOption(flavourOption())
      .option("--check", "write nothing; fail when the folder is not what would be written")
      .option("--overwrite", overwriteHelp)
      .option("--requests <file>", requestsHelp, notEmpty)
      .addOption(formatOption())
      .option("-q, --quiet", "leave out the tables of roles and theorems")
      .action(async (file: string | undefined, options: GenerateOptions) => {
        if (options.flavour === "module" && options.syntax !== "hcl")
          command.error("error: a module is written as HCL: leave out `--syntax`");
        if (options.check === true && options.overwrite === true)
          command.error("error: `--check` writes nothing: leave out `--overwrite`");
        finish(await generate(io, file, options));
      });
  },
  examples: [
    "rolewright generate",
    "rolewright generate platform.yaml --out terraform",
    "rolewright generate --stack production-us-east-1 --quiet",
    "rolewright generate --flavour module --out modules",
    "rolewright generate && rolewright generate --check",
  ],
  exits: {
    fine: "written, or nothing had changed; with `--check`, nothing would change",
    problems: "nothing was written: problems, or wrong usage; with `--check`, the folder differs",
    no: "written or the same, but a theorem or an expectation could not be decided",
  },
};

/** Writes `<out>/<stack>/`, Terraform and README, of every stack or of those asked for, and the certificate of the proof; nothing when there is an error. */
async function generate(io: Io, file: string | undefined, options: GenerateOptions): Promise<ExitCode> {
  const progress = progressOn(io);
  const planned = await planForCommand(io, progress, file, { ...options, evenIfRefuted: true });
  progress();
  if (planned === undefined) return nothingWritten(io, options);
  const { plan, stacks, source } = planned;
  if (planned.refuted) return refused(io, planned, options);
  progress(`writing ${stacks.length} stacks`);
  const summaries = stacks.map((stack) => summarize(plan, stack, source.file, plan.name));
  const { output, problems } = outputOf(planned, summaries, options);
  if (options.check === true) {
    progress();
    return checked(io, planned, options, { output, problems });
  }
  const written = hasErrors(problems)
    ? { ok: false as const, problems: [] }
    : writeOutput(io, placeOf(planned, options), output, stackNames(plan.stacks));
  progress();
  if (written.ok && hasTables(options)) {
    printRoles(io, summaries);
    printProof(io.stdout, io.env, plan, "; details: rolewright prove --explain");
  }
  printProblems(io, options.format, {
    problems: [...planned.problems, ...problems, ...written.problems],
    source,
    requests: planned.requests,
  });
  if (!written.ok) return nothingWritten(io, options);
  io.stderr.write(visibleLines(conclusion(options.out, written.value, stackNames(stacks))));
  return proofExitCode(planned);
}

/** Says which files of the folder are not what would be written. */
function checked(io: Io, planned: Planned, options: GenerateOptions, { output, problems }: Output): ExitCode {
  const { out, format } = options;
  const stacks = stackNames(planned.plan.stacks);
  const found = hasErrors(problems) ? problems : [...problems, ...checkOutput(io, placeOf(planned, options), output, stacks)];
  printProblems(io, format, { ...planned, problems: [...planned.problems, ...found] });
  if (hasErrors(found)) return exitCodes.problems;
  if (format === "text") io.stderr.write(visibleLines([`${out} is what the platform file gives`]));
  return proofExitCode(planned);
}

function placeOf({ plan }: Planned, { out, overwrite = false }: GenerateOptions): OutputTarget {
  return { out, platform: plan.model.platform, overwrite };
}

interface Output {
  readonly output: OutputFiles;
  readonly problems: readonly Problem[];
}

/** With the table of theorems before the problems, so that what was proved all the same is seen too. */
function refused(io: Io, planned: Planned, options: GenerateOptions): ExitCode {
  if (hasTables(options)) {
    printProof(io.stderr, io.env, planned.plan, "; details: rolewright prove --explain");
    io.stderr.write("\n");
  }
  printProblems(io, options.format, planned);
  return nothingWritten(io, options);
}

function hasTables({ format, quiet }: GenerateOptions): boolean {
  return format === "text" && quiet !== true;
}

function nothingWritten({ stderr }: Io, { format }: GenerateOptions): ExitCode {
  if (format === "text") stderr.write("nothing was written\n");
  return exitCodes.problems;
}

function outputOf(planned: Planned, summaries: readonly StackSummary[], form: StackForm): Output {
  const { plan, stacks } = planned;
  const problems: Problem[] = [];
  const output = new Map<string, string>();
  for (const [index, stack] of stacks.entries()) {
    const summary = summaries[index];
    if (summary === undefined) continue;
    for (const [path, text] of stackFiles(stack, summary, form, plan.name, (problem) => problems.push(problem))) {
      output.set(`${stack.stack.name}/${path}`, text);
    }
  }
  // The last to be written: it speaks of files that are there.
  if (plan.stacks.length > 0) {
    output.set(certificateName, printCertificate(certificate({ ...planned, stacks: plan.stacks }, packageInfo().version)));
  }
  return { output, problems };
}

function stackNames(stacks: readonly { readonly stack: { readonly name: string } }[]): readonly string[] {
  return stacks.map(({ stack }) => stack.name);
}

function conclusion(
  out: string,
  { written, unchanged, removed, edited, stale }: Written,
  stacks: readonly string[],
): readonly string[] {
  const changed = written.length === 0 && removed.length === 0;
  const over = (path: string): string => (edited.includes(path) ? ", over what somebody had edited" : "");
  return [
    ...written.map((path) => `wrote ${out}/${path}${over(path)}`),
    ...removed.map((path) => `removed ${out}/${path}, which is no longer generated${over(path)}`),
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
