/** One run of the command line. */
import { CommanderError } from "commander";
import { visible } from "../output/visible";
import { type ExitCode, exitCodes } from "./exit-code";
import type { Io } from "./io";
import { packageInfo } from "./package-info";
import { program } from "./program";

/** Runs a command line (without `node` and the script) and returns its exit code. Never throws: what only a bug can throw becomes a request to report it. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exitCodes.problems;
  try {
    await program(
      io,
      (finished) => {
        code = finished;
      },
      args,
    ).parseAsync(args, { from: "user" });
    return code;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.fine : exitCodes.problems;
    return bug(thrown, io);
  }
}

function bug(thrown: unknown, { stderr, env }: Io): ExitCode {
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const { version, bugs } = packageInfo();
  stderr.write(`rolewright ${version} has a bug: ${visible(message)}\n`);
  stderr.write(
    `please report it${bugs === undefined ? "" : ` at ${bugs.url}`}, with this message and the platform file if you may share it\n`,
  );
  if (env.ROLEWRIGHT_DEBUG === "1" && thrown instanceof Error)
    stderr.write(`${(thrown.stack ?? "").split("\n").map(visible).join("\n")}\n`);
  else stderr.write("(ROLEWRIGHT_DEBUG=1 adds where it happened)\n");
  return exitCodes.bug;
}
