/** `rolewright diff`: who gains and who loses which access. */
import pc from "picocolors";
import { type Problem, quote, warning } from "../../problem";
import type { AccessDiff } from "../../review/change";
import { diffAccess } from "../../review/diff";
import { diffGithub } from "../diff/github";
import { diffJson } from "../diff/json";
import { diffMarkdown } from "../diff/markdown";
import { diffSarif } from "../diff/sarif";
import { readSides } from "../diff/sides";
import { diffText } from "../diff/text";
import { type ExitCode, exitCodes } from "../exit-code";
import { hasColors, type Io } from "../io";
import { type CommandDefinition, formatOption, notEmpty } from "../options";
import type { OutputFormat } from "../report/format";
import { githubReport } from "../report/github";
import { markdownReport } from "../report/markdown";
import { printProblems } from "../report/report";
import { textWidth } from "../width";

/** What the command line says. */
interface DiffOptions {
  readonly base?: string;
  readonly format: OutputFormat;
}

/** Its arguments, options and help. */
export const definition: CommandDefinition = {
  define: (command, io, finish) => {
    command
      .description(
        "Prints what changes in the access of every service, in plain words: decided by what the policies mean, with a request that shows each change. " +
          "Compares platform files, output folders, git revisions (`main:platform.yaml`), and the JSON of Terraform plans and states; a plan alone is compared with its prior state.",
      )
      .argument("[old]", "platform file, output folder, <revision>:<path>, plan or state", notEmpty)
      .argument("[new]", "the same, newer; left out for a plan and with --base", notEmpty)
      .option(
        "-b, --base <revision>",
        "compare a file or folder (default: the platform file here) with this revision of it",
        notEmpty,
      )
      .addOption(formatOption())
      .action(async (old: string | undefined, fresh: string | undefined, options: DiffOptions) => {
        const names = [old, fresh].filter((name) => name !== undefined);
        if (options.base === undefined && names.length === 0)
          command.error("error: name what to compare, or add `--base <revision>`");
        if (options.base !== undefined && names.length > 1)
          command.error("error: `--base` is the old side: name one file or folder");
        finish(await diff(io, names, options));
      });
  },
  examples: [
    "rolewright diff --base main",
    "rolewright diff --base main || [ $? -eq 2 ]",
    "rolewright diff --base main generated --format markdown >> access.md",
    "rolewright diff old/platform.yaml platform.yaml",
    "rolewright diff v1.2:platform.yaml platform.yaml --format sarif > access.sarif",
    "terraform show -json plan.tfplan > plan.json && rolewright diff plan.json",
  ],
  exits: {
    fine: "no change",
    changed: "access has changed and nobody gains",
    no: "somebody gains, or may gain",
  },
};

/** Prints what has changed between two sides, and the problems in the same format; where that is one document of its own, they go to standard error. */
async function diff(io: Io, names: readonly string[], { base, format }: DiffOptions): Promise<ExitCode> {
  const read = await readSides(io, names, base);
  if (!read.ok) {
    printProblems(io, format, read);
    return exitCodes.problems;
  }
  const { before, after, file } = read.value;
  const found = diffAccess(before, after);
  const problems = [...read.value.problems, ...unreadProblems(found), ...managedProblems(found)];
  io.stdout.write(printed(io, found, format, { file, problems, compared: fileIn(names.at(-1)) }));
  if (format === "text" || format === "json") printProblems(io, "text", { problems });
  return { unchanged: exitCodes.fine, changed: exitCodes.changed, widened: exitCodes.no }[found.verdict];
}

/** The path in what was named on the command line: of a revision what follows it; nothing for standard input. */
function fileIn(name: string | undefined): string | undefined {
  const path = name?.replace(/^[^:]{2,}:(?=.)/, "");
  return path === "-" ? undefined : path;
}

interface Beside {
  /** The new side as it was named. */
  readonly compared: string | undefined;
  readonly file: string | undefined;
  readonly problems: readonly Problem[];
}

function printed(io: Io, found: AccessDiff, format: OutputFormat, { file, problems, compared }: Beside): string {
  switch (format) {
    case "text":
      return diffText(found, textWidth(io.stdout), pc.createColors(hasColors(io.stdout, io.env)));
    case "markdown":
      return `${diffMarkdown(found)}${problems.length === 0 ? "" : `\n${markdownReport({ problems })}`}`;
    case "json":
      return diffJson(found);
    case "sarif":
      return diffSarif(found, file, problems, compared);
    case "github":
      return `${diffGithub(found, file)}${githubReport({ problems })}`;
  }
}

/** What was taken for the content of AWS's own policies. */
function managedProblems({ managed }: AccessDiff) {
  return managed.map(({ name, version, day, arn }) => {
    const message = `${quote(name)} is compared as its version ${version} of ${day} has it`;
    return warning(
      "managed-policy-version",
      [],
      message,
      `AWS may have changed it since: aws iam get-policy --policy-arn ${arn}`,
    );
  });
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
