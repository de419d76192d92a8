/** Which danger rules the documents of a role meet. */

import { append } from "../../collections";
import { actionGlob } from "../../iam/evaluate/named";
import { intersects } from "../../iam/glob";
import type { ProvenRole } from "../theorems/proven-role";
import type { TracedPermission } from "../theorems/traced-permission";
import { documentedUses } from "./documented-use";
import { permissionRulesFor } from "./permissions";
import type { ActionRule, DangerContext, DangerRule, ScopeRule } from "./rule";
import { namedRules } from "./rules";

/** A rule that is met: its actions that the role holds, and the permission that holds each. */
export interface Hit {
  readonly rule: DangerRule;
  readonly actions: readonly string[];
  readonly permissions: readonly TracedPermission[];
}

const actionRules = namedRules.filter((rule): rule is ActionRule => rule.kind !== "scope");
const rulesByAction = new Map<string, ActionRule[]>();
for (const rule of actionRules) {
  for (const action of rule.actions) append(rulesByAction, action, rule);
}
const scopeRules = namedRules.filter((rule): rule is ScopeRule => rule.kind === "scope");
const byLowerCase = new Map(namedRules.flatMap(({ actions }) => actions).map((action) => [action.toLowerCase(), action]));
const dangerousActions = [...byLowerCase].map(([name, action]) => ({ action, glob: actionGlob(name) }));

/** What was found of an action: roles have the same few on many resources. */
export class KnownDangers {
  readonly namedOf = remembered(namedDangers);
  readonly ofServices: typeof permissionRulesFor = remembered(permissionRulesFor);
}

/** The permission that holds each dangerous action. */
type FirstPermissions = Map<string, TracedPermission>;

/** Every rule that the role meets. Most roles hold no action of any rule, and one look at each permission tells that. */
export function hitsOf(
  proven: ProvenRole,
  at: Omit<DangerContext, "reasonOf">,
  { namedOf, ofServices } = new KnownDangers(),
): readonly Hit[] {
  const context: DangerContext = { ...at, reasonOf: (permission) => reasonOf(proven, permission) };
  const holders: FirstPermissions = new Map();
  const managed = new Map<ActionRule, FirstPermissions>();
  const scoped: Hit[] = [];
  for (const permission of proven.allows) {
    if (permission.effect !== "Allow") continue;
    const named = namedOf(permission.action);
    hold(holders, named, permission);
    // a safe use is not looked up: the reference is not loaded for it
    for (const { rule, actions } of isSafe(permission.action, permission) ? [] : ofServices(permission.action)) {
      const own = managed.get(rule) ?? new Map<string, TracedPermission>();
      managed.set(rule, own);
      hold(own, actions, permission);
    }
    scoped.push(...scopeHits(permission, named, context));
  }
  const listed =
    holders.size === 0
      ? []
      : rulesOf(holders)
          .filter(({ worksOf }) => worksOf !== proven.kind)
          .flatMap((rule) => actionHits(rule, holders));
  return [...listed, ...oncePerLine(scoped), ...[...managed].flatMap(([rule, own]) => actionHits(rule, own))];
}

/** The listed rules that have one of the actions, in their order. */
function rulesOf(holders: FirstPermissions): readonly ActionRule[] {
  const found = new Set([...holders.keys()].flatMap((action) => rulesByAction.get(action) ?? []));
  return found.size < 2 ? [...found] : actionRules.filter((rule) => found.has(rule));
}

/** The first permission for each action counts, but for uses that AWS documents as safe. */
function hold(holders: FirstPermissions, actions: readonly string[], permission: TracedPermission): void {
  for (const action of actions) {
    if (!holders.has(action) && !isSafe(action, permission)) holders.set(action, permission);
  }
}

function isSafe(action: string, permission: TracedPermission): boolean {
  return documentedUses.get(action)?.covers(permission) === true;
}

function reasonOf({ written }: ProvenRole, { sid }: TracedPermission): ReturnType<DangerContext["reasonOf"]> {
  return written?.policies.flatMap(({ grants }) => grants).find(({ statement }) => statement.Sid === sid)?.reason;
}

/** Actions of the listed rules that the action is, or matches. */
function namedDangers(action: string): readonly string[] {
  if (!/[*?]/.test(action)) return [byLowerCase.get(action.toLowerCase()) ?? []].flat();
  const own = actionGlob(action);
  return dangerousActions.filter(({ glob }) => intersects(own, glob) !== undefined).map((one) => one.action);
}

/** Roles have the same action on many resources. */
function remembered<T>(find: (action: string) => T): (action: string) => T {
  const known = new Map<string, T>();
  return (action) => {
    const found = known.get(action) ?? find(action);
    known.set(action, found);
    return found;
  };
}

function actionHits(rule: ActionRule, holders: FirstPermissions): readonly Hit[] {
  const actions = rule.actions.filter((action) => holders.has(action));
  const isMet = rule.kind === "single" ? actions.length > 0 : actions.length === rule.actions.length;
  return isMet ? [{ rule, actions, permissions: actions.flatMap((action) => holders.get(action) ?? []) }] : [];
}

function scopeHits(permission: TracedPermission, actions: readonly string[], context: DangerContext): readonly Hit[] {
  if (actions.length === 0 && permission.resource !== "*") return [];
  return scopeRules
    .filter((rule) => rule.actions.length === 0 || rule.actions.some((action) => actions.includes(action)))
    .filter((rule) => rule.meets(permission, context))
    .map((rule) => ({ rule, actions: [permission.action], permissions: [permission] }));
}

/** One line of the platform file meets a rule once, however many actions and resources it has. */
function oncePerLine(hits: readonly Hit[]): readonly Hit[] {
  const byLine = new Map<string, Hit>();
  for (const hit of hits) {
    const key = `${hit.rule.id}\n${JSON.stringify(hit.permissions[0]?.paths[0] ?? hit.permissions[0]?.sid)}`;
    if (!byLine.has(key)) byLine.set(key, hit);
  }
  return [...byLine.values()];
}

/** A combination that holds all that another hit needs says nothing new. */
export function smallest(hits: readonly Hit[]): readonly Hit[] {
  return hits.filter(({ rule }) => rule.kind !== "combined" || !hits.some((other) => isWithin(other, rule.actions)));
}

function isWithin({ rule, actions }: Hit, all: readonly string[]): boolean {
  if (rule.kind === "scope") return false;
  if (rule.kind === "single") return actions.some((action) => all.includes(action));
  return actions.length < all.length && actions.every((action) => all.includes(action));
}
