/** Problems as annotations of a GitHub Actions run (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). */
import { visible } from "../../output/visible";
import type { Location, Problem } from "../../problem";
import { type ProblemReport, sortedProblems } from "./format";

/** One annotation: how grave, its title, its text, and where. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  readonly text: string;
  readonly at?: Problem["at"];
}

/** One workflow command a problem, in order. Nothing in it can end the command or begin another. */
export function githubReport({ problems }: ProblemReport): string {
  return sortedProblems(problems)
    .map(({ code, severity, at, message, help }) => {
      const text = help === undefined ? message : `${message}\nhelp: ${help}`;
      return annotationLine({ level: severity, title: code, text, at });
    })
    .join("");
}

/** One workflow command, with its line end. Nothing in it can end the command or begin another. */
export function annotationLine({ level, title, text, at }: Annotation): string {
  const range = at === undefined ? "" : `${rangeOf(at)},`;
  return `::${level} ${range}title=${property(title)}::${data(text)}\n`;
}

// GitHub takes columns of ranges within one line only: https://docs.github.com/rest/checks/runs#create-a-check-run
function rangeOf({ file, line, column, endLine, endColumn }: Location): string {
  const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : "";
  return `file=${property(file)},line=${line},endLine=${endLine}${columns}`;
}

// A carriage return never comes this far, because it is not visible. The escapes of https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
function data(text: string): string {
  return text.split("\n").map(visible).join("\n").replaceAll("%", "%25").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
