/** Danger rules as lines of a table: `id | actions | harm | source`. */
import type { ActionRule } from "./rule";

/**
 * The rules of a table, a line each. Actions with `+` between them are dangerous together, with `,` each alone. A source that begins with `aws:` is a
 * page of AWS's documentation; a line without one is a path of pathfinding.cloud by DataDog, Apache-2.0 (https://github.com/DataDog/pathfinding.cloud),
 * as of December 2025: identifier and actions are theirs, the sentence is not.
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
]: readonly string[]): ActionRule {
  const page = source.startsWith("aws:") ? `https://docs.aws.amazon.com/${source.slice("aws:".length)}.html` : source;
  const together = actions.split(" + ");
  if (together.length > 1) return { kind: "combined", id, actions: together, harm, source: page };
  return { kind: "single", id, actions: actions.split(", "), harm, source: page };
}
