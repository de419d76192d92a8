/** What a theorem is, and what it finds: all as data. */

import type { Request } from "../../iam/evaluate";
import type { Model, RoleStack } from "../../model/model";
import type { Path, Problem, ProblemCode } from "../../problem";
import type { ProvenRole, ProvenStack } from "./proven-role";

/** What theorems read: the roles with what is written and what is declared for each, and the stacks that they come from. */
export interface Evidence {
  readonly model: { readonly stacks: readonly RoleStack[] } & Partial<Pick<Model, "accounts" | "organization">>;
  readonly stacks: readonly ProvenStack[];
  readonly roles: readonly ProvenRole[];
}

/** Whether a theorem is decided for each role by itself, or over everything that a platform has. */
export type TheoremScope = "role" | "platform";

/** One theorem. It stands in a file of its own and in the list of `theorems.ts`; tables, certificates and pages are made from it. */
export interface Theorem<Id extends string = string> {
  readonly id: Id;
  /** The sentence that it proves. */
  readonly title: string;
  /** The sentence where there is little room; absent when the title is short. */
  readonly short?: string;
  readonly scope: TheoremScope;
  /** Of which roles, actions, resources and launch types it speaks, and of which not, as a sentence. */
  readonly holdsOver: string;
  /** What the number of comparisons counts. */
  readonly compared: string;
  /** What is compared, and with what. */
  readonly sides: readonly [string, string];
  /** The code of the problem that a counterexample is; `proof-failed` unless it says otherwise. */
  readonly problem?: ProblemCode;
  readonly find: (evidence: Evidence) => Finding & Partial<Remarks>;
}

/** One side of most theorems. */
export const roleDocuments = "the policy documents of every role, as Terraform gets them";

/** Of whose policies a counterexample speaks, by name; of a service where it is about how its tasks run. */
type CounterexampleOwner =
  | { readonly role: string }
  | { readonly repository: string }
  | { readonly bucket: string }
  | { readonly service: string };

/** A claim that does not hold, or that could not be decided. */
export interface Counterexample {
  readonly verdict: "refuted" | "unknown";
  /** A sentence: who can, or cannot, do what. */
  readonly words: string;
  /** The place in the platform file to look at first. */
  readonly path: Path;
  readonly about: CounterexampleOwner;
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
  /** What is claimed here, where the title would say too much: a sentence, and a shorter one. */
  readonly claim?: readonly [title: string, short: string];
}

/** A resource that several services named, and so share. */
export interface Sharing {
  readonly resource: string;
  readonly services: readonly string[];
}

/** A service that lets others share what was granted to it alone. */
export interface Invitation {
  readonly service: string;
  readonly with: readonly string[];
  readonly path: Path;
}

/** A danger that a service takes on, and that one of its roles meets. */
export interface Acknowledged {
  readonly service: string;
  readonly id: string;
  readonly why: string;
  readonly path: Path;
}

/** What a theorem says beside its verdict. */
export interface Remarks {
  readonly sharing: readonly Sharing[];
  readonly invitations: readonly Invitation[];
  readonly acknowledged: readonly Acknowledged[];
  /** What is wrong with the declarations that the theorem reads. */
  readonly problems: readonly Problem[];
}

/** Several findings as one. */
export function together(findings: readonly Finding[]): Finding {
  return {
    compared: findings.reduce((sum, { compared }) => sum + compared, 0),
    counterexamples: findings.flatMap(({ counterexamples }) => counterexamples),
    assumptions: findings.flatMap(({ assumptions }) => assumptions),
  };
}
