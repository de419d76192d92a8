/** Writing down what the model declares. */

import type { ConditionText } from "../../../iam/difference";
import { viaService } from "../../../iam/partition";
import { isLate, type Text } from "../../../iam/text";
import type { AccountRegion } from "../../../model/model";
import type { Path } from "../../../problem";
import { nameOf } from "../names";
import { keyOf, permissions, type TracedPermission } from "../traced-permission";

/** One declared permission; `base` is what people would name, by default what each resource names, `*` for what no service claims. */
export interface DeclaredPermission {
  readonly actions: readonly string[];
  readonly on: readonly Text[];
  readonly conditions?: readonly ConditionText[];
  /** The key that decides whether the permission is there, when it may be empty. */
  readonly when?: Text | undefined;
  readonly base?: Text | undefined;
  /** The account that owns the resources, where their ARNs have none. */
  readonly owner?: Text | undefined;
}

/** The rows of a permission that `paths` declare. */
export function permit(
  { actions, on, conditions = [], when, base, owner }: DeclaredPermission,
  paths: readonly Path[],
): readonly TracedPermission[] {
  return on.flatMap((resource) =>
    permissions(actions, [resource], {
      conditions,
      paths,
      when: when !== undefined && isLate(when) && when.mayBeEmpty === true ? when.name : undefined,
      base: base === undefined ? baseOf(keyOf(resource)) : keyOf(base),
      owner,
    }),
  );
}

/** What a resource names, or the pattern itself, which names nothing. */
function baseOf(resource: string): string {
  return nameOf(resource) ?? resource;
}

/** One condition. */
export function condition(operator: string, key: string, values: readonly Text[]): ConditionText {
  return { operator, key, values };
}

/** The condition that a key is used through one service of a place. */
export function through(service: string, { region, partition }: Pick<AccountRegion, "region" | "partition">): ConditionText {
  const via = viaService(service, region, partition);
  return condition(via.operator, "kms:ViaService", [via.value]);
}

/** Characters that would be wildcards or variables in a resource, as themselves. */
export function exactly(value: string): string {
  let escaped = "";
  for (const character of value) escaped += "*?$".includes(character) ? `\${${character}}` : character;
  return escaped;
}
