/** Danger rules as lines of a table: `id | actions | harm | source`. */
import type { ActionRule } from "./rule";

/**
 * The rules of a table, a line each. Actions with `+` between them are dangerous together, with `,` each alone. A source that begins with `aws:` is a
 * page of AWS's documentation; a line without one is a path of pathfinding.cloud by DataDog, Apache-2.0 (https://github.com/DataDog/pathfinding.cloud),
 * as of December 2025: identifier and actions are theirs, the sentence is not. A fifth column is the kind of role whose work it is.
 */
export function rulesOf(table: string): readonly ActionRule[] {
  return table
    .trim()
    .split("\n")
    .map((line) => ruleOf(line.split(" | ")));
}

function ruleOf([
  id = "",
  actions = "",
  harm = "",
  source = `https://pathfinding.cloud/paths/${id}`,
  kind,
]: readonly string[]): ActionRule {
  const page = source.startsWith("aws:") ? `https://docs.aws.amazon.com/${source.slice("aws:".length)}.html` : source;
  const together = actions.split(" + ");
  const common = { id, harm, source: page, ...(kind === "instance" ? { worksOf: "instance" as const } : {}) };
  if (together.length > 1) return { kind: "combined", actions: together, ...common };
  return { kind: "single", actions: actions.split(", "), ...common };
}
