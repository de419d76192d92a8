/** Many small permissions as few sentences: what differs in one list only is said once. */
import { isDivisible } from "../iam/difference";
import { showText, type Text } from "../iam/text";
import type { NameList, StatedCondition, StatedPermission } from "./stated";

/** Sentences and what they stand for. */
export interface Merged<T> {
  readonly permission: StatedPermission;
  readonly of: readonly T[];
}

/**
 * The values in groups that one sentence describes: they differ in their actions only, or in their resources, their principals or the values of one condition
 * only. `key` keeps apart what must not be merged. Order as found.
 */
export function merged<T>(
  values: readonly T[],
  statedOf: (value: T) => StatedPermission,
  key: (value: T) => string,
): readonly Merged<T>[] {
  let groups: readonly Group<T>[] = values.map((value) => ({ permission: statedOf(value), key: key(value), of: [value] }));
  for (const part of ["actions", "resources", "principals", "conditions", "actions", "resources"] as const) {
    groups = part === "conditions" ? mergeConditions(groups) : mergeNames(groups, part);
  }
  return groups;
}

interface Group<T> extends Merged<T> {
  readonly key: string;
}

type Part = "actions" | "resources" | "principals";

function mergeNames<T>(groups: readonly Group<T>[], part: Part): readonly Group<T>[] {
  return mergeBy(
    groups,
    ({ permission, key }) => {
      const { [part]: names, ...others } = permission;
      return names === undefined || names.negated ? undefined : JSON.stringify([key, others]);
    },
    ([first, ...others]) =>
      first && { ...first, [part]: together([first, ...others].flatMap((permission) => permission[part] ?? [])) },
  );
}

function together(lists: readonly NameList<Text>[]): NameList<Text> {
  const names = lists.flatMap((list) => list.names);
  return { negated: false, names: [...new Map(names.map((name) => [showText(name), name])).values()] };
}

function mergeConditions<T>(groups: readonly Group<T>[]): readonly Group<T>[] {
  const most = Math.max(0, ...groups.map(({ permission }) => permission.conditions.length));
  let all = groups;
  for (let at = 0; at < Math.min(most, 8); at += 1) all = mergeConditionAt(all, at);
  return all;
}

function mergeConditionAt<T>(groups: readonly Group<T>[], at: number): readonly Group<T>[] {
  return mergeBy(
    groups,
    ({ permission, key }) => {
      const condition = permission.conditions[at];
      if (condition === undefined || !isDivisible(condition)) return undefined;
      return JSON.stringify([key, { ...permission, conditions: withValues(permission, at, []) }]);
    },
    (all) => {
      const values = [...new Set(all.flatMap(({ conditions }) => conditions[at]?.values ?? []))];
      const [first] = all;
      return first === undefined ? undefined : { ...first, conditions: withValues(first, at, values) };
    },
  );
}

function withValues({ conditions }: StatedPermission, at: number, values: readonly string[]): readonly StatedCondition[] {
  return conditions.map((condition, index) => (index === at ? { ...condition, values } : condition));
}

/** Groups of one name become one; those without a name stay. */
function mergeBy<T>(
  groups: readonly Group<T>[],
  nameOf: (group: Group<T>) => string | undefined,
  merge: (all: readonly StatedPermission[]) => StatedPermission | undefined,
): readonly Group<T>[] {
  const named = new Map<string | Group<T>, Group<T>[]>();
  for (const group of groups) {
    const name = nameOf(group) ?? group;
    const known = named.get(name);
    if (known === undefined) named.set(name, [group]);
    else known.push(group);
  }
  return [...named.values()].flatMap((same): readonly Group<T>[] => {
    const [first] = same;
    if (first === undefined || same.length === 1) return same;
    const permission = merge(same.map((group) => group.permission));
    return permission === undefined ? same : [{ ...first, permission, of: same.flatMap(({ of }) => of) }];
  });
}
