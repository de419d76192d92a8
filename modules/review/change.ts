/** What a comparison of access says, as data. */
import type { Request } from "../iam/evaluate";
import type { PolicyResourceType, PrincipalType } from "./access";
import type { DeclarationChange } from "./declared";
import type { GuardChange } from "./guards/compare";
import type { ManagedPolicy } from "./managed-policies/known";
import type { StatedPermission } from "./stated";

/**
 * `gained` and `lost` are about what one side does not have at all; `widened` and `narrowed` about what both have, with other conditions, on more or fewer
 * resources or actions.
 */
export type ChangeType = "gained" | "widened" | "narrowed" | "lost";

/** What of a principal or resource has changed. */
export type Aspect =
  /** What an identity or resource policy allows. */
  | "permission"
  /** Who may assume a role. */
  | "trust"
  /** What a Deny refuses. */
  | "refusal"
  /** The permissions boundary. */
  | "boundary"
  /** Whom a principal can act as. */
  | "chain"
  /** An attached policy whose content is not known. */
  | "attachment"
  /** Something that could not be compared. */
  | "unknown";

/** A step of a chain: what is done, by which actions, and the roles that it leads to, any one of them. */
export interface ChainStep {
  readonly does: string;
  readonly holds: readonly string[];
  readonly roles: readonly string[];
}

/** One change. Those that are not decided may be none; they count all the same. */
export interface AccessChange {
  readonly kind: ChangeType;
  readonly aspect: Aspect;
  readonly decided: boolean;
  /** What is allowed or refused now (gained, widened) or was before (lost, narrowed). */
  readonly permission?: StatedPermission;
  /** What the other side has in its place, where it has something. */
  readonly instead: readonly StatedPermission[];
  /** ARN of the attached policy or boundary, or of the boundary before. */
  readonly policy?: string;
  /** The steps by which a principal can act as other roles. */
  readonly chain?: readonly ChainStep[];
  /** Why it is not decided. */
  readonly because?: string;
  /** A request that one side allows and the other does not (of a refusal: refuses); the evaluator has confirmed it. */
  readonly request?: Request;
  /** Where the platform file asks for it: `platform.yaml:41`. */
  readonly askedForBy: readonly string[];
}

/** Whose policies have changed. */
export interface PrincipalOrResource {
  readonly stack: string;
  readonly kind: PrincipalType | PolicyResourceType;
  readonly name: string;
  readonly account?: string;
  readonly region?: string;
  readonly address: string;
  /** Services that run with a role. */
  readonly services: readonly string[];
  /** The name that it had before. */
  readonly before?: string;
}

/** A principal or resource whose access has changed. */
export interface PrincipalOrResourceChanges {
  readonly owner: PrincipalOrResource;
  readonly status: "new" | "removed" | "kept";
  readonly changes: readonly AccessChange[];
}

/** Whether access and its guards are the same, have changed without anybody gaining anything, or access is wider or less guarded, perhaps. */
export type DiffVerdict = "unchanged" | "changed" | "widened";

/** What has changed between two snapshots. */
export interface AccessDiff {
  readonly verdict: DiffVerdict;
  readonly changed: readonly PrincipalOrResourceChanges[];
  /** How many principals and resources were compared. */
  readonly compared: number;
  /** Addresses of policies that have changed and are of kinds that are not read. */
  readonly unread: readonly string[];
  /** Settings beside policies that keep access away, and are not what they were. */
  readonly guards: readonly GuardChange[];
  /** What is expected, acknowledged or shared, and was not, or is no more. */
  readonly declarations: readonly DeclarationChange[];
  /** What one side tells and the other does not, so that it is not compared. */
  readonly unseen: readonly ("declarations" | "guards")[];
  /** Policies of AWS that took part in it, as one of their versions has them. */
  readonly managed: readonly ManagedPolicy[];
}

/** Whether somebody has more for it, or may have. */
export function isWidening({ kind }: AccessChange): boolean {
  return kind === "gained" || kind === "widened";
}
