/** Which chains are new: whom somebody can act as now, and could not before. */
import { type Chain, chainsOf } from "../../chains/chains";
import { groupBy } from "../../collections";
import type { PrincipalAccess } from "../access";
import type { AccessChange } from "../change";
import type { Pair } from "../match";
import { chainRoleOf } from "./roles";

/**
 * A change for each way by which a principal can act as roles that it could not act as before, or could only perhaps; by the place of the principal among
 * the pairs. What a chain from before makes of new permissions at its end is said of the role that has them only.
 */
export function newChains(pairs: readonly Pair<PrincipalAccess>[]): ReadonlyMap<number, readonly AccessChange[]> {
  const before = new Map(chainsOn(pairs, "before").map((chain) => [endsOf(chain), chain.certain]));
  const fresh = chainsOn(pairs, "after").filter((chain) => {
    const was = before.get(endsOf(chain));
    return was === undefined || (chain.certain && !was);
  });
  const ways = groupBy(fresh, (chain) => JSON.stringify([chain.from.of, before.has(endsOf(chain)), wayOf(chain)]));
  const found = new Map<number, AccessChange[]>();
  for (const chains of ways.values()) {
    const [first] = chains;
    if (first === undefined) continue;
    const own = found.get(first.from.of) ?? [];
    found.set(first.from.of, [...own, changeOf(first, chains, before.has(endsOf(first)))]);
  }
  return found;
}

function chainsOn(pairs: readonly Pair<PrincipalAccess>[], side: "before" | "after"): readonly Chain<number>[] {
  const roles = pairs.flatMap((pair, index) => {
    const principal = pair[side];
    return principal === undefined ? [] : [chainRoleOf(principal, index)];
  });
  return chainsOf(roles);
}

function endsOf({ from, to }: Chain<number>): string {
  return `${from.of} ${to.of}`;
}

/** What chains have in common that are said at once: everything but the role at their end. */
function wayOf({ steps, certain }: Chain<number>): unknown {
  return [certain, steps.map(({ does, holds, to }, index) => [does, holds, index === steps.length - 1 ? -1 : to.of])];
}

function changeOf({ steps, certain }: Chain<number>, chains: readonly Chain<number>[], isKnown: boolean): AccessChange {
  return {
    kind: isKnown ? "widened" : "gained",
    aspect: "chain",
    decided: certain,
    ...(certain ? {} : { because: "conditions, patterns or what runs with the roles decide" }),
    chain: steps.map(({ does, holds, to }, index) => {
      const isLast = index === steps.length - 1;
      return { does, holds, roles: isLast ? chains.map((chain) => chain.to.label) : [to.label] };
    }),
    instead: [],
    askedForBy: [],
  };
}
