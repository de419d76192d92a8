/** How `rolewright diff` is used: its arguments, options and help. */
import { type Command, Option } from "commander";
import type { Io } from "../io";
import { examples, type Finish, notEmpty } from "./options";

/** Adds `diff`. */
export function addDiff(root: Command, io: Io, finish: Finish): void {
  root
    .command("diff")
    .summary("print who gains and who loses access")
    .description(
      "Prints what changes in the access of every service, in plain words: decided by what the policies mean, with a request that shows each change. " +
        "Compares platform files, output folders, git revisions (`main:platform.yaml`), and the JSON of Terraform plans and states; a plan alone is compared with its prior state.",
    )
    .addArgument(
      root.createArgument("[old]", "platform file, output folder, <revision>:<path>, plan or state").argParser(notEmpty),
    )
    .addArgument(root.createArgument("[new]", "the same, newer; left out for a plan and with --base").argParser(notEmpty))
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
    .action(async (old: string | undefined, fresh: string | undefined, options, command: Command) => {
      const names = [old, fresh].filter((name) => name !== undefined);
      if (options.base === undefined && names.length === 0)
        command.error("error: name what to compare, or add `--base <revision>`", { exitCode: 1 });
      if (options.base !== undefined && names.length > 1)
        command.error("error: `--base` is the old side: name one file or folder", { exitCode: 1 });
      const { diff } = require("../commands/diff") as typeof import("../commands/diff");
      finish(await diff(io, names, options));
    });
}

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
