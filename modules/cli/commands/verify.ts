/** `rolewright verify`: whether an output folder is what was generated, without the platform file. */
import { type ExitCode, exitCodes } from "../exit-code";
import type { Io } from "../io";
import { appended, type CommandDefinition, folderName, formatOption } from "../options";
import type { OutputFormat } from "../report/format";
import { githubReport } from "../report/github";
import { markdownReport } from "../report/markdown";
import { printProblems } from "../report/report";
import { type Verification, verifyFolder } from "../verify/verify";
import { verdictOf, verificationJson, verificationMarkdown, verificationText } from "../verify/words";

/** What the command line says. */
interface VerifyOptions {
  readonly own?: readonly string[];
  readonly format: OutputFormat;
}

/** Its arguments, options and help. */
export const definition: CommandDefinition = {
  define: (command, io, finish) => {
    command
      .description(
        "Says whether an output folder is what `generate` wrote, without the platform file: every file by the list in the folder, and the policies in the Terraform itself by `access.json` (what they mean) and `proof.json` (which documents were proved). " +
          "The three lie in the folder, so that this finds edits and mistakes, and not somebody who edits all of them alike; for that there are `generate --check` and `diff --base`.",
      )
      .argument("[folder]", "folder that `generate` wrote", folderName, "generated")
      .option("--own <file...>", "files of yours that Terraform reads there, by name or path in the folder", appended)
      .addOption(formatOption())
      .action((folder: string, options: VerifyOptions) => finish(verify(io, folder, options)));
  },
  examples: [
    "rolewright verify",
    "rolewright verify generated --own backend.tf --own terraform.tfvars",
    "rolewright verify generated --format sarif > verify.sarif",
  ],
  exits: {
    fine: "as it was generated, as far as the folder itself can show",
    problems: "something differs, or the folder cannot be read, or wrong usage",
    no: "nothing differs, but something could not be decided, or Terraform reads files that nobody generated",
  },
};

/** Prints what was found. Where the answer is one document of its own, problems go to standard error as text. */
function verify(io: Io, folder: string, { own = [], format }: VerifyOptions): ExitCode {
  const read = verifyFolder(io, folder, own);
  if (!read.ok) {
    printProblems(io, format, read);
    return exitCodes.problems;
  }
  const { problems } = read.value;
  if (format === "sarif") printProblems(io, format, { problems });
  else io.stdout.write(printed(read.value, format));
  if (format === "text" || format === "json") printProblems(io, "text", { problems });
  return { verified: exitCodes.fine, differs: exitCodes.problems, undecided: exitCodes.no }[verdictOf(problems)];
}

function printed(verification: Verification, format: Exclude<OutputFormat, "sarif">): string {
  const { problems } = verification;
  switch (format) {
    case "text":
      return verificationText(verification);
    case "json":
      return verificationJson(verification);
    case "markdown":
      return `${verificationMarkdown(verification)}${problems.length === 0 ? "" : `\n${markdownReport({ problems })}`}`;
    case "github":
      return githubReport({ problems });
  }
}
