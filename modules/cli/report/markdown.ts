/** Problems as Markdown, for a comment on a pull request or the summary of a run. */

import { code, phrase, plain } from "../../output/markdown";
import type { Problem } from "../../problem";
import { counted } from "../../wording";
import { type ProblemReport, sortedProblems } from "./format";

/** GitHub takes comments of at most 65,536 characters; the rest is left to whoever adds something. */
const longest = 60_000;

/** The problems in order as a list below a line that counts them; what does not fit is counted. Nothing of the user's becomes markup. */
export function markdownReport({ problems }: ProblemReport): string {
  const sorted = sortedProblems(problems);
  let text = `${headline(problems)}\n`;
  for (const [index, problem] of sorted.entries()) {
    const item = `${index === 0 ? "\n" : ""}${itemOf(problem)}\n`;
    if (text.length + item.length > longest) return `${text}\n_${sorted.length - index} more are left out here._\n`;
    text += item;
  }
  return text;
}

function headline(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  if (problems.length === 0) return "✅ **no problems**";
  const counts = [counted(errors, "error"), counted(warnings, "warning")].filter((count) => !count.startsWith("0 "));
  return `${errors > 0 ? "❌" : "⚠️"} **${counts.join(", ")}**`;
}

function itemOf({ at, code: id, severity, message, help }: Problem): string {
  const place = at === undefined ? "" : `${code(`${at.file}:${at.line}:${at.column}`)} `;
  const cure = help === undefined ? [] : help.split("\n").map((line) => `  ${phrase(line)}`);
  return [`- ${place}**${plain(id)}**${severity === "error" ? "" : " (warning)"}: ${phrase(message)}`, ...cure].join("\n");
}
