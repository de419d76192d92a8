/** Policies as pure data: IAM statements whose strings may hold late values, each with the reason why it exists. */
import type { Late, Text } from "../iam/text";
import type { Path } from "../problem";

/** Operators to keys to values, as in a policy document; the values of one key are alternatives. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly Text[]>>>>;

/** Who a trust or repository policy speaks of. */
export type Principal = "*" | { readonly Service: readonly string[] } | { readonly AWS: readonly Text[] };

/**
 * One statement. `Resource` is never empty; it is absent in trust and repository policies only (ECR refuses it:
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html). Sids match `[A-Za-z0-9]+`.
 */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Principal;
  readonly Action: readonly string[];
  readonly Resource?: readonly Text[];
  readonly Condition?: Conditions;
}

/** Why a statement exists: which line asked for it, what it is for, why any `*` cannot be avoided, and the AWS page that says so. */
export interface Reason {
  /** The places in the platform file that ask for it; empty when the role exists for another reason (`what` tells it). */
  readonly paths: readonly Path[];
  /** What the statement is for, as a phrase: "pull image `inventory`". */
  readonly what: string;
  /** Why a wildcard in the resource cannot be avoided; present if and only if the resource is `*` or ends in `*`. */
  readonly wildcard?: string;
  /** The user's own words (`why:`). */
  readonly why?: string;
  /** The AWS page that names these permissions. */
  readonly page: string;
  /** Actions of a statement of the user's own of which only the user knows that AWS has them, and on what. */
  readonly unchecked?: readonly string[];
}

/** A statement with its reason; `when` makes it conditional on a late value that is not empty. */
export interface Grant {
  readonly statement: Statement;
  readonly reason: Reason;
  readonly when?: Late;
}

/** A named list of statements that becomes one policy document. */
export interface Policy {
  readonly name: string;
  readonly grants: readonly Grant[];
}
