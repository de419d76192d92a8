/** How `rolewright init` is used: its arguments, options and help. */
import type { Command } from "commander";
import type { Io } from "../io";
import { examples, type Finish, notEmpty } from "./options";

/** Adds `init`. */
export function addInit(root: Command, io: Io, finish: Finish): void {
  root
    .command("init")
    .summary("write a first platform file")
    .description(
      "Writes a platform file to start from, with comments. It has no problems: `rolewright generate` takes it as it is.",
    )
    .addArgument(root.createArgument("[file]", "file to write (default: platform.yaml)").argParser(notEmpty))
    .option("-f, --force", "replace a file that exists")
    .addHelpText("after", examples("rolewright init", "rolewright init teams/shop.yaml"))
    .action((file: string | undefined, options: { force?: boolean }) => {
      const { init } = require("../commands/init") as typeof import("../commands/init");
      finish(init(io, file, options));
    });
}
