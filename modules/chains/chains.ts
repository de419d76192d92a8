/** Chains: which roles the holder of a role can act as in the end, and by which steps. */

import { meansOfAll } from "./means";
import type { ChainRole } from "./role";
import { type Step, Steps } from "./steps";

/** A role that the holder of another can act as, by one step or several; the shortest chain. */
export interface Chain<T> {
  readonly from: ChainRole<T>;
  readonly to: ChainRole<T>;
  readonly steps: readonly Step<T>[];
  readonly certain: boolean;
}

/** Every chain between two different roles, those from one role together. Costs little where no role holds any action that leads to another, and no trust policy lets any in. */
export function chainsOf<T>(roles: readonly ChainRole<T>[]): readonly Chain<T>[] {
  const means = meansOfAll(roles);
  const hasTrust = roles.some(({ trust }) => trust !== undefined);
  if (means.size === 0 && !hasTrust) return [];
  // What starts at an instance is what the agent may do there; where it is known for one, it is looked at on the way from somebody else only.
  const starts = (hasTrust ? roles : [...means.keys()]).filter(({ hosts }) => hosts.length === 0);
  const steps = new Steps(roles, means);
  return starts.flatMap((from) => chainsFrom(from, steps));
}

/** Breadth first; a role that was reached with certainty is not left for one in doubt. */
function chainsFrom<T>(from: ChainRole<T>, all: Steps<T>): readonly Chain<T>[] {
  const found = new Map<ChainRole<T>, Chain<T>>();
  const queue: Chain<T>[] = [{ from, to: from, steps: [], certain: true }];
  for (const chain of queue) {
    for (const step of all.from(chain.to)) {
      const next = { from, to: step.to, steps: [...chain.steps, step], certain: chain.certain && step.certain };
      if (step.to === from || isSettled(found.get(step.to), next)) continue;
      found.set(step.to, next);
      queue.push(next);
    }
  }
  return [...found.values()];
}

function isSettled(known: { readonly certain: boolean } | undefined, { certain }: { readonly certain: boolean }): boolean {
  return known !== undefined && (known.certain || !certain);
}

/** "can run a task of its own with the task role of service `b` (`iam:PassRole`, `ecs:RunTask`), which can ..." */
export function chainWords<T>({ steps }: Pick<Chain<T>, "steps">): string {
  return steps
    .map(
      ({ to, does, holds }) =>
        `${does} ${to.label}${holds.length === 0 ? "" : ` (${holds.map((action) => `\`${action}\``).join(", ")})`}`,
    )
    .join(", and with that ");
}
