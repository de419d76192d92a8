/** The documentation of one problem code as plain text: for a terminal, and for the rules of code scanning. */
import { type ProblemCode, problemDescriptions } from "./codes";

/** The parts of a page as plain text, each on one line; backticks stay. A link becomes the page that it leads to: `docs/proof.md`. */
export interface ProblemText {
  readonly summary: string;
  readonly meaning: string;
  readonly cure: string;
}

/** What a code means, and its cure. */
export function problemText(code: ProblemCode): ProblemText {
  const { summary, meaning, cure } = problemDescriptions[code];
  return { summary, meaning: plain(meaning), cure: plain(cure) };
}

/** The page of a code as `rolewright explain <code>` prints it: the code and its summary, what it means, the cure. Paragraphs are not wrapped. */
export function problemPage(code: ProblemCode): string {
  const { summary, meaning, cure } = problemText(code);
  const warning = problemDescriptions[code].warning === true ? " (warning)" : "";
  return `${code}${warning}: ${summary}\n\n${meaning}\n\nCure: ${cure}\n`;
}

function plain(markdown: string): string {
  return markdown.replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, (_, text: string, page: string) =>
    text === page ? `docs/${page}` : `${text} (docs/${page})`,
  );
}
