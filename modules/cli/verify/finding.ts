/** What a verification finds, as problems with the file that they are about. */
import { error, type Problem, type ProblemCode, quote, warning } from "../../problem";

/** A problem at the beginning of a file, or at a line of it. */
export function inFile(problem: Problem, file: string, line = 1): Problem {
  return { ...problem, at: { file, line, column: 1, endLine: line, endColumn: 1 } };
}

/** A difference that was found. */
export function found(code: ProblemCode, file: string, message: string, help: string): Problem {
  return inFile(error(code, [], message, help), file);
}

/** Something that could not be decided. Code: `not-verified`. */
export function undecided(file: string, message: string, line?: number): Problem {
  return inFile(warning("not-verified", [], message, "review it by hand, or use `rolewright generate --check`"), file, line);
}

/** How the path of a file is shown. */
export function shownPath(folder: string, path: string): string {
  return `${folder}/${path}`;
}

/** The path of a file, in a sentence. */
export function quotedPath(folder: string, path: string): string {
  return quote(shownPath(folder, path));
}
