/** Writing down what the model declares. */

import type { ConditionText } from "../../../iam/difference";
import { viaService } from "../../../iam/partition";
import { isLate, type Text } from "../../../iam/text";
import type { AccountRegion } from "../../../model/model";
import type { Path } from "../../../problem";
import { keyOf, permissions, type TracedPermission } from "../traced-permission";

/** One declared permission; `base` is the resource that people would name, by default the first one granted, `*` for what no service claims. */
export interface DeclaredPermission {
  readonly actions: readonly string[];
  readonly on: readonly Text[];
  readonly conditions?: readonly ConditionText[];
  /** The key that decides whether the permission is there, when it may be empty. */
  readonly when?: Text | undefined;
  readonly base?: Text | undefined;
}

/** The rows of a permission that `paths` declare. */
export function permit(
  { actions, on, conditions = [], when, base }: DeclaredPermission,
  paths: readonly Path[],
): readonly TracedPermission[] {
  return permissions(actions, on, {
    conditions,
    paths,
    when: when !== undefined && isLate(when) && when.mayBeEmpty === true ? when.name : undefined,
    base: keyOf(base ?? on[0] ?? "*"),
  });
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
