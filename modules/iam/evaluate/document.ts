/** What a policy document says, once it has been read: plain data, every string already split into letters, wildcards and variables. */
import type { Glob, Letter, Token } from "../glob";
import type { Operator } from "./operator";

/** A policy variable, `${aws:username}` or `${aws:PrincipalTag/team, 'none'}`; `key` is in lower case, as keys have no case. */
export interface Variable {
  readonly key: string;
  readonly fallback?: readonly Letter[];
  /** It has no colon: a late value in one of the first five segments of an ARN, while a comparison takes it for anything. */
  readonly segment?: true;
}

/** A glob with policy variables that the request fills in. */
export type Template = readonly (Token | Variable)[];

/** Who a `Principal` or `NotPrincipal` element names. Unique ids and canonical users name nobody that a request can be. */
export type PrincipalEntry =
  | { readonly kind: "everyone" }
  /** `{ "Federated": "*" }`: whoever comes from an identity provider, whatever that is. */
  | { readonly kind: "every-provider" }
  | { readonly kind: "account"; readonly account: readonly Letter[] }
  | { readonly kind: "arn" | "service" | "federated" | "canonical"; readonly name: readonly Letter[] };

/** A list of things, or everything but these (`NotAction`, `NotResource`, `NotPrincipal`). */
export interface Selection<T> {
  readonly negated: boolean;
  readonly entries: readonly T[];
}

/** One line of a `Condition` block: one operator, one key, alternatives. */
export interface Condition {
  readonly operator: Operator;
  /** The context key in lower case, and as the document writes it. */
  readonly key: string;
  readonly name: string;
  readonly values: readonly Template[];
}

/** One statement; `index` counts from 0 in its document. No `resources`: the resource that the policy is attached to. */
export interface PolicyStatement {
  readonly index: number;
  readonly sid?: string;
  readonly effect: "Allow" | "Deny";
  readonly principals?: Selection<PrincipalEntry>;
  /** Globs over action names in lower case. */
  readonly actions: Selection<Glob>;
  readonly resources?: Selection<Template>;
  readonly conditions: readonly Condition[];
}

/** The versions of the policy language (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html). */
export type PolicyVersion = "2012-10-17" | "2008-10-17";

/** A policy document that has been read without errors. */
export interface PolicyDocument {
  readonly version: PolicyVersion;
  readonly id?: string;
  readonly statements: readonly PolicyStatement[];
}
