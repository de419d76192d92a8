/** Isolation over chains: a role that can act as another reaches what that one reaches. */

import { type Chain, chainWords } from "../../chains/chains";
import { quote } from "../../problem";
import { chainsOfRoles } from "./chain-roles";
import { isNamedBy } from "./named-things";
import { requested } from "./permission-words";
import { asRole, type ProvenRole } from "./proven-role";
import type { ReachMap } from "./reach-map";
import type { Counterexample, Finding } from "./theorem";
import type { TracedPermission } from "./traced-permission";

/** A counterexample for each chain to a role that was granted something which the first role's services neither name nor are let into. */
export function chainFinding(roles: readonly ProvenRole[], { named, declared }: ReachMap): Finding {
  const chains = chainsOfRoles(roles);
  const counterexamples: Counterexample[] = [];
  const assumptions: string[] = [];
  for (const chain of chains) {
    const [from, to] = [chain.from.of, chain.to.of];
    const foreign = declared.get(to)?.find((thing) => !isNamedBy(named.get(from), thing))?.row;
    if (foreign === undefined || isOwn(from, to)) continue;
    if (isLetIn(from, to)) assumptions.push(`shared: ${from.label} can ${chainWords(chain)}`);
    else counterexamples.push(counterexample(chain, foreign));
  }
  return { compared: chains.length, counterexamples, assumptions };
}

/** Whether all services that run with the one run with the other too. Instances run with no service's role. */
function isOwn(from: ProvenRole, to: ProvenRole): boolean {
  return (
    from.kind === "instance" || (from.stack.name === to.stack.name && to.services.every((name) => from.services.includes(name)))
  );
}

function isLetIn({ services }: ProvenRole, { owners }: ProvenRole): boolean {
  return services.length > 0 && owners.every(({ sharedWith = [] }) => services.every((name) => sharedWith.includes(name)));
}

function counterexample(chain: Chain<ProvenRole>, foreign: TracedPermission): Counterexample {
  const { steps, certain } = chain;
  const [from, to] = [chain.from.of, chain.to.of];
  const [first] = steps;
  const owners = to.services.map((name) => `service ${quote(name)}`).join(", ");
  return {
    verdict: certain ? "refuted" : "unknown",
    words: `${from.label} ${certain ? "can" : "may be able to"} ${chainWords(chain)}, which can ${requested(foreign, undefined)}, which only ${owners} was granted`,
    path: first?.path ?? from.role.path,
    about: { role: from.role.name },
    ...(first?.request === undefined || !certain ? {} : { request: asRole(from, first.request) }),
    help: `narrow what leads there (${first?.source ?? ""}), or let ${owners} share it: \`sharedWith\``,
  };
}
