/** Uses of dangerous actions that AWS documents as safe, so that no rule of combined actions counts them. */

import { resourceGlob } from "../../iam/evaluate/named";
import { isWildcard } from "../../iam/glob";
import type { TracedPermission } from "../theorems/traced-permission";
import { namesServices } from "./pass-role-condition";

interface DocumentedUse {
  /** The use, as a phrase behind "does not count". */
  readonly words: string;
  readonly covers: (permission: TracedPermission) => boolean;
}

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
