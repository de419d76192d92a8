/**
 * Actions that manage permissions, by AWS's service authorization reference, as far as no rule of the list names them: a rule for each service, so
 * that an acknowledgement of one opens no other
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html).
 */
import { groupBy } from "../../collections";
import { actionsMatching } from "../../iam/actions/reference";
import { managesPermissions } from "../../iam/actions/table";
import type { ActionRule } from "./rule";
import { namedAlone, namedRules } from "./rules";

/** The rule of a service, and those of its actions that were asked for. */
interface ServiceDanger {
  readonly rule: ActionRule;
  readonly actions: readonly string[];
}

const start = "permissions-";
const source =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html";
const made = new Map<string, ActionRule | undefined>();

/** The rules of the services whose actions of that kind the pattern matches. */
export function permissionRulesFor(pattern: string): readonly ServiceDanger[] {
  if (namedAlone.has(pattern.toLowerCase()) || !managesPermissions(pattern)) return [];
  return [...groupBy(managing(pattern), serviceOf)].flatMap(([service, actions]) => {
    const rule = permissionRuleOf(service);
    return rule === undefined ? [] : [{ rule, actions }];
  });
}

/** The rule of a service by its prefix; nothing when the service has no such action, or rules name all of them. */
function permissionRuleOf(service: string): ActionRule | undefined {
  if (made.has(service)) return made.get(service);
  const actions = managing(`${service}:*`);
  const harm = `change who may use what \`${service}\` has`;
  const rule = actions.length === 0 ? undefined : ({ kind: "single", id: `${start}${service}`, actions, harm, source } as const);
  made.set(service, rule);
  return rule;
}

function managing(pattern: string): readonly string[] {
  return actionsMatching(pattern)
    .filter(({ name, level }) => level === "permissions" && !namedAlone.has(name.toLowerCase()))
    .map(({ name }) => name);
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(":"));
}

/** The rules of all services, by prefix. Loads the whole reference. */
export function permissionRules(): readonly ActionRule[] {
  return permissionRulesFor("*").map(({ rule }) => rule);
}

/** Whether there is a rule of that id; loads no more of the reference than one service takes. */
export function isDangerId(id: string): boolean {
  if (namedRules.some((rule) => rule.id === id)) return true;
  return id.startsWith(start) && /^[a-z0-9-]+$/.test(id) && permissionRuleOf(id.slice(start.length)) !== undefined;
}
