/** docs/commands.md from the definitions of the commands. */
import type { Argument, Command, Option } from "commander";
import { exitCodes, exitMeanings, exitWordsOf } from "../modules/cli/exit-code";
import { processIo } from "../modules/cli/io";
import { commands, program } from "../modules/cli/program";
import { formats } from "../modules/cli/report/format";

const start = "<!-- commands: written by scripts/write-commands-docs.ts from modules/cli/commands/ -->";
const end = "<!-- end of commands -->";

/** `page` with the reference between its two markers brought up to date. */
export function withCommands(page: string): string {
  const [before, rest] = page.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error("the page has no place for the commands");
  const defined = program(processIo(), () => {}).commands;
  const sections = [formatTable(defined), exitTable(), ...defined.map(commandSection)];
  return `${before}${start}\n\n${sections.join("\n\n")}\n\n${end}${after}`;
}

function formatTable(defined: readonly Command[]): string {
  const rows = defined.map((command) => {
    const choices = optionOf(command, "--format")?.argChoices ?? [];
    return [code(command.name()), ...formats.map((format) => (choices.includes(format) ? "yes" : ""))];
  });
  return `## Formats\n\n\`--format\`, of which the default is \`text\`:\n\n${table(["command", ...formats], rows)}`;
}

function exitTable(): string {
  const names = Object.keys(exitCodes) as (keyof typeof exitCodes)[];
  const rows = names.map((name) => [String(exitCodes[name]), exitMeanings[name]]);
  return `## Exit codes\n\nThe same for every command; what they mean for one is said there.\n\n${table(["code", "means"], rows)}`;
}

function commandSection(command: Command): string {
  const registration = commands.find(({ name }) => name === command.name());
  if (registration === undefined) throw new Error(`${command.name()} is not registered`);
  const { examples, exits } = registration.load().definition;
  const options = command.options.filter(({ hidden }) => !hidden).map((option) => [code(option.flags), optionWords(option)]);
  return [
    `## ${command.name()}`,
    command.description().replace(/--[a-z]+/g, code),
    ["```", `rolewright ${command.name()} ${command.usage()}`, "```"].join("\n"),
    ...(command.registeredArguments.length === 0
      ? []
      : [
          table(
            ["argument", ""],
            command.registeredArguments.map((argument) => [code(nameOf(argument)), cell(argument.description)]),
          ),
        ]),
    ...(options.length === 0 ? [] : [table(["option", ""], options)]),
    table(
      ["exit code", ""],
      exitWordsOf(exits).map(([number, says]) => [String(number), says]),
    ),
    ["```sh", ...examples, "```"].join("\n"),
  ].join("\n\n");
}

function optionOf(command: Command, long: string): Option | undefined {
  return command.options.find((option) => option.long === long);
}

function nameOf(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
}

function optionWords({ description, argChoices = [], defaultValue }: Option): string {
  const choices = argChoices.length === 0 ? "" : `: ${argChoices.map(code).join(", ")}`;
  const preset = typeof defaultValue === "string" ? `; default ${code(defaultValue)}` : "";
  return `${cell(description)}${choices}${preset}`;
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

function cell(text: string): string {
  return text.replace(/[*<>|]/g, "\\$&");
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(header), `|${"---|".repeat(header.length)}`, ...rows.map(line)].join("\n");
}
