/** Permissions in words. */

import { canExist } from "../../iam/difference";
import type { Request } from "../../iam/evaluate";
import { showText } from "../../iam/text";
import { quote } from "../../problem";
import type { TracedPermission } from "./traced-permission";

/** "`dynamodb:GetItem` on `arn:...`": as the request has it, or the permission where that is a pattern. */
export function requested({ action, resource }: TracedPermission, request: Request | undefined): string {
  const name = /[*?]/.test(action) ? (request?.action ?? action) : action;
  const target = request?.resource ?? resource;
  if (target === undefined || target === "*") return quote(name);
  const isName = request === undefined || canExist(target);
  return `${quote(name)} on ${quote(showText(target))}${isName ? "" : " (a text in the place of a name)"}`;
}

/** "depends on what `var.photos` becomes": the values that only Terraform knows. */
export function dependsOnLate(late: readonly string[]): string {
  return `depends on what ${late.slice(0, 3).map(quote).join(", ")}${late.length > 3 ? ` and ${late.length - 3} more` : ""} ${late.length === 1 ? "becomes" : "become"}`;
}
