/** docs/problems.md from the codes' own descriptions. */
import { type ProblemGroup, problemGroups } from "../modules/problem/codes";
import type { ProblemDescription } from "../modules/problem/description";

const start = "<!-- codes: written by scripts/write-problems-docs.ts from modules/problem/codes/ -->";
const end = "<!-- end of codes -->";

/** `page` with the codes between its two markers brought up to date. */
export function withProblemCodes(page: string): string {
  const [before, rest] = page.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error("the page has no place for the codes");
  return `${before}${start}\n\n${problemGroups.map(section).join("\n\n")}\n\n${end}${after}`;
}

function section({ title, introduction, codes }: ProblemGroup): string {
  const entries = Object.entries(codes).map(([code, description]) => entry(code, description));
  return [`## ${title}`, ...(introduction === undefined ? [] : [introduction]), ...entries].join("\n\n");
}

function entry(code: string, { meaning, cure, warning }: ProblemDescription): string {
  return `### \`${code}\`${warning === true ? " (warning)" : ""}\n${meaning} *Cure:* ${cure}`;
}
