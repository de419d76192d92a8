/** `rolewright diff`: who gains and who loses which access. */
import { Option } from "commander";
import pc from "picocolors";
import { quote, warning } from "../../problem";
import type { AccessDiff } from "../../review/change";
import { diffAccess } from "../../review/diff";
import { diffJson } from "../diff/json";
import { diffMarkdown } from "../diff/markdown";
import { diffSarif } from "../diff/sarif";
import { readSides } from "../diff/sides";
import { diffText } from "../diff/text";
import { type ExitCode, exitCodes } from "../exit-code";
import { hasColors, type Io } from "../io";
import { type DefineCommand, examples, notEmpty } from "../options";
import { printProblems } from "../report/report";
import { textWidth } from "../width";

/** What the command line says. */
interface DiffOptions {
  readonly base?: string;
  readonly format: "text" | "markdown" | "json" | "sarif";
}

/** Its arguments, options and help. */
export const define: DefineCommand = (command, io, finish) => {
  command
    .description(
      "Prints what changes in the access of every service, in plain words: decided by what the policies mean, with a request that shows each change. " +
        "Compares platform files, output folders, git revisions (`main:platform.yaml`), and the JSON of Terraform plans and states; a plan alone is compared with its prior state.",
    )
    .addArgument(
      command.createArgument("[old]", "platform file, output folder, <revision>:<path>, plan or state").argParser(notEmpty),
    )
    .addArgument(command.createArgument("[new]", "the same, newer; left out for a plan and with --base").argParser(notEmpty))
    .addOption(
      new Option(
        "-b, --base <revision>",
        "compare a file or folder (default: the platform file here) with this revision of it",
      ).argParser(notEmpty),
    )
    .addOption(
      new Option("--format <form>", "form of the comparison").choices(["text", "markdown", "json", "sarif"]).default("text"),
    )
    .addHelpText("after", exampleHelp)
    .addHelpText("after", exitCodeHelp)
    .action(async (old: string | undefined, fresh: string | undefined, options) => {
      const names = [old, fresh].filter((name) => name !== undefined);
      if (options.base === undefined && names.length === 0)
        command.error("error: name what to compare, or add `--base <revision>`", { exitCode: 1 });
      if (options.base !== undefined && names.length > 1)
        command.error("error: `--base` is the old side: name one file or folder", { exitCode: 1 });
      finish(await diff(io, names, options));
    });
};

const exampleHelp = examples(
  "rolewright diff --base main",
  "rolewright diff --base origin/main generated --format markdown >> $GITHUB_STEP_SUMMARY",
  "rolewright diff old/platform.yaml platform.yaml",
  "rolewright diff v1.2:platform.yaml platform.yaml --format sarif > access.sarif",
  "terraform show -json plan.tfplan > plan.json && rolewright diff plan.json",
);

const exitCodeHelp = `

Exit codes: 0 no change, 1 problems or wrong usage, 2 access has changed and nobody gains, 3 somebody gains, or may gain.
To stop a pipeline at wider access only: rolewright diff --base main || [ $? -eq 2 ]
`;

/** Prints what has changed between two sides. Problems go to standard error. */
async function diff(io: Io, names: readonly string[], { base, format }: DiffOptions): Promise<ExitCode> {
  const read = await readSides(io, names, base);
  if (!read.ok) {
    printProblems(io, "text", read);
    return exitCodes.problems;
  }
  const { before, after, file, problems } = read.value;
  const found = diffAccess(before, after);
  io.stdout.write(printed(io, found, format, file));
  printProblems(io, "text", { problems: [...problems, ...unreadProblems(found)] });
  return { unchanged: exitCodes.fine, changed: exitCodes.changed, widened: exitCodes.widened }[found.verdict];
}

function printed(io: Io, found: AccessDiff, format: DiffOptions["format"], file: string | undefined): string {
  switch (format) {
    case "text":
      return diffText(found, textWidth(io.stdout), pc.createColors(hasColors(io.stdout, io.env)));
    case "markdown":
      return diffMarkdown(found);
    case "json":
      return diffJson(found);
    case "sarif":
      return diffSarif(found, file);
  }
}

function unreadProblems({ unread }: AccessDiff) {
  return unread.map((address) => {
    return warning(
      "not-compared",
      [],
      `${quote(address)} has changed and is of a kind that is not compared`,
      "review it by hand",
    );
  });
}
