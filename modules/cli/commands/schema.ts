/** `rolewright schema`: the JSON Schema of the platform file or the requests file, for editors. */
import { Option } from "commander";
import { visible } from "../../output/visible";
import { jsonSchema, requestsJsonSchema } from "../../spec/json-schema";
import { type ExitCode, exitCodes } from "../exit-code";
import { writeFile } from "../folder/write-file";
import type { Io } from "../io";
import { type DefineCommand, examples, notEmpty } from "../options";
import { printProblems } from "../report/report";

/** Its arguments, options and help. */
export const define: DefineCommand = (command, io, finish) => {
  command
    .description("Prints the JSON Schema of the platform file, for completion and checks in editors.")
    .option("--requests", "of the requests file instead")
    .addOption(new Option("-o, --out <file>", "write it to a file instead").argParser(notEmpty))
    .addHelpText("after", examples("rolewright schema --out platform.schema.json"))
    .action((options: { out?: string; requests?: boolean }) => {
      finish(schema(io, options));
    });
};

/** Prints the schema, or writes it to a file, over the one that is there. */
function schema(io: Io, options: { readonly out?: string; readonly requests?: boolean }): ExitCode {
  const text = `${JSON.stringify(options.requests === true ? requestsJsonSchema() : jsonSchema(), undefined, 2)}\n`;
  if (options.out === undefined) {
    io.stdout.write(text);
    return exitCodes.fine;
  }
  const problem = writeFile(io, options.out, text, true);
  if (problem !== undefined) {
    printProblems(io, "text", { problems: [problem] });
    return exitCodes.problems;
  }
  io.stderr.write(`wrote ${visible(options.out)}\n`);
  return exitCodes.fine;
}
