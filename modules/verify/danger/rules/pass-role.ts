/** The scope of `iam:PassRole`: which roles, and to whom (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html). */
import { isExact } from "../documented-use";
import { namesServices } from "../pass-role-condition";
import type { DangerRule } from "../rule";

const source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html";

/** Passing is a danger by itself when it is not narrowed to exact roles and exact services. */
export const passRole: readonly DangerRule[] = [
  {
    kind: "scope",
    id: "pass-role-wildcard",
    actions: ["iam:PassRole"],
    harm: "hand every role that the wildcard reaches, stronger ones too, to a service that then acts for it",
    source,
    unless: "Exact roles do not count.",
    meets: (row) => !isExact(row),
  },
  {
    kind: "scope",
    id: "pass-role-any-service",
    actions: ["iam:PassRole"],
    harm: "hand a role to whichever service accepts it, not only to the one that it was made for",
    source,
    unless: "Permissions do not count whose condition on `iam:PassedToService` names exact services.",
    meets: (row) => !namesServices(row),
  },
];
