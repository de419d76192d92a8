/** `rolewright print`: Terraform's JSON syntax in, HCL out. */
import { Option } from "commander";
import { printHcl } from "../../hcl";
import { visible } from "../../output/visible";
import { error, type Outcome, type Problem, quote } from "../../problem";
import { type ExitCode, exitCodes } from "../exit-code";
import { writeOutput } from "../folder/write";
import type { Io } from "../io";
import { type CommandDefinition, flavourOption, folderName, formatOption, overwriteHelp } from "../options";
import { readInput } from "../platform-file";
import type { OutputFormat } from "../report/format";
import { printProblems } from "../report/report";
import type { StackForm } from "../stack-forms";

/** What the command line says. */
interface PrintOptions extends Pick<StackForm, "flavour"> {
  readonly out?: string;
  readonly overwrite?: boolean;
  readonly format: OutputFormat;
}

/** Its arguments, options and help. */
export const definition: CommandDefinition = {
  define: (command, io, finish) => {
    command
      .description(
        "Prints a synthesised stack (`cdk.tf.json`, of any CDKTF application) as HCL, to standard output or into a folder. Nothing is written when there is a problem.",
      )
      .argument("<file>", "cdk.tf.json, or - for standard input")
      .addOption(new Option("-o, --out <dir>", "folder to write to").argParser(folderName))
      .addOption(flavourOption())
      .option("--overwrite", overwriteHelp)
      .addOption(formatOption(undefined, "form of what is said of it, with `--out`; without, the HCL itself is printed"))
      .action(async (file: string, options: PrintOptions) => {
        if (options.out === undefined && options.format !== "text")
          command.error("error: standard output has room for one: add `--out`, or leave out `--format`");
        finish(await print(io, file, options));
      });
  },
  examples: [
    "rolewright print cdktf.out/stacks/app/cdk.tf.json",
    "rolewright print cdktf.out/stacks/app/cdk.tf.json --flavour module --out module",
  ],
  exits: { fine: "printed or written" },
};

/** Far more than any stack; keeps a mistaken path off the memory. */
const readAtMost = 256 * 1024 * 1024;

/** Prints the files of the stack one after the other, each below its name, or writes them into the folder `out`; nothing when there is an error. */
async function print(io: Io, file: string, { out, flavour, format, overwrite = false }: PrintOptions): Promise<ExitCode> {
  const problems: Problem[] = [];
  const stack = await readStack(io, file);
  problems.push(...stack.problems);
  const files = stack.ok ? printHcl(stack.value, { flavour }, (problem) => problems.push(withPath(problem))) : undefined;
  const written = files === undefined || out === undefined ? undefined : writeOutput(io, { out, overwrite }, files, []);
  problems.push(...(written?.problems ?? []));
  printProblems(io, format, { problems });
  if (files === undefined || written?.ok === false) return exitCodes.problems;
  if (out === undefined) io.stdout.write(document(files));
  const changed = written?.ok === true ? written.value.written : [];
  io.stderr.write(changed.map((path) => `wrote ${visible(`${out}/${path}`)}\n`).join(""));
  return exitCodes.fine;
}

async function readStack(io: Io, file: string): Promise<Outcome<unknown>> {
  const read = await readInput(io, file, readAtMost, "give the path of a cdk.tf.json, or `-` for standard input");
  if (!read.ok) return read;
  try {
    return { ok: true, value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(read.value)), problems: [] };
  } catch (thrown) {
    const why = thrown instanceof SyntaxError ? thrown.message : "it is not UTF-8";
    const help = "give the cdk.tf.json that a synthesis wrote";
    return { ok: false, problems: [error("syntax-error", [], `${quote(file)} is not JSON: ${why}`, help)] };
  }
}

/** The problem with its place in the JSON, which has no lines worth showing. */
function withPath(problem: Problem): Problem {
  if (problem.path.length === 0) return problem;
  return { ...problem, message: `${problem.message}, at ${quote(problem.path.join("."))}` };
}

function document(files: ReadonlyMap<string, string>): string {
  return [...files].map(([name, text]) => `# ${name}\n\n${text}`).join("\n");
}
