/** Whether a permission of a role lets it do something on a resource, with everything that limits the role. */
import { type Comparison, disjoint } from "../iam/compare";
import { documentOf, permissionsOf, spelled } from "../iam/difference";
import type { PolicyDocument, Request } from "../iam/evaluate";
import type { Text } from "../iam/text";
import type { ChainRole, HeldPermission } from "./role";
import type { Way } from "./ways";

/**
 * Undefined when the permission does not allow the action on the resource, or what limits the role refuses it whatever the request; with the request where it
 * is certain that both let it pass.
 */
export function opens<T>(
  way: Pick<Way, "context">,
  action: string,
  permission: HeldPermission,
  resource: Text,
  { permissions, boundary }: ChainRole<T>,
): { readonly request?: Request } | undefined {
  const conditions = Object.entries(way.context ?? {}).map(([key, value]) => ({
    operator: "StringEquals",
    key,
    values: [value],
  }));
  const [asked] = permissionsOf(
    {
      effect: "Allow",
      actions: { negated: false, entries: [action] },
      resources: { negated: false, entries: [resource] },
      conditions,
    },
    {},
  );
  const refusals = permissions.filter(({ effect }) => effect === "Deny");
  const own = documentOf([permission, ...refusals], "identity");
  const theirs = asked === undefined ? undefined : documentOf([asked], "identity");
  const comparison = met(own, theirs);
  const limit = boundary === undefined ? "none" : met(boundary.document, theirs);
  if (comparison?.verdict === "proved" || (limit !== "none" && limit?.verdict === "proved")) return undefined;
  if (limit !== "none" || comparison?.verdict !== "refuted" || !isUnconditional(permission, way)) return {};
  return { request: spelled(comparison.request, { ...permission, action }) };
}

/** "Proved" when nothing of what is asked is allowed. */
function met(own: PolicyDocument | undefined, asked: PolicyDocument | undefined): Comparison | undefined {
  return own === undefined || asked === undefined ? undefined : disjoint(own, asked);
}

/** Whether only conditions that the request meets by itself stand before the permission. */
function isUnconditional({ conditions, when }: HeldPermission, { context = {} }: Pick<Way, "context">): boolean {
  if (when !== undefined) return false;
  return conditions.every(({ key }) => Object.keys(context).some((known) => known.toLowerCase() === key.toLowerCase()));
}
