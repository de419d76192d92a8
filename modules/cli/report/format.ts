/** The forms in which a command can say what it says. */
import type { Problem } from "../../problem";
import type { Source } from "../../spec/text";

/** Names of the forms, as `--format` takes them. */
export const formats = ["text", "json", "markdown", "sarif", "github"] as const;

/** One of the forms. */
export type OutputFormat = (typeof formats)[number];

/** Problems to print, and the files that they are about if they could be read. */
export interface ProblemReport {
  readonly problems: readonly Problem[];
  readonly source?: Source | undefined;
  readonly requests?: Source | undefined;
}

/** Problems by file, line, column and code; those without a place come first, as nothing else matters before them. */
export function sortedProblems(problems: readonly Problem[]): readonly Problem[] {
  const key = ({ at, code }: Problem) => [at?.file ?? "", at?.line ?? 0, at?.column ?? 0, code] as const;
  return problems
    .map((problem) => ({ problem, key: key(problem) }))
    .sort((left, right) => {
      const index = left.key.findIndex((part, position) => part !== right.key[position]);
      const [a, b] = [left.key[index], right.key[index]];
      return a === undefined || b === undefined ? 0 : a < b ? -1 : 1;
    })
    .map(({ problem }) => problem);
}
