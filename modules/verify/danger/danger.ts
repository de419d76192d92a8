/** Danger: no role holds what a danger rule names, but for what is acknowledged. */

import { isKnownAction } from "../../iam/actions/table";
import type { RoleOwner } from "../../model/model";
import { type Path, quote } from "../../problem";
import { requested } from "../theorems/permission-words";
import type { ProvenRole } from "../theorems/proven-role";
import { type Counterexample, type Finding, type Theorem, together } from "../theorems/theorem";
import type { TracedPermission } from "../theorems/traced-permission";
import { acknowledgedBy, acknowledgementProblems } from "./acknowledgements";
import { type Hit, hitsOf, smallest } from "./hits";
import type { DangerContext } from "./rule";
import { namedRules } from "./rules";

/** Every rule against the union of what each role is allowed. */
export const danger = {
  id: "danger",
  title: "no role holds what a danger rule names, nor an action that manages permissions, but for what is acknowledged",
  short: "no role holds what a danger rule names, unacknowledged",
  scope: "role",
  holdsOver:
    "every role that is written, all its policies together; every rule of docs/danger.md and every action that AWS's service authorization reference classes as permissions management, on whatever resource and under whatever condition, but for the uses that docs/danger.md calls harmless and for what each of its services acknowledges; of other actions, and of those that the reference lacks, it says nothing",
  compared: "danger rules, and the management of permissions as one more, each for every role",
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
      compared: namedRules.length + 1,
      counterexamples: open.map((hit) => counterexample(proven, hit)),
      assumptions: [
        ...[...accepted].sort().map((id) => `acknowledged: ${quote(id)} for ${proven.label}`),
        ...unknownOf(proven).map((action) => `not checked: which dangers ${quote(action)} of ${proven.label} is`),
      ],
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

/** Actions that the reference does not have. */
function unknownOf({ allows }: ProvenRole): readonly string[] {
  const unchecked = allows.filter((permission) => permission.unchecked === true).map(({ action }) => action);
  return [...new Set(unchecked)].filter((action) => !isKnownAction(action));
}

function counterexample(proven: ProvenRole, { rule, actions, permissions }: Hit): Counterexample {
  const [first] = permissions;
  const path: Path = first?.paths[0] ?? proven.role.path;
  const what = rule.kind === "scope" && first !== undefined ? scopeWords(first) : actionWords(actions);
  const acknowledge = `\`acknowledge: [{ id: ${rule.id}, why: ... }]\``;
  return {
    verdict: "refuted",
    words: `${proven.label} can ${what}, which is the danger ${quote(rule.id)}`,
    path,
    about: { role: proven.role.name },
    help: `whoever holds that can ${rule.harm}: narrow it, or write ${acknowledge} on the service; ${rule.source}`,
  };
}

const named = 4;

function actionWords(actions: readonly string[]): string {
  const shown = actions.slice(0, named).map(quote);
  const more = actions.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(" and ");
}

function scopeWords(permission: TracedPermission): string {
  return permission.resource === "*" ? `${requested(permission, undefined)} on \`*\`` : requested(permission, undefined);
}
