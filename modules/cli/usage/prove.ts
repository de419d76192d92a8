/** How `rolewright prove` is used: its arguments, options and help. */
import type { Command } from "commander";
import type { Io } from "../io";
import { appended, examples, type Finish, fileHelp, notEmpty, requestsHelp } from "./options";

/** Adds `prove`. */
export function addProve(root: Command, io: Io, finish: Finish): void {
  root
    .command("prove")
    .summary("print what is proved of the policies")
    .description(
      "Proves the theorems of every `generate` and writes nothing: a line each, or with --explain what was compared, what is taken for granted, and every counterexample with its request. " +
        "The theorems speak of the whole platform; --stack limits the lists that follow them. Ends with 1 when one is refuted.",
    )
    .argument("[file]", fileHelp)
    .option("--explain", "everything that is behind the table")
    .option("--json", "the certificate that `generate` writes as proof.json")
    .option("-s, --stack <name...>", "what is shared, acknowledged and hashed in these stacks only", appended)
    .option("--requests <file>", requestsHelp, notEmpty)
    .addHelpText(
      "after",
      examples(
        "rolewright prove",
        "rolewright prove platform.yaml --explain",
        "rolewright prove --json | jq '.theorems[] | select(.verdict != \"proved\")'",
      ),
    )
    .action(async (file: string | undefined, options) => {
      const { prove } = require("../commands/prove") as typeof import("../commands/prove");
      finish(await prove(io, file, options));
    });
}
