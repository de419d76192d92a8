/** The one error that constructs throw for bad props. */

import { hasErrors, type Path, type Problem } from "../problem";
import { citePaths } from "../resources/reason";
import { counted } from "../wording";

/** All problems of the props of one construct. `message` lists them as the command line does, with the path of each in the props. */
export class ProblemsError extends Error {
  override readonly name = "ProblemsError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], where: string) {
    super(`${where}: ${counted(problems.length, "problem")}\n${problems.map(lines).join("\n")}`);
    this.problems = problems;
  }
}

/** Throws a `ProblemsError` when there is an error among the problems. */
export function throwProblems(problems: readonly Problem[], where: string): void {
  if (hasErrors(problems)) throw new ProblemsError(problems, where);
}

/** A problem as a line, and its cure as a second one. */
export function lines({ path, code, severity, message, help }: Problem): string {
  const head = `${citation(path)}${severity === "error" ? code : `${code} (warning)`}: ${message}`;
  return help === undefined ? head : `${head}\nhelp: ${help}`;
}

function citation(path: Path): string {
  return path.length === 0 ? "" : `${citePaths([path])} `;
}
