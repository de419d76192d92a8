/** What a proof says, as data. */

import type { Request } from "../../iam/evaluate";
import type { Path } from "../../problem";

/** Every theorem with the sentence that it proves. */
const theorems = {
  containment: "every role allows only what the platform file declares",
  coverage: "every role allows all that the platform file declares",
  isolation: "what is granted to one service only, no other service reaches",
  pairing: "each cross-account pull has both halves, and no repository lets anybody else pull",
  kms: "a role may use a key if and only if a customer-managed key is declared, that key only, through the named service only",
  trust:
    "task and execution roles are assumed by ECS tasks of this account only, instance roles by EC2, infrastructure roles by ECS",
  perimeter: "bucket policies keep exactly the principals outside the organization out",
  attributes: "every role has the path, the permissions boundary and the tags of its account",
  "dead-grants": "every action accepts the resources that it is granted on",
  danger: "no role can raise its own privileges, open what it guards or carry data away, but for what is acknowledged",
} as const;

/** The name of a theorem. */
export type TheoremId = keyof typeof theorems;

/** A claim that does not hold, or that could not be decided. */
export interface Counterexample {
  readonly verdict: "refuted" | "unknown";
  /** A sentence: who can, or cannot, do what. */
  readonly words: string;
  /** The place in the platform file to look at first. */
  readonly path: Path;
  /** The address of the role or the name of the repository or bucket. */
  readonly subject: string;
  /** The request that the evaluator decides as the words say; absent where the claim is not about a request. */
  readonly request?: Request;
  readonly help?: string;
}

/** What one theorem looked at and found. */
export interface Finding {
  /** How many permissions, or pairs of them, were compared. */
  readonly compared: number;
  readonly counterexamples: readonly Counterexample[];
  /** What the theorem takes for granted here, as sentences. */
  readonly assumptions: readonly string[];
}

/** A theorem and whether it holds of a platform. At most twenty counterexamples are kept; `found` counts all. */
export interface Theorem {
  readonly id: TheoremId;
  readonly title: string;
  readonly verdict: "proved" | "refuted" | "unknown";
  readonly compared: number;
  readonly found: number;
  readonly counterexamples: readonly Counterexample[];
  readonly assumptions: readonly string[];
}

const MAX_COUNTEREXAMPLES = 20;

/** The verdict on a theorem: refuted by one counterexample, unknown by one doubt, proved otherwise. */
export function concluded(id: TheoremId, { compared, counterexamples, assumptions }: Finding): Theorem {
  const refuted = counterexamples.some(({ verdict }) => verdict === "refuted");
  return {
    id,
    title: theorems[id],
    verdict: refuted ? "refuted" : counterexamples.length > 0 ? "unknown" : "proved",
    compared,
    found: counterexamples.length,
    counterexamples: counterexamples.slice(0, MAX_COUNTEREXAMPLES),
    assumptions: [...new Set(assumptions)].sort(),
  };
}

/** Several findings as one. */
export function together(findings: readonly Finding[]): Finding {
  return {
    compared: findings.reduce((sum, { compared }) => sum + compared, 0),
    counterexamples: findings.flatMap(({ counterexamples }) => counterexamples),
    assumptions: findings.flatMap(({ assumptions }) => assumptions),
  };
}
