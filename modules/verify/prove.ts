/** The theorems of a platform: proved of the very documents that Terraform gets, against what the model declares. */

import { by } from "../collections";
import { hasNoResource } from "../iam/actions/table";
import { error, type Problem, warning } from "../problem";
import { type TheoremId, theorems } from "./theorems";
import { type ProvenRole, rolesOfStack } from "./theorems/proven-role";
import type {
  Acknowledged,
  Counterexample,
  Evidence,
  Finding,
  Invitation,
  Remarks,
  Sharing,
  Theorem,
  TheoremScope,
} from "./theorems/theorem";

/** A theorem and whether it holds of a platform. At most twenty counterexamples are kept; `found` counts all. */
export interface TheoremResult {
  readonly id: TheoremId;
  readonly title: string;
  /** The sentence where there is little room. */
  readonly short: string;
  readonly verdict: "proved" | "refuted" | "unknown";
  readonly compared: number;
  readonly found: number;
  readonly counterexamples: readonly Counterexample[];
  readonly assumptions: readonly string[];
}

/** An action on `*`, and how many roles hold it; `always` when AWS offers no resource for it. */
interface OpenAction {
  readonly action: string;
  readonly always: boolean;
  readonly roles: number;
}

/** What was proved of a platform, as data; `problems` is what of it must be reported. */
export interface Proof {
  readonly theorems: readonly TheoremResult[];
  /** Resources that several services share because each names them. */
  readonly sharing: readonly Sharing[];
  /** Services that share because their platform file says `sharedWith`. */
  readonly invitations: readonly Invitation[];
  /** Danger rules that are met and acknowledged. */
  readonly acknowledged: readonly Acknowledged[];
  /** Actions that are granted on `*`: every role that holds one shares them. */
  readonly open: readonly OpenAction[];
  /** Roles that were looked at; existing ones are not written, and so not among them. */
  readonly roles: number;
  readonly problems: readonly Problem[];
}

/** What a proof reads of a plan. */
export type Provable = Pick<Evidence, "model" | "stacks">;

/** Which theorems are proved: all of them, those that each role meets or fails by itself, or those that need the whole platform. */
export interface ProofOptions {
  readonly only?: TheoremScope;
}

/**
 * Proves every theorem, or those of one scope, or gives counterexamples. With `only: "role"` the stacks need not be whole: a stack with one
 * role will do. Problems: `proof-failed`, `danger`, `unknown-reference` (acknowledgements with `role`, `sharedWith` with `platform`), and the
 * warnings `proof-unknown` and `unused-acknowledgement`.
 */
export function prove({ model, stacks }: Provable, { only }: ProofOptions = {}): Proof {
  const roles = stacks.flatMap(rolesOfStack);
  const evidence: Evidence = { model, stacks, roles };
  const found = theorems
    .filter(({ scope }) => only === undefined || scope === only)
    .map((theorem) => ({ theorem, finding: theorem.find(evidence) }));
  const remarks = <T>(of: (remarks: Partial<Remarks>) => readonly T[] | undefined): readonly T[] =>
    found.flatMap(({ finding }) => of(finding) ?? []);
  return {
    theorems: found.map(({ theorem, finding }) => concluded(theorem, finding)),
    sharing: remarks(({ sharing }) => sharing),
    invitations: remarks(({ invitations }) => invitations),
    acknowledged: remarks(({ acknowledged }) => acknowledged),
    open: openActions(roles),
    roles: roles.length,
    problems: [...found.flatMap(({ theorem, finding }) => problemsOf(theorem, finding)), ...remarks(({ problems }) => problems)],
  };
}

const MAX_COUNTEREXAMPLES = 20;

/** The verdict on a theorem: refuted by one counterexample, unknown by one doubt, proved otherwise. */
function concluded(theorem: Theorem<TheoremId>, { compared, counterexamples, assumptions, claim }: Finding): TheoremResult {
  const refuted = counterexamples.some(({ verdict }) => verdict === "refuted");
  return {
    id: theorem.id,
    title: claim?.[0] ?? theorem.title,
    short: claim?.[1] ?? theorem.short ?? theorem.title,
    verdict: refuted ? "refuted" : counterexamples.length > 0 ? "unknown" : "proved",
    compared,
    found: counterexamples.length,
    counterexamples: counterexamples.slice(0, MAX_COUNTEREXAMPLES),
    assumptions: [...new Set(assumptions)].sort(),
  };
}

function problemsOf({ problem = "proof-failed" }: Theorem, { counterexamples }: Finding): readonly Problem[] {
  return counterexamples.slice(0, MAX_COUNTEREXAMPLES).map(({ verdict, path, words, help }) => {
    if (verdict === "unknown") return warning("proof-unknown", path, words, help ?? "see docs/proof.md for what is decided");
    const bug = "if the platform file is right, this is a bug of rolewright: please report it";
    return error(problem, path, words, help ?? bug);
  });
}

function openActions(all: readonly ProvenRole[]): readonly OpenAction[] {
  const holders = new Map<string, Set<ProvenRole>>();
  for (const role of all) {
    for (const { action, resource, effect } of role.allows) {
      if (resource !== "*" || effect !== "Allow") continue;
      const known = holders.get(action);
      if (known === undefined) holders.set(action, new Set([role]));
      else known.add(role);
    }
  }
  return [...holders]
    .map(([action, roles]) => ({ action, always: hasNoResource(action) === true, roles: roles.size }))
    .sort(by(({ action }) => action));
}
