/** `iam:PassedToService` (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_PassedToService). */
import { glob, isWildcard } from "../../iam/glob";
import type { TracedPermission } from "../theorems/traced-permission";

/** Whether the permission passes roles to exactly named services only. */
export function namesServices({ conditions }: TracedPermission): boolean {
  return conditions.some(
    ({ operator, key, values }) =>
      /^String(?:Equals(?:IgnoreCase)?|Like)$/.test(operator) &&
      key.toLowerCase() === "iam:passedtoservice" &&
      values.every((value) => typeof value === "string" && !glob(value).some(isWildcard)),
  );
}
