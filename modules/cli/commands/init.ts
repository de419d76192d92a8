/** `rolewright init`: a first platform file. */
import { visible } from "../../output/visible";
import { type ExitCode, exitCodes } from "../exit-code";
import { writeFile } from "../folder/write-file";
import type { Io } from "../io";
import { type CommandDefinition, notEmpty } from "../options";
import { printProblems } from "../report/report";
import { starter } from "../starter";

/** What the command line says. */
interface InitOptions {
  readonly force?: boolean;
}

/** Its arguments, options and help. */
export const definition: CommandDefinition = {
  define: (command, io, finish) => {
    command
      .description(
        "Writes a platform file to start from, with comments. It has no problems: `rolewright generate` takes it as it is.",
      )
      .argument("[file]", "file to write (default: platform.yaml)", notEmpty)
      .option("-f, --force", "replace a file that exists")
      .action((file: string | undefined, options: InitOptions) => finish(init(io, file, options)));
  },
  examples: ["rolewright init shop.yaml", "rolewright init --force"],
  exits: { fine: "written" },
};

/** Writes the starter, `platform.yaml` unless told otherwise; never over a file that exists, unless forced. */
function init(io: Io, file: string | undefined, options: InitOptions): ExitCode {
  const name = file ?? "platform.yaml";
  const problem = writeFile(io, name, starter, options.force === true);
  if (problem !== undefined) {
    printProblems(io, "text", { problems: [problem] });
    return exitCodes.problems;
  }
  const shown = visible(name);
  io.stderr.write(
    `wrote ${shown}\nnext: change it to your accounts and services, then run \`rolewright generate${file === undefined ? "" : ` ${shown}`}\`\n`,
  );
  return exitCodes.fine;
}
