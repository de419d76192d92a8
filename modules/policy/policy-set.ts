/** What the policy stage hands on: per stack, every role with its trust and permissions, and every resource policy. */
import type { Bucket, Repository, Role } from "../model/model";
import type { Policy } from "./statement";

/** The four kinds of ECS roles; see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-ecs-iam-role-overview.html. */
export type RoleKind = "task" | "execution" | "instance" | "infrastructure";

/**
 * A role that this stack writes or refers to. `policies` are within AWS's size limits already: at most one for inline roles, as many as needed for
 * managed ones; empty when the role needs no permission. `owner` is the service, or the capacity for an instance role.
 */
export interface RolePolicies {
  readonly kind: RoleKind;
  readonly role: Role;
  readonly owner: string;
  readonly description: string;
  readonly trust: Policy;
  readonly policies: readonly Policy[];
}

/** A repository with the policy that other accounts need; no policy when nobody else pulls. */
export interface RepositoryWithPolicy {
  readonly repository: Repository;
  readonly policy: Policy;
}

/** A bucket with the policy that keeps others out. */
export interface BucketWithPolicy {
  readonly bucket: Bucket;
  readonly policy: Policy;
}

/** All policies of a stack, roles sorted by name. An execution role that needs nothing is not in the list, so it is not written. */
export interface StackPolicies {
  readonly roles: readonly RolePolicies[];
  readonly repositories: readonly RepositoryWithPolicy[];
  readonly buckets: readonly BucketWithPolicy[];
}
