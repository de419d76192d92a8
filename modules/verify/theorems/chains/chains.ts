/** Chains: which roles the holder of a role can act as in the end, and by which steps. */

import { differs } from "../../../iam/text";
import type { ProvenRole } from "../proven-role";
import { keyOf } from "../traced-permission";
import { type Means, meansOfAll, ownStep, type Step, stepBetween } from "./steps";

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
  return starts.flatMap((from) => chainsFrom(from, means, roles));
}

/** Breadth first; a role that was reached with certainty is not left for one in doubt. */
function chainsFrom(from: ProvenRole, means: ReadonlyMap<ProvenRole, Means>, roles: readonly ProvenRole[]): readonly Chain[] {
  const found = new Map<ProvenRole, Chain>();
  const queue: Chain[] = [{ from, to: from, steps: [], certain: true }];
  for (const chain of queue) {
    if (!means.has(chain.to) && chain.to.kind !== "instance") continue;
    for (const to of roles) {
      if (to === from || isSettled(found.get(to), chain)) continue;
      const step = nextStep(chain.to, means.get(chain.to), to);
      if (step === undefined) continue;
      const next = { from, to, steps: [...chain.steps, step], certain: chain.certain && step.certain };
      if (isSettled(found.get(to), next)) continue;
      found.set(to, next);
      queue.push(next);
    }
  }
  return [...found.values()];
}

function isSettled(known: Chain | undefined, { certain }: Pick<Chain, "certain">): boolean {
  return known !== undefined && (known.certain || !certain);
}

function nextStep(at: ProvenRole, means: Means | undefined, to: ProvenRole): Step | undefined {
  if (isOnInstances(to, at)) return hostStep(at, to);
  if (means === undefined || differs(at.stack.place.account, to.stack.place.account)) return undefined;
  return stepBetween(at, means, to) ?? ownStep(at, means, to);
}

/** Whether tasks with the role run on the instances of another. */
function isOnInstances({ kind, owners, stack }: ProvenRole, instances: ProvenRole): boolean {
  if (instances.kind !== "instance" || (kind !== "task" && kind !== "execution") || stack !== instances.stack) return false;
  const capacities = stack.clusters
    .flatMap((cluster) => cluster.capacities)
    .filter(({ role }) => keyOf(role.arn) === keyOf(instances.role.arn));
  return capacities.some(({ fullName }) => owners.some(({ capacityProvider }) => capacityProvider === fullName));
}

/** Whoever has an instance's credentials can ask for those of every task on it. */
function hostStep(instances: ProvenRole, to: ProvenRole): Step {
  return {
    to,
    does: "collect, as an ECS agent does, the credentials of tasks with",
    holds: [],
    certain: true,
    path: instances.role.path,
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
  };
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
