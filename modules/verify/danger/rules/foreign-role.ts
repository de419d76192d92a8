/** Roles of accounts that the platform file does not declare. */
import { ownerOf } from "../abroad";
import { isExact } from "../documented-use";
import type { DangerRule } from "../rule";

/** With a wildcard in the role it is `sts-001` that is met. */
export const foreignRole: DangerRule = {
  kind: "scope",
  id: "foreign-role",
  actions: ["sts:AssumeRole"],
  harm: "act with a role of an account that is not below `accounts`, whose permissions nobody here sees (declare the account if it is yours)",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
  unless:
    "Roles of accounts below `accounts` do not count, nor do permissions whose condition on `aws:ResourceAccount`, `aws:ResourceOrgID` or `aws:ResourceOrgPaths` names the platform's own.",
  meets: (row, context) => isExact(row) && ownerOf(row, context) === "foreign",
};
