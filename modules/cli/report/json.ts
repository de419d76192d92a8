/** Problems for programs, as JSON. */
import type { Problem } from "../../problem";
import { type ProblemReport, sortedProblems } from "./format";

/** The problems in order as a JSON list; every one has `code`, `severity`, `path` and `message`, and `at` and `help` where there are any. */
export function jsonReport({ problems }: ProblemReport): string {
  return safeJson(jsonProblems(problems));
}

/** The problems in order as JSON values, for a larger document. */
export function jsonProblems(problems: readonly Problem[]): readonly object[] {
  return sortedProblems(problems).map(plainProblem);
}

/** JSON text with two spaces and a newline at the end, in which every character that moves a cursor or hides is an escape. */
export function safeJson(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  const escaped = text.replace(/[\p{Cf}\u007f-\u009f\u2028\u2029]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join(""),
  );
  return `${escaped}\n`;
}

function plainProblem({ code, severity, path, at, message, help }: Problem) {
  return { code, severity, path, ...(at === undefined ? {} : { at }), message, ...(help === undefined ? {} : { help }) };
}
