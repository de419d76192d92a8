/**
 * Problems are values: every stage reports all of them, nothing throws for bad input.
 * The list of codes is closed and public: modules/problem/codes/ has each with its documentation, from which docs/problems.md is made.
 */
import type { ProblemCode } from "./problem/codes";

export type { ProblemCode } from "./problem/codes";

/** Errors stop everything and nothing is written; warnings are printed and the run goes on. */
export type Severity = "error" | "warning";

/** A path into the platform file: keys and list indexes from its root. */
export type Path = readonly (string | number)[];

/**
 * A range of a text file: from its first character at `line` and `column` up to the character before `endLine` and `endColumn`. All count from 1,
 * columns in UTF-16 units as editors and SARIF do. At the end of a line a range may be empty.
 */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * One thing that is wrong. `message` is lower case, with the user's text in backticks and no full stop; `help` says how to
 * mend it. `path` names the place in the platform file, `at` the range in its text once a reader has located it.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly path: Path;
  readonly at?: Location;
  /** 1-based line within the text value that `path` names; a reader adds it to the place of the value. */
  readonly lineInValue?: number;
  readonly message: string;
  readonly help?: string;
}

/** Where a stage puts the problems that it finds. */
export type Report = (problem: Problem) => void;

/** What a stage returns: its value, or nothing but problems. Warnings come with a value. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** An error at `path`. */
export function error(code: ProblemCode, path: Path, message: string, help?: string): Problem {
  return { code, severity: "error", path, message, ...(help === undefined ? {} : { help }) };
}

/** A warning at `path`. */
export function warning(code: ProblemCode, path: Path, message: string, help?: string): Problem {
  return { code, severity: "warning", path, message, ...(help === undefined ? {} : { help }) };
}

/** Whether any of the problems is an error. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === "error");
}

/** `text` in backticks, control characters escaped and cut at 80 characters: how messages quote the user. */
export function quote(text: string): string {
  const visible = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return `\`${visible.length > 80 ? `${visible.slice(0, 77)}...` : visible}\``;
}
