/**
 * Paths to more privileges through IAM and STS themselves. Identifiers and action combinations are those of pathfinding.cloud by DataDog,
 * Apache-2.0 (https://github.com/DataDog/pathfinding.cloud), as of December 2025; the sentences are not.
 */
import { combined, type DangerRule } from "../rule";

function path(id: string, actions: readonly string[], harm: string): DangerRule {
  return combined(id, actions, `https://pathfinding.cloud/paths/${id}`, harm);
}

/** Writing policies, making credentials, becoming another principal. */
export const iamEscalations: readonly DangerRule[] = [
  path("iam-001", ["iam:CreatePolicyVersion"], "write a new version of a policy that applies to it, and make that version count"),
  path("iam-002", ["iam:CreateAccessKey"], "make lasting keys for another user and act as that user"),
  path(
    "iam-003",
    ["iam:CreateAccessKey", "iam:DeleteAccessKey"],
    "make keys for a user who already has two, by deleting one of them first",
  ),
  path("iam-004", ["iam:CreateLoginProfile"], "give a user without a password one, and sign in as that user"),
  path("iam-005", ["iam:PutRolePolicy"], "write any permission into a role, its own among them"),
  path("iam-006", ["iam:UpdateLoginProfile"], "change a user's password and sign in as that user"),
  path("iam-007", ["iam:PutUserPolicy"], "write any permission into a user"),
  path("iam-008", ["iam:AttachUserPolicy"], "attach any policy, administrator access too, to a user"),
  path("iam-009", ["iam:AttachRolePolicy"], "attach any policy, administrator access too, to a role"),
  path("iam-010", ["iam:AttachGroupPolicy"], "attach any policy to a group, and so to everybody in it"),
  path("iam-011", ["iam:PutGroupPolicy"], "write any permission into a group, and so into everybody in it"),
  path("iam-012", ["iam:UpdateAssumeRolePolicy"], "let itself, or anybody, assume a stronger role"),
  path("iam-013", ["iam:AddUserToGroup"], "put a user into a group with more permissions"),
  path(
    "iam-014",
    ["iam:AttachRolePolicy", "sts:AssumeRole"],
    "attach a stronger policy to a role that it can assume, and assume it",
  ),
  path("iam-015", ["iam:AttachUserPolicy", "iam:CreateAccessKey"], "make a user an administrator and take keys of that user"),
  path(
    "iam-016",
    ["iam:CreatePolicyVersion", "sts:AssumeRole"],
    "rewrite the policy of a role that it can assume, and assume it",
  ),
  path("iam-017", ["iam:PutRolePolicy", "sts:AssumeRole"], "write any permission into a role that it can assume, and assume it"),
  path("iam-018", ["iam:PutUserPolicy", "iam:CreateAccessKey"], "write any permission into a user and take keys of that user"),
  path(
    "iam-019",
    ["iam:AttachRolePolicy", "iam:UpdateAssumeRolePolicy"],
    "attach any policy to a role that it could not assume before, and let itself in",
  ),
  path(
    "iam-020",
    ["iam:CreatePolicyVersion", "iam:UpdateAssumeRolePolicy"],
    "rewrite the policy of a role that it could not assume before, and let itself in",
  ),
  path(
    "iam-021",
    ["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"],
    "write any permission into a role that it could not assume before, and let itself in",
  ),
  path("sts-001", ["sts:AssumeRole"], "become every role that trusts its account and that the wildcard reaches"),
];
