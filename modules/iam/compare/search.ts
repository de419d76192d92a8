/** Goes through all requests that two documents can tell apart, as far as it must. */
import { closer, type Naming } from "../evaluate/principal";
import type { Clause, Constraint } from "./clause";
import { PRINCIPAL } from "./clause";
import type { Choice, Dimension, Option } from "./dimension";
import { atLeast, levels } from "./requesters";

/** How much a document allows: nothing, or by naming the account, the role, or the principal itself; identity policies name nobody. */
export type Rank = 0 | 1 | 2 | 3;

/** What makes a request a counterexample: the ranks that both documents give it. */
export type Violates = (left: Rank, right: Rank) => boolean;

/** One pair of documents as clauses, over the same dimensions. */
export interface Space {
  readonly dimensions: readonly Dimension[];
  readonly left: readonly Clause[];
  readonly right: readonly Clause[];
  readonly violates: Violates;
  /** Called for each counterexample; `true` ends the search. */
  readonly found: (choice: Choice) => boolean;
}

/** How much a search may do: for each partial request, as much as it has statements left. Some 0.2 s. */
const BUDGET = 400_000;

/** More dimensions than this are not gone through: each is a call within the calls for those before it. */
const MAX_DIMENSIONS = 300;

/** How a search ended: somebody was content with a counterexample, all requests were seen, or there were too many. */
export type Ending = "stopped" | "exhausted" | "over-budget";

/** The clauses of both documents that can still apply after the dimensions chosen so far. */
interface Alive {
  readonly left: readonly Clause[];
  readonly right: readonly Clause[];
}

/** Depth first over the dimensions; a branch ends as soon as its statements decide it, and options that decide alike are tried once. */
export function search(space: Space): Ending {
  const { dimensions } = space;
  const order = new Map(dimensions.map(({ name }, index) => [name, index]));
  let work = 0;
  const visit = (depth: number, alive: Alive, chosen: readonly Option[]): Ending => {
    if (work > BUDGET) return "over-budget";
    if (isDecided(space, alive, depth, order)) return "exhausted";
    const dimension = dimensions[depth];
    if (dimension === undefined) return judge(space, alive, chosen);
    const tried = new Set<string>();
    for (const option of dimension.options) {
      work += 1 + alive.left.length + alive.right.length;
      const next = narrow(alive, dimension, option);
      const key = keyOf(alive, next, dimension, option);
      if (tried.has(key)) continue;
      tried.add(key);
      const ending = visit(depth + 1, next, [...chosen, option]);
      if (ending !== "exhausted") return ending;
    }
    return "exhausted";
  };
  return dimensions.length > MAX_DIMENSIONS ? "over-budget" : visit(0, { left: space.left, right: space.right }, []);
}

function narrow({ left, right }: Alive, dimension: Dimension, option: Option): Alive {
  const survives = (clause: Clause): boolean =>
    clause.constraints.every((constraint) => constraint.dimension !== dimension.name || isMet(constraint, option));
  return { left: left.filter(survives), right: right.filter(survives) };
}

function isMet({ atoms, negated }: Constraint, { holds }: Option): boolean {
  return atoms.some((atom) => holds.has(atom)) !== negated;
}

/** Options that leave the same clauses alive decide alike; who asks also decides how directly they allow. */
function keyOf(before: Alive, after: Alive, dimension: Dimension, option: Option): string {
  const alive = new Set([...after.left, ...after.right]);
  const bits = [...before.left, ...before.right].map((clause) => (alive.has(clause) ? 1 : 0)).join("");
  return `${bits} ${dimension.name === PRINCIPAL ? JSON.stringify([...option.holds].sort()) : ""}`;
}

/** Whether no request below this branch can be a counterexample: nothing is left that could allow, or a Deny is settled. */
function isDecided({ violates }: Space, { left, right }: Alive, depth: number, order: ReadonlyMap<string, number>): boolean {
  const settled = (clause: Clause): boolean => clause.constraints.every(({ dimension }) => (order.get(dimension) ?? 0) < depth);
  const best = (clauses: readonly Clause[]): Rank => {
    const denied = clauses.some((clause) => clause.effect === "Deny" && settled(clause));
    return denied || !clauses.some(({ effect }) => effect === "Allow") ? 0 : 3;
  };
  const worst = (clauses: readonly Clause[]): Rank => {
    const granted = clauses.some((clause) => clause.effect === "Allow" && clause.principals === undefined && settled(clause));
    return granted && !clauses.some(({ effect }) => effect === "Deny") ? 3 : 0;
  };
  const ranks = (from: Rank, to: Rank): readonly Rank[] => ([0, 1, 2, 3] as const).filter((rank) => rank >= from && rank <= to);
  const possible = ranks(worst(left), best(left)).some((one) =>
    ranks(worst(right), best(right)).some((two) => violates(one, two)),
  );
  return !possible;
}

/** All dimensions are chosen: the clauses that are alive apply. */
function judge({ violates, found, dimensions }: Space, { left, right }: Alive, chosen: readonly Option[]): Ending {
  const principal = chosen[dimensions.findIndex(({ name }) => name === PRINCIPAL)];
  const holds = principal?.holds ?? new Set<string>();
  if (!violates(rankOf(left, holds), rankOf(right, holds))) return "exhausted";
  const choice = chosen.reduce<Choice>((all, option) => merge(all, option.choice), {});
  return found(choice) ? "stopped" : "exhausted";
}

function merge(all: Choice, one: Choice): Choice {
  return { ...all, ...one, context: { ...all.context, ...one.context } };
}

/** The rank of a document whose clauses all apply. */
function rankOf(clauses: readonly Clause[], holds: ReadonlySet<string>): Rank {
  if (clauses.some(({ effect }) => effect === "Deny")) return 0;
  const namings = clauses.map(({ principals }) =>
    principals === undefined ? "direct" : levels.find((one) => holds.has(atLeast(principals, one))),
  );
  return rankOfNaming(namings.reduce(closer, undefined));
}

/** The rank of a naming; `undefined` names nobody. */
export function rankOfNaming(naming: Naming | undefined): Rank {
  if (naming === undefined) return 0;
  return ({ direct: 3, parent: 2, account: 1 } as const)[naming];
}
