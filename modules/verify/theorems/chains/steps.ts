/** Single steps: which other role the holder of a role can act as, by what it is allowed. */

import { append } from "../../../collections";
import { disjoint } from "../../../iam/compare";
import { documentOf, spelled } from "../../../iam/difference";
import type { Request } from "../../../iam/evaluate";
import { actionGlob } from "../../../iam/evaluate/named";
import { literal, matches } from "../../../iam/glob";
import type { ProvenRole } from "../proven-role";
import { permissions, type TracedPermission } from "../traced-permission";
import { ownPolicies, type Way, ways } from "./ways";

/** That one role can act as another: certainly, or as far as somebody can tell. */
export interface Step {
  readonly to: ProvenRole;
  /** "can run a task of its own with", "can give itself every permission". */
  readonly does: string;
  /** What it holds for it, each by its action. */
  readonly holds: readonly string[];
  readonly certain: boolean;
  /** The request that opens it; absent where it is doubtful, or no request of the role. */
  readonly request?: Request;
  readonly path: ProvenRole["role"]["path"];
  readonly source: string;
}

/** Actions of all ways, in lower case, as letters. */
const chainActions = new Map(
  [...ways, ownPolicies]
    .flatMap(({ actions, beside = [] }) => [...actions, ...beside.flat()])
    .map((action) => [action.toLowerCase(), literal(action.toLowerCase())]),
);

/** What a role holds of the actions that lead anywhere; nearly all roles hold none. */
export type Means = ReadonlyMap<string, readonly TracedPermission[]>;

/** The permissions of each role by the action of the table that they allow. Roles have the same few actions, which are looked at once. */
export function meansOfAll(roles: readonly ProvenRole[]): ReadonlyMap<ProvenRole, Means> {
  const known = new Map<string, readonly string[]>();
  const actionsIn = (action: string): readonly string[] => {
    const found = known.get(action) ?? actionsOf(action);
    known.set(action, found);
    return found;
  };
  return new Map(roles.map((role) => [role, meansOf(role, actionsIn)] as const).filter(([, held]) => held.size > 0));
}

const none: Means = new Map();

function meansOf({ allows }: ProvenRole, actionsIn: (action: string) => readonly string[]): Means {
  const leading = allows.filter(({ effect, action }) => effect === "Allow" && actionsIn(action).length > 0);
  if (leading.length === 0) return none;
  const found = new Map<string, TracedPermission[]>();
  for (const permission of leading) {
    for (const action of actionsIn(permission.action)) append(found, action, permission);
  }
  return found;
}

function actionsOf(action: string): readonly string[] {
  const name = action.toLowerCase();
  if (!/[*?]/.test(name)) return chainActions.has(name) ? [name] : [];
  const open = actionGlob(name);
  return [...chainActions].filter(([, letters]) => matches(open, letters)).map(([known]) => known);
}

/** The step from a role with some means to another role, if there is one; a certain one before a doubtful one. */
export function stepBetween(from: ProvenRole, means: Means, to: ProvenRole): Step | undefined {
  let doubtful: Step | undefined;
  for (const way of ways) {
    const step = stepBy(way, from, means, to);
    if (step?.certain === true) return step;
    doubtful ??= step;
  }
  return doubtful;
}

/** Whether the role can change what it is allowed: then it can act as everybody in its account. */
export function ownStep(from: ProvenRole, means: Means, to: ProvenRole): Step | undefined {
  return stepBy({ ...ownPolicies, on: () => [from.role.arn] }, from, means, to);
}

function stepBy(way: Way, from: ProvenRole, means: Means, to: ProvenRole): Step | undefined {
  const companions = way.beside === undefined ? [] : firstWhole(way.beside, means);
  if (companions === undefined) return undefined;
  let doubtful: Step | undefined;
  for (const action of way.actions) {
    for (const permission of means.get(action.toLowerCase()) ?? []) {
      const opened = openedBy(way, action, permission, to);
      if (opened === undefined) continue;
      const certain = opened.request !== undefined && companions.every(({ conditions }) => conditions.length === 0);
      const holds = [action, ...companions.map((companion) => companion.name)];
      const common = { to, does: way.does, holds, path: permission.paths[0] ?? from.role.path, source: way.source };
      if (certain) return { ...common, certain, ...opened };
      doubtful ??= { ...common, certain: false };
    }
  }
  return doubtful;
}

type Companion = TracedPermission & { readonly name: string };

/** The first of the lists of which every action is held, with a permission for each: one without conditions where there is one. */
function firstWhole(lists: readonly (readonly string[])[], means: Means): readonly Companion[] | undefined {
  const all = lists.map((names) =>
    names.flatMap((name): readonly Companion[] => {
      const held = means.get(name.toLowerCase()) ?? [];
      const best = held.find(({ conditions }) => conditions.length === 0) ?? held[0];
      return best === undefined ? [] : [{ ...best, name }];
    }),
  );
  const whole = all.filter((held, index) => held.length === lists[index]?.length);
  return whole.find((held) => held.every(({ conditions }) => conditions.length === 0)) ?? whole[0];
}

/** Whether a permission allows the action on something that gives the role away; with the request where that is certain. */
function openedBy(
  way: Way,
  action: string,
  permission: TracedPermission,
  to: ProvenRole,
): { readonly request?: Request } | undefined {
  const conditions = Object.entries(way.context ?? {}).map(([key, value]) => ({
    operator: "StringEquals",
    key,
    values: [value],
  }));
  let doubtful: { readonly request?: Request } | undefined;
  for (const resource of way.on(to)) {
    const [asked] = permissions([action], [resource], { conditions, paths: [] });
    const own = documentOf([permission], "identity");
    const theirs = asked === undefined ? undefined : documentOf([asked], "identity");
    const comparison = own === undefined || theirs === undefined ? undefined : disjoint(own, theirs);
    if (comparison?.verdict === "refuted") {
      const request = spelled(comparison.request, { ...permission, action });
      return isUnconditional(permission, way) ? { request } : {};
    }
    if (comparison?.verdict !== "proved") doubtful ??= {};
  }
  return doubtful;
}

/** Whether only conditions that the request meets by itself stand before the permission. */
function isUnconditional({ conditions }: TracedPermission, { context = {} }: Way): boolean {
  return conditions.every(({ key }) => Object.keys(context).some((known) => known.toLowerCase() === key.toLowerCase()));
}
