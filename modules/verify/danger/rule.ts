/** The shape of a danger rule. */

/** Actions that one role must not hold together, unless a service acknowledges the rule by its id and says why. */
export interface DangerRule {
  /** Lower case with hyphens; public, platform files name it. */
  readonly id: string;
  readonly actions: readonly string[];
  /** The page that describes what can be done with them. */
  readonly source: string;
}

/** A rule. */
export function rule(id: string, actions: readonly string[], source: string): DangerRule {
  return { id, actions, source };
}
