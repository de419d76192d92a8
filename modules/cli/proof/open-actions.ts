/** Actions on `*`, with the reasons that their statements give. */
import type { PlatformPlan } from "../../pipeline";
import type { Grant } from "../../policy/statement";

/** An action that is granted on `*`, the number of roles that hold it, and why it cannot be narrower. */
export interface OpenAction {
  readonly action: string;
  readonly roles: number;
  readonly reasons: readonly string[];
}

/** Every action on `*`. All roles that hold it share what it reaches. */
export function openActions({ proof, stacks }: Pick<PlatformPlan, "proof" | "stacks">): readonly OpenAction[] {
  const reasons = reasonsByAction(stacks);
  return proof.open.map(({ action, always, roles }) => {
    const given = [...(reasons.get(action) ?? [])].sort();
    const fallback = always ? ["AWS has no resource type for it"] : [];
    return { action, roles, reasons: given.length === 0 ? fallback : given };
  });
}

function reasonsByAction(stacks: PlatformPlan["stacks"]): ReadonlyMap<string, ReadonlySet<string>> {
  const reasons = new Map<string, Set<string>>();
  const policies = stacks.flatMap((stack) => stack.policies.roles.flatMap((role) => role.policies));
  for (const { statement, reason } of policies.flatMap(({ grants }) => grants).filter(isOpen)) {
    const given = [reason.wildcard, reason.why].filter((why) => why !== undefined);
    for (const action of statement.Action) reasons.set(action, new Set([...(reasons.get(action) ?? []), ...given]));
  }
  return reasons;
}

function isOpen({ statement }: Grant): boolean {
  return statement.Effect === "Allow" && statement.Resource?.includes("*") === true;
}
