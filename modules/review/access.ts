/** Who may do what, as data: what a review compares, wherever it was read from. */
import type { Late, Text } from "../iam/text";
import type { RoleKind } from "../policy/policy-set";

/**
 * A policy document as Terraform gets it: a JSON value in which every string may be a text with late values. `askedForBy` has what asks for statements,
 * by their Sid: its names in the platform file where the document was generated, or its lines where the platform file itself was read. `onlyWith` has the late value without which a statement is not there.
 */
export interface AccessDocument {
  readonly name: string;
  readonly document: unknown;
  readonly askedForBy: Readonly<Record<string, readonly string[]>>;
  readonly onlyWith: Readonly<Record<string, Late>>;
}

/** What is known of the policies of one principal or resource. */
export interface AttachedPolicies {
  readonly policies: readonly AccessDocument[];
  /** Texts of expressions that yield a policy; the same text is taken to yield the same. */
  readonly opaque: readonly string[];
  /** Why something is not known, one phrase each: no comparison of it is a pass. */
  readonly unknown: readonly string[];
}

/** A permissions boundary; the document where that is known. */
export interface Boundary {
  readonly arn: Text;
  readonly document?: AccessDocument;
}

/** What a principal is: a kind of ECS role, or a role, user or group of somebody else's Terraform. */
export type PrincipalType = RoleKind | "role" | "user" | "group";

/** A role, user or group, and everything that decides what it may do. */
export interface PrincipalAccess extends AttachedPolicies {
  readonly kind: PrincipalType;
  readonly name: string;
  /** Twelve digits; absent where only Terraform knows. */
  readonly account?: string;
  /** Address in the Terraform configuration. */
  readonly address: string;
  /** The address that it had under the former name of its service. */
  readonly formerly?: string;
  readonly arn?: Text;
  /** Names of the services that run with it; of an instance role, the capacity. */
  readonly services: readonly string[];
  /** Who may assume it; absent for users and groups, and where only its `unknown` speaks of it. */
  readonly trust?: AccessDocument;
  /** ARNs of attached policies whose content is not known here, those of AWS above all. */
  readonly attached: readonly string[];
  readonly boundary?: Boundary;
}

/** Resources whose policies are compared. */
export type PolicyResourceType = "repository" | "bucket" | "key" | "queue" | "topic" | "secret" | "function";

/** A resource with its policy. */
export interface ResourceAccess extends AttachedPolicies {
  readonly kind: PolicyResourceType;
  readonly name: string;
  readonly account?: string;
  readonly region?: string;
  readonly address: string;
  readonly formerly?: string;
}

/** The access of one stack, or of one Terraform state. */
export interface StackAccess {
  readonly name: string;
  readonly account?: string;
  readonly region?: string;
  readonly principals: readonly PrincipalAccess[];
  readonly resources: readonly ResourceAccess[];
  /** Policies that are not read, as text by address: a change of one is at least said. */
  readonly unread: Readonly<Record<string, string>>;
  /** Which roles things run with that are no principals, as text by address and attribute: who runs with another one has other access. */
  readonly runsWith?: Readonly<Record<string, string>>;
}

/** The access of everything that one side of a review has. `source` is the platform file, where there is one. */
export interface Access {
  readonly source?: string;
  /** It was read from configuration, which does not tell what late values hold. */
  readonly untyped?: true;
  readonly stacks: readonly StackAccess[];
}

/** No policies, and nothing unknown. */
export const noPolicies: AttachedPolicies = { policies: [], opaque: [], unknown: [] };

/** A document of somebody else's: nothing of a platform file asks for it, and it has no conditional statements. */
export function plainDocument(name: string, document: unknown): AccessDocument {
  return { name, document, askedForBy: {}, onlyWith: {} };
}
