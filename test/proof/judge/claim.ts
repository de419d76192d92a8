/** What a service declares, in the judge's own words: claims, each of actions on resources by what the declaration names. */

import type { Options } from "./raw";
import type { Place } from "./world";

/** A demand on the request: one of the values (patterns for `like`) for the key; `all` of a list, `before` a time. */
export interface Demand {
  readonly key: string;
  readonly how: "equals" | "like" | "all" | "before";
  readonly values: readonly string[];
}

/** One kind of thing that a declaration asks for, on resources that are written as patterns. */
export interface Claim {
  /** What the declaration names, as a text that two services have in common when both name it; undefined for what names nothing. */
  readonly unit: string | undefined;
  /** Whether the name stands before a wildcard that the user wrote. */
  readonly wild: boolean;
  readonly actions: readonly string[];
  readonly resource: string;
  readonly demands: readonly Demand[];
}

/** A claim that names its resource as it stands. */
export function claim(
  actions: readonly string[],
  resource: string,
  unit: string = resource,
  demands: readonly Demand[] = [],
): Claim {
  return { unit, wild: false, actions, resource, demands };
}

/** What the reader of one intent sees: its options, where its service is, and how accounts and keys are called. */
export interface Site {
  readonly options: Options;
  readonly can: readonly string[];
  readonly place: Place;
  readonly accountOf: (name: string) => string;
  readonly keyOf: (name: string) => string;
}

/** The account of an ARN; undefined for those that have none. */
export function ownerIn(arn: string): string | undefined {
  let from = -1;
  for (let colon = 0; colon < 4; colon += 1) {
    from = arn.indexOf(":", from + 1);
    if (from === -1) return undefined;
  }
  const end = arn.indexOf(":", from + 1);
  const account = arn.slice(from + 1, end === -1 ? undefined : end);
  return account === "" ? undefined : account;
}

/** The service prefix of an action, or of the ARN that actions of that prefix take. */
export function prefixOf(action: string): string {
  return action.slice(0, action.indexOf(":"));
}
