/** Chains: which roles the holder of a role can act as in the end, and by which steps. */

import type { ProvenRole } from "../proven-role";
import { meansOfAll, type Step, Steps } from "./steps";

/** A role that the holder of another can act as, by one step or several; the shortest chain. */
export interface Chain {
  readonly from: ProvenRole;
  readonly to: ProvenRole;
  readonly steps: readonly Step[];
  readonly certain: boolean;
}

/** Every chain between two different roles, those from one role together. Costs little where no role holds any action that leads to another. */
export function chainsOf(roles: readonly ProvenRole[]): readonly Chain[] {
  const means = meansOfAll(roles);
  if (means.size === 0) return [];
  // What starts at an instance is what the agent may do there; it is looked at on the way from somebody else only.
  const starts = [...means.keys()].filter(({ kind }) => kind !== "instance");
  const steps = new Steps(roles, means);
  return starts.flatMap((from) => chainsFrom(from, steps));
}

/** Breadth first; a role that was reached with certainty is not left for one in doubt. */
function chainsFrom(from: ProvenRole, all: Steps): readonly Chain[] {
  const found = new Map<ProvenRole, Chain>();
  const queue: Chain[] = [{ from, to: from, steps: [], certain: true }];
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

function isSettled(known: Chain | undefined, { certain }: Pick<Chain, "certain">): boolean {
  return known !== undefined && (known.certain || !certain);
}

/** "can run a task of its own with the task role of service `b` (`iam:PassRole`, `ecs:RunTask`), which can ..." */
export function chainWords({ steps }: Chain): string {
  return steps
    .map(
      ({ to, does, holds }) =>
        `${does} ${to.label}${holds.length === 0 ? "" : ` (${holds.map((action) => `\`${action}\``).join(", ")})`}`,
    )
    .join(", and with that ");
}
