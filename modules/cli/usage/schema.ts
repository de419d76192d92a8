/** How `rolewright schema` is used: its arguments, options and help. */
import { type Command, Option } from "commander";
import type { Io } from "../io";
import { examples, type Finish, notEmpty } from "./options";

/** Adds `schema`. */
export function addSchema(root: Command, io: Io, finish: Finish): void {
  root
    .command("schema")
    .summary("print the JSON Schema of the platform file")
    .description("Prints the JSON Schema of the platform file, for completion and checks in editors.")
    .option("--requests", "of the requests file instead")
    .addOption(new Option("-o, --out <file>", "write it to a file instead").argParser(notEmpty))
    .addHelpText("after", examples("rolewright schema --out platform.schema.json"))
    .action((options: { out?: string; requests?: boolean }) => {
      const { schema } = require("../commands/schema") as typeof import("../commands/schema");
      finish(schema(io, options));
    });
}
