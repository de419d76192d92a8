/** The shapes of danger rules: data for what a role must not hold, a function for what one permission must not be. */
import type { Reason } from "../../policy/statement";
import type { ProvenRole } from "../theorems/proven-role";
import type { TracedPermission } from "../theorems/traced-permission";

interface Described {
  /** Lower case with hyphens; public, platform files name it. */
  readonly id: string;
  /** What it lets its holder do, as a phrase behind "whoever holds it can". */
  readonly harm: string;
  /** The page that describes what can be done with it. */
  readonly source: string;
}

/** Actions that a role must not hold, on whatever resources: all of them together, or each of them alone. */
export interface ActionRule extends Described {
  readonly kind: "combined" | "single";
  readonly actions: readonly string[];
  /** The kind of role whose work it is; of others it counts. */
  readonly worksOf?: ProvenRole["kind"];
}

/** What a platform file says about where things are, and why a permission is there. */
export interface DangerContext {
  /** Ids of the accounts that the platform file declares; `undefined` when nobody declared any, and nothing is foreign. */
  readonly accounts: ReadonlySet<string> | undefined;
  readonly organization: string | undefined;
  readonly reasonOf: (permission: TracedPermission) => Reason | undefined;
}

/** One permission that is a danger by its resource or its conditions. */
export interface ScopeRule extends Described {
  readonly kind: "scope";
  /** Any of them is looked at; every action when there is none. */
  readonly actions: readonly string[];
  readonly meets: (permission: TracedPermission, context: DangerContext) => boolean;
  /** When it does not count although a role holds the action, as a sentence. */
  readonly unless: string;
}

/** A rule. Whoever meets it is refused, unless a service acknowledges it by its id and says why. */
export type DangerRule = ActionRule | ScopeRule;
