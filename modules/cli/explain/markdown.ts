/** Explained statements as Markdown. */
import { code, phrase, plain } from "../../output/markdown";
import type { Explanation } from "./find";
import { type Explaining, headingWords, statementWords } from "./print";
import type { AddressedStatement } from "./statements";

const labelsOfCode = ["allows", "denies", "to", "on", "asked by"];

/** A heading for each policy, below it its statements with their lines, reasons and AWS pages. Nothing of the user's becomes markup. */
export function explainMarkdown({ found, notes }: Explanation, source: Explaining): string {
  const blocks = notes.map(phrase);
  let last: AddressedStatement | undefined;
  for (const one of found) {
    if (!isSamePolicy(one.statement, last)) {
      const { title, place } = headingWords(one.statement);
      blocks.push(`### ${plain(title)}`, phrase(place));
    }
    const { sid, purpose, page, labelled } = statementWords(one, source);
    const lines = labelled.map(
      ([label, text], index) => `  - ${label === "" ? "" : `${label} `}${wordsOf(labelAt(labelled, index), text)}`,
    );
    blocks.push([`- **${sid}**: ${phrase(purpose)} ([AWS](${page}))`, ...lines].join("\n"));
    last = one.statement;
  }
  return `${blocks.join("\n\n")}\n`;
}

function isSamePolicy(one: AddressedStatement, other: AddressedStatement | undefined): boolean {
  return one.owner === other?.owner && one.address === other.address && one.attribute === other.attribute;
}

type Labels = ReturnType<typeof statementWords>["labelled"];

/** The label that a part goes on with. */
function labelAt(labelled: Labels, index: number): string {
  return labelled.slice(0, index + 1).findLast(([label]) => label !== "")?.[0] ?? "";
}

function wordsOf(label: string, text: string): string {
  return labelsOfCode.includes(label) ? code(text) : phrase(text);
}
