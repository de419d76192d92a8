/** `rolewright init`: a first platform file. */
import { visible } from "../../output/visible";
import { type ExitCode, exitCodes } from "../exit-code";
import { writeFile } from "../folder/write-file";
import type { Io } from "../io";
import { printProblems } from "../report/report";
import { starter } from "../starter";

/** Writes the starter, `platform.yaml` unless told otherwise; never over a file that exists, unless forced. */
export function init(io: Io, file: string | undefined, options: { readonly force?: boolean }): ExitCode {
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
