/** A comparison of access as a comment on a pull request. */
import { code, phrase, plain } from "../../output/markdown";
import { type AccessDiff, isWidening, type PrincipalOrResourceChanges } from "../../review/change";
import { summaryWords } from "./summary";
import { changeWords, headWords, isPlain } from "./words";

/** GitHub takes comments of at most 65,536 characters; the rest is left to whoever adds something. */
const MAX_LENGTH = 60_000;

/** A summary line, then a list for each service with its requests folded away. What does not fit is left out, and counted. */
export function diffMarkdown(diff: AccessDiff): string {
  const sign = { unchanged: "✅", changed: "ℹ️", widened: "⚠️" }[diff.verdict];
  const head = `${sign} **${plain(summaryWords(diff))}**\n`;
  const stacks = new Set(diff.changed.map(({ owner }) => owner.stack));
  const sections = diff.changed
    .toSorted((left, right) => Number(right.changes.some(isWidening)) - Number(left.changes.some(isWidening)))
    .map((one) => section(one, stacks.size > 1));
  let text = head;
  for (const [index, one] of sections.entries()) {
    const rest = sections.length - index;
    if (text.length + one.length > MAX_LENGTH)
      return `${text}\n_${rest} more ${rest === 1 ? "role or resource is" : "roles and resources are"} left out here: \`rolewright diff\` prints all of them._\n`;
    text += one;
  }
  return text;
}

function section(change: PrincipalOrResourceChanges, named: boolean): string {
  const { owner } = change;
  const title = `\n**${plain(headWords(change))}**${named ? ` in stack ${code(owner.stack)}` : ""}\n`;
  const all = change.changes.map((one) => ({ one, words: changeWords(one, owner) }));
  const lines = all.map(({ one, words: { sentence, askedForBy } }) => {
    const cited = askedForBy.length === 0 ? "" : ` (${isWidening(one) ? "" : "was "}${askedForBy.map(code).join(", ")})`;
    const [verb = "", ...what] = sentence.split(": ");
    return `- ${isWidening(one) ? `**${plain(verb)}**` : plain(verb)}: ${code(what.join(": "))}${cited}`;
  });
  const examples = all.flatMap(({ words: { example } }) =>
    example === undefined || isPlain(change) ? [] : [`- ${phrase(example)}`],
  );
  const folded =
    examples.length === 0 ? [] : ["", `<details><summary>Requests that show it</summary>`, "", ...examples, "", "</details>"];
  return `${[title, ...lines, ...folded].join("\n")}\n`;
}
