/** A comparison of access as a comment on a pull request. */
import { code, phrase, plain } from "../../output/markdown";
import type { Problem } from "../../problem";
import type { AccessDiff } from "../../review/change";
import { markdownReport } from "../report/markdown";
import { citation, isGrave, type Section, sectionsOf } from "./sections";
import { summaryWords } from "./summary";

/** GitHub takes comments of at most 65,536 characters; the rest is left to whoever adds something. */
const MAX_LENGTH = 60_000;

/** Guards and declarations of all stacks stand together. */
const listedAtMost = 60;

const titles = { guards: "Guards", declarations: "Expectations and acknowledgements" } as const;

/** A summary line, then a list for each service with its requests folded away, the gravest first; problems stand before what is no gain. What does not fit is left out, and counted. */
export function diffMarkdown(diff: AccessDiff, problems: readonly Problem[]): string {
  const sign = { unchanged: "✅", changed: "ℹ️", widened: "⚠️" }[diff.verdict];
  const stacks = new Set(diff.changed.map(({ owner }) => owner.stack));
  const sections = sectionsOf(diff);
  const parts = [
    ...sections.filter(isGrave).map((one) => sectionText(one, stacks.size > 1)),
    ...(problems.length === 0 ? [] : [`\n${markdownReport({ problems })}`]),
    ...sections.filter((one) => !isGrave(one)).map((one) => sectionText(one, stacks.size > 1)),
  ];
  let text = `${sign} **${plain(summaryWords(diff))}**\n`;
  for (const [index, one] of parts.entries()) {
    const rest = parts.length - index;
    if (text.length + one.length > MAX_LENGTH)
      return `${text}\n_${rest} more ${rest === 1 ? "role or resource is" : "roles and resources are"} left out here: \`rolewright diff\` prints all of them._\n`;
    text += one;
  }
  return text;
}

function sectionText({ kind, head = "", stack = "", entries, isPlain = false }: Section, named: boolean): string {
  const title = kind === "owner" ? `\n**${plain(head)}**${named ? ` in stack ${code(stack)}` : ""}\n` : `\n**${titles[kind]}**\n`;
  const shown = kind === "owner" ? entries : entries.slice(0, listedAtMost);
  const rest = entries.length - shown.length;
  const lines = shown.map((entry) => {
    const [verb = "", ...what] = entry.sentence.split(": ");
    const said = kind === "owner" ? verb : `${entry.head} ${verb}`;
    return `- ${isGrave(entry) ? `**${plain(said)}**` : plain(said)}: ${code(what.join(": "))}${citation(entry, code)}`;
  });
  const examples = entries.flatMap(({ example }) => (example === undefined || isPlain ? [] : [`- ${phrase(example)}`]));
  const folded =
    examples.length === 0 ? [] : ["", `<details><summary>Requests that show it</summary>`, "", ...examples, "", "</details>"];
  const more = rest === 0 ? [] : [`- _and ${rest} more: \`rolewright diff\` prints all of them_`];
  return `${[title, ...lines, ...more, ...folded].join("\n")}\n`;
}
