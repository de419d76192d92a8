/** Uses of dangerous actions that AWS documents as safe, so that no rule of actions counts them. */

import { resourceGlob } from "../../iam/evaluate/named";
import { isWildcard } from "../../iam/glob";
import type { TracedPermission } from "../theorems/traced-permission";
import { namesServices } from "./pass-role-condition";

interface DocumentedUse {
  /** The use, as a phrase behind "does not count". */
  readonly words: string;
  readonly covers: (permission: TracedPermission) => boolean;
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html#aws-managed-policies
const policiesOfAws: DocumentedUse = {
  words: "policies that AWS manages (`arn:aws:iam::aws:policy/...`), which nobody else can change",
  covers: ({ resource }) => typeof resource === "string" && /^arn:aws[a-z-]*:iam::aws:policy\//.test(resource),
};

/** By action. */
export const documentedUses: ReadonlyMap<string, DocumentedUse> = new Map([
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
  [
    "iam:PassRole",
    {
      words: "passing one exact role with `iam:PassedToService` naming exact services",
      covers: (permission) => namesServices(permission) && isExact(permission),
    },
  ],
  ["iam:CreatePolicy", policiesOfAws],
  ["iam:CreatePolicyVersion", policiesOfAws],
  ["iam:DeletePolicy", policiesOfAws],
  ["iam:DeletePolicyVersion", policiesOfAws],
  ["iam:SetDefaultPolicyVersion", policiesOfAws],
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
  ["rds-db:connect", { words: "connecting as one exact user of one exact database", covers: isExact }],
  ["sts:AssumeRole", { words: "assuming exact roles", covers: isExact }],
  // https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-is-for-aws-resource
  [
    "kms:CreateGrant",
    { words: "grants under the condition `kms:GrantIsForAWSResource`, which only AWS services can use", covers: isForServices },
  ],
]);

/** Whether the resource is one thing: no wildcard, no policy variable. */
export function isExact({ resource = "*" }: TracedPermission): boolean {
  return !resourceGlob(resource).some(isWildcard);
}

function isForServices({ conditions }: TracedPermission): boolean {
  return conditions.some(
    ({ operator, key, values }) =>
      operator === "Bool" && key.toLowerCase() === "kms:grantisforawsresource" && values.every((value) => value === "true"),
  );
}
