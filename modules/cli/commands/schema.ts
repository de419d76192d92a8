/** `rolewright schema`: the JSON Schema of the platform file or the requests file, for editors. */
import { visible } from "../../output/visible";
import { jsonSchema, requestsJsonSchema } from "../../spec/json-schema";
import { type ExitCode, exitCodes } from "../exit-code";
import { writeFile } from "../folder/write-file";
import type { Io } from "../io";
import { type CommandDefinition, notEmpty } from "../options";
import { printProblems } from "../report/report";

/** What the command line says. */
interface SchemaOptions {
  readonly out?: string;
  readonly requests?: boolean;
}

/** Its arguments, options and help. */
export const definition: CommandDefinition = {
  define: (command, io, finish) => {
    command
      .description("Prints the JSON Schema of the platform file, for completion and checks in editors.")
      .option("--requests", "of the requests file instead")
      .option("-o, --out <file>", "write it to a file instead", notEmpty)
      .action((options: SchemaOptions) => finish(schema(io, options)));
  },
  examples: ["rolewright schema --out platform.schema.json", "rolewright schema --requests"],
  exits: { fine: "printed or written" },
};

/** Prints the schema, or writes it to a file, over the one that is there. */
function schema(io: Io, options: SchemaOptions): ExitCode {
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
