/** What a reviewer has to see first: how grave each change of a comparison is. */
import { actionsMatching } from "../../iam/actions/reference";
import type { AccessChange, PrincipalOrResource } from "../../review/change";
import { isWidening } from "../../review/change";
import { namedRules } from "../../verify/danger/rules";

/** From the gravest: who gains may raise its own privileges, somebody new gets in, data can be changed, data can be read; then what guards less, what is not decided, and what is no gain. */
export const risks = { escalation: 0, outsider: 1, write: 2, read: 3, guard: 4, undecided: 5, none: 6 } as const;

/** How grave something is; the lower, the graver. */
export type Risk = (typeof risks)[keyof typeof risks];

/** How grave a change of an owner is. */
export function riskOf(change: AccessChange, owner: PrincipalOrResource): Risk {
  if (!isWidening(change)) return risks.none;
  if (!change.decided) return risks.undecided;
  if (change.aspect === "chain") return risks.escalation;
  if (change.aspect !== "permission" && change.aspect !== "trust") return risks.outsider;
  const { actions, principals } = change.permission ?? {};
  if (principals !== undefined) return isOfAws(principals, owner) ? risks.read : risks.outsider;
  if (actions === undefined || actions.negated) return risks.escalation;
  return Math.min(risks.read, ...actions.names.map(actionRisk)) as Risk;
}

/** Services of AWS, which act for the account's own people. */
function isOfAws(
  { negated, names }: { readonly negated: boolean; readonly names: readonly string[] },
  { kind }: PrincipalOrResource,
): boolean {
  const isRole = kind !== "repository" && kind !== "bucket";
  return isRole && !negated && names.every((name) => /\.(?:amazonaws\.com|aws\.internal)(?:\.cn)?$/.test(name));
}

const escalating: ReadonlySet<string> = new Set(
  namedRules.flatMap((rule) => (rule.kind === "scope" ? [] : rule.actions)).map((action) => action.toLowerCase()),
);
const always: ReadonlySet<string> = new Set(["iam:passrole", "sts:assumerole"]);
const known = new Map<string, Risk>();

/** By the action's name, or the gravest that a pattern matches; one that the reference lacks may write. */
function actionRisk(action: string): Risk {
  const name = action.toLowerCase();
  const found = known.get(name) ?? actionRiskOf(name);
  known.set(name, found);
  return found;
}

function actionRiskOf(name: string): Risk {
  if (name === "*") return risks.escalation;
  const actions = actionsMatching(name);
  const isGrave = actions.some(({ name: one, level }) => {
    const lower = one.toLowerCase();
    return level === "permissions" || escalating.has(lower) || always.has(lower);
  });
  if (isGrave) return risks.escalation;
  const isReading = actions.length > 0 && actions.every(({ level }) => level === "read" || level === "list");
  return isReading ? risks.read : risks.write;
}
