/** From what people ask to questions that can be decided: each role, each action, each resource. */
import type { Target } from "../../model/expectation";
import type { NamedResource } from "../../model/named-resources";
import type { ProvenRole } from "../theorems/proven-role";
import { askedOf, type Extent } from "./asked";
import type { Question } from "./case";
import type { Context } from "./circumstances";

/** What is asked of every role. */
export interface Inquiry {
  readonly actions: readonly string[];
  readonly targets: readonly Target[];
  readonly context: Context;
}

/** The questions to one role. */
export function questionsTo(principal: ProvenRole, { actions, targets, context }: Inquiry, extent: Extent): readonly Question[] {
  return actions.flatMap((action) =>
    targets.flatMap((target) =>
      askedOf(target, action, extent, principal).map((resource) => ({ principal, action, resource, context })),
    ),
  );
}

/** A name and an action that have nothing to do with each other, whatever else is asked: an action without a resource, or a name without an action. */
export interface Idle {
  readonly action?: string;
  readonly target: Target;
  readonly index: number;
  readonly things: readonly NamedResource[];
}

/** The names that none of the actions is about, and the first name for each action that is about none. */
export function idleIn({ actions, targets }: Pick<Inquiry, "actions" | "targets">): readonly Idle[] {
  const isAbout = (target: Target, action: string): boolean => askedOf(target, action, "with-parts", undefined).length > 0;
  const names = targets.flatMap((target, index): Idle[] => {
    if (target.kind === "pattern" || actions.some((action) => isAbout(target, action))) return [];
    return [{ target, index, things: target.things }];
  });
  if (names.length > 0) return names;
  const [first] = targets;
  return actions.flatMap((action): Idle[] => {
    if (first === undefined || first.kind === "pattern" || targets.some((target) => isAbout(target, action))) return [];
    return [{ action, target: first, index: 0, things: first.things }];
  });
}
