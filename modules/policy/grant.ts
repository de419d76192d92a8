/** Making, ordering and merging grants. Every order here follows from the content alone, never from the platform file's order. */
import { compare, distinct, groupByContent } from "../collections";
import { type Late, showText, type Text } from "../iam/text";
import type { Path } from "../problem";
import type { RoleAction } from "./role-actions";
import type { Conditions, Grant, Reason } from "./statement";

/** What a statement may have beside its actions and resources. */
interface GrantOptions {
  readonly Condition?: Conditions | undefined;
  readonly when?: Late | undefined;
}

/** A grant that allows `Action` on `Resource`, neither of which may be empty: what a role has of its own, whatever its `access` says. */
export function allow(
  Sid: string,
  Action: readonly RoleAction[],
  Resource: readonly Text[],
  reason: Reason,
  { Condition, when }: GrantOptions = {},
): Grant {
  return {
    statement: { Sid, Effect: "Allow", Action, Resource, ...(Condition === undefined ? {} : { Condition }) },
    reason,
    ...(when === undefined ? {} : { when }),
  };
}

/**
 * A literal of the user's within a resource: `*`, `?` and `$` stand for themselves, not for a wildcard or a policy variable
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars).
 */
export function literal(value: string): string {
  return value.replace(/[*?$]/g, (sign) => `\${${sign}}`);
}

/** Each text once, sorted by what `show` makes of it. */
export function sortedTexts(texts: readonly Text[]): readonly Text[] {
  return distinct(texts).toSorted((left, right) => compare(showText(left), showText(right)));
}

/** Grants sorted by Sid and content. */
export function sortedGrants(grants: readonly Grant[]): readonly Grant[] {
  const keyed = grants.map((grant) => ({ grant, key: `${grant.statement.Sid} ${JSON.stringify(contentOf(grant))}` }));
  return keyed.sort((left, right) => compare(left.key, right.key)).map(({ grant }) => grant);
}

/** Grants that differ in nothing but Sid and reason become one, with all paths in its reason; the first one's Sid stays. */
export function mergedGrants(grants: readonly Grant[]): readonly Grant[] {
  return groupByContent(grants, contentOf).flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return others.length === 0
      ? [first]
      : [
          {
            ...first,
            reason: mergedReason(
              first.reason,
              others.map(({ reason }) => reason),
            ),
          },
        ];
  });
}

function contentOf({ statement: { Sid: _sid, ...content }, when }: Grant): unknown {
  return [content, when ?? null];
}

function mergedReason(first: Reason, others: readonly Reason[]): Reason {
  const reasons = [first, ...others];
  const whys = distinct(reasons.flatMap(({ why }) => why ?? [])).toSorted(compare);
  return {
    ...first,
    paths: sortedPaths(reasons.flatMap(({ paths }) => paths)),
    ...(whys.length === 0 ? {} : { why: whys.join("; ") }),
  };
}

/** Each path once, sorted: numbers by size, everything else by code units. */
export function sortedPaths(paths: readonly Path[]): readonly Path[] {
  return distinct(paths).toSorted((left, right) => {
    const index = left.findIndex((step, at) => step !== right[at]);
    const [a, b] = index === -1 ? [left.length, right.length] : [left[index] ?? "", right[index] ?? ""];
    return typeof a === "number" && typeof b === "number" ? a - b : compare(String(a), String(b));
  });
}
