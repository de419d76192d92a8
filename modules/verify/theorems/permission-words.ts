/** Permissions in words. */

import type { Request } from "../../iam/evaluate";
import { showText } from "../../iam/text";
import { quote } from "../../problem";
import type { TracedPermission } from "./traced-permission";

/** "`dynamodb:GetItem` on `arn:...`": as the request has it, or the permission where that is a pattern. */
export function requested({ action, resource }: TracedPermission, request: Request | undefined): string {
  const name = /[*?]/.test(action) ? (request?.action ?? action) : action;
  const target = request?.resource ?? resource;
  return target === undefined || target === "*" ? quote(name) : `${quote(name)} on ${quote(showText(target))}`;
}
