/** Actions that take limits away; the list follows hackingthe.cloud. */
import { combined, type DangerRule } from "../rule";

function limit(id: string, name: string, harm: string): DangerRule {
  return combined(id, [`iam:${name}`], `https://docs.aws.amazon.com/IAM/latest/APIReference/API_${name}.html`, harm);
}

/** Permissions boundaries, and policies that refuse. */
export const limits: readonly DangerRule[] = [
  limit("boundary-delete", "DeleteRolePermissionsBoundary", "take the permissions boundary off a role"),
  limit("boundary-put", "PutRolePermissionsBoundary", "exchange the permissions boundary of a role for a wider one"),
  limit("role-policy-detach", "DetachRolePolicy", "detach a policy that refuses something to a role"),
  limit("role-policy-delete", "DeleteRolePolicy", "delete an inline policy that refuses something to a role"),
];
