/** Danger: no role can raise its own privileges, open what it guards, or carry data away, but for what is acknowledged. */

import { actionGlob } from "../../iam/evaluate/named";
import { intersects } from "../../iam/glob";
import type { RoleOwner } from "../../model/model";
import { type Path, quote } from "../../problem";
import { requested } from "../theorems/permission-words";
import type { ProvenRole } from "../theorems/proven-role";
import { type Counterexample, type Finding, type Theorem, together } from "../theorems/theorem";
import type { TracedPermission } from "../theorems/traced-permission";
import { acknowledgedBy, acknowledgementProblems } from "./acknowledgements";
import { documentedUses } from "./documented-use";
import type { CombinedRule, DangerContext, DangerRule, ScopeRule } from "./rule";
import { dangerRules } from "./rules";

/** The rules that a role's documents meet, with the permission that holds each action. */
interface Hit {
  readonly rule: DangerRule;
  readonly permissions: readonly TracedPermission[];
}

/** Every rule against the union of what each role is allowed. */
export const danger = {
  id: "danger",
  title: "no role can raise its own privileges, open what it guards or carry data away, but for what is acknowledged",
  short: "no role can raise its privileges or carry data away unacknowledged",
  scope: "role",
  holdsOver:
    "every role that is written, all its policies together; every danger rule but those that each of its services acknowledges",
  compared: "danger rules, each for every role",
  sides: ["the policy documents of each role together", "the danger rules, without those that its service acknowledges"],
  problem: "danger",
  find: ({ model, roles }) => {
    const accounts = model.accounts === undefined ? undefined : new Set(model.accounts);
    const services = model.stacks.flatMap((stack) => stack.services);
    const used = new Set<string>();
    return {
      ...dangerFinding(roles, { accounts, organization: model.organization }, used),
      acknowledged: services.flatMap((service) => acknowledgedBy(service, used)),
      problems: acknowledgementProblems(services, used),
    };
  },
} as const satisfies Theorem;

/** Puts the acknowledgements that were needed into `used`, as `service/id`. */
function dangerFinding(roles: readonly ProvenRole[], at: Omit<DangerContext, "reasonOf">, used: Set<string>): Finding {
  const findings = roles.map((proven) => {
    const { owners } = proven;
    const hits = hitsOf(proven, at);
    const accepted = new Set(
      hits.map(({ rule }) => rule.id).filter((id) => owners.length > 0 && owners.every(accepts(id, used))),
    );
    const open = smallest(hits).filter(({ rule }) => !accepted.has(rule.id));
    return {
      compared: dangerRules.length,
      counterexamples: open.map((hit) => counterexample(proven, hit)),
      assumptions: [...accepted].sort().map((id) => `acknowledged: ${quote(id)} for ${proven.label}`),
    };
  });
  return together(findings);
}

function accepts(id: string, used: Set<string>) {
  return ({ name, acknowledge = [] }: RoleOwner): boolean => {
    const given = acknowledge.some((one) => one.id === id);
    if (given) used.add(`${name}/${id}`);
    return given;
  };
}

const combinedRules = dangerRules.filter((rule): rule is CombinedRule => rule.kind === "combined");
const scopeRules = dangerRules.filter((rule): rule is ScopeRule => rule.kind === "scope");
const byLowerCase = new Map(dangerRules.flatMap(({ actions }) => actions).map((action) => [action.toLowerCase(), action]));
const dangerousActions = [...byLowerCase].map(([name, action]) => ({ action, glob: actionGlob(name) }));

/** Most roles hold no action of any rule, and one look at each permission tells that. */
function hitsOf(proven: ProvenRole, at: Omit<DangerContext, "reasonOf">): readonly Hit[] {
  const context: DangerContext = { ...at, reasonOf: (permission) => reasonOf(proven, permission) };
  const holders = new Map<string, TracedPermission>();
  const scoped: Hit[] = [];
  const dangers = new Map<string, readonly string[]>();
  for (const permission of proven.allows) {
    if (permission.effect !== "Allow") continue;
    const actions = dangers.get(permission.action) ?? dangersOf(permission);
    dangers.set(permission.action, actions);
    for (const action of actions) {
      if (!holders.has(action) && documentedUses.get(action)?.covers(permission) !== true) holders.set(action, permission);
    }
    scoped.push(...scopeHits(permission, actions, context));
  }
  return holders.size === 0 && scoped.length === 0 ? [] : [...combinedHits(holders), ...oncePerLine(scoped)];
}

function reasonOf({ written }: ProvenRole, { sid }: TracedPermission): ReturnType<DangerContext["reasonOf"]> {
  return written?.policies.flatMap(({ grants }) => grants).find(({ statement }) => statement.Sid === sid)?.reason;
}

function combinedHits(holders: ReadonlyMap<string, TracedPermission>): readonly Hit[] {
  return combinedRules.flatMap((rule) => {
    const found = rule.actions.flatMap((action) => holders.get(action) ?? []);
    return found.length === rule.actions.length ? [{ rule, permissions: found }] : [];
  });
}

function scopeHits(permission: TracedPermission, actions: readonly string[], context: DangerContext): readonly Hit[] {
  if (actions.length === 0 && permission.resource !== "*") return [];
  return scopeRules
    .filter((rule) => rule.actions.length === 0 || rule.actions.some((action) => actions.includes(action)))
    .filter((rule) => rule.meets(permission, context))
    .map((rule) => ({ rule, permissions: [permission] }));
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

function dangersOf({ action }: TracedPermission): readonly string[] {
  if (!/[*?]/.test(action)) return [byLowerCase.get(action.toLowerCase()) ?? []].flat();
  const own = actionGlob(action);
  return dangerousActions.filter(({ glob }) => intersects(own, glob) !== undefined).map((one) => one.action);
}

/** A combination that holds all actions of another hit says nothing new. */
function smallest(hits: readonly Hit[]): readonly Hit[] {
  const combinations = hits.map(({ rule }) => rule).filter(({ kind }) => kind === "combined");
  return hits.filter(
    ({ rule }) =>
      rule.kind === "scope" ||
      !combinations.some(
        (other) => other.actions.length < rule.actions.length && other.actions.every((action) => rule.actions.includes(action)),
      ),
  );
}

function counterexample(proven: ProvenRole, { rule, permissions }: Hit): Counterexample {
  const [first] = permissions;
  const path: Path = first?.paths[0] ?? proven.role.path;
  const what = rule.kind === "scope" && first !== undefined ? scopeWords(first) : rule.actions.map(quote).join(" and ");
  const acknowledge = `\`acknowledge: [{ id: ${rule.id}, why: ... }]\``;
  return {
    verdict: "refuted",
    words: `${proven.label} can ${what}, which is the danger ${quote(rule.id)}`,
    path,
    subject: proven.role.name,
    help: `whoever holds that can ${rule.harm}: narrow it, or write ${acknowledge} on the service; ${rule.source}`,
  };
}

function scopeWords(permission: TracedPermission): string {
  return permission.resource === "*" ? `${requested(permission, undefined)} on \`*\`` : requested(permission, undefined);
}
