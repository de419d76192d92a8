/** Danger: no role holds actions with which it could raise its own privileges or open what it guards, but for what is acknowledged. */
import type { Service } from "../../model/model";
import { quote } from "../../problem";
import { glob, intersects, isWildcard } from "../glob";
import { actionGlob, resourceGlob } from "../theorems/gap";
import type { Row } from "../theorems/row";
import type { Subject } from "../theorems/subject";
import { type Counterexample, type Finding, together } from "../theorems/theorem";
import { escalationPaths } from "./escalation-paths";
import type { DangerRule } from "./rule";
import { singleActions } from "./single-actions";

/** Every danger rule. All of them can be acknowledged. */
export const dangerRules: readonly DangerRule[] = [...escalationPaths, ...singleActions];

/** The rules that a role's documents meet, with the row that holds each action. */
interface Hit {
  readonly rule: DangerRule;
  readonly rows: readonly Row[];
}

/** A finding, and which acknowledgements of which service were needed: `service/id`. */
export interface DangerFinding extends Finding {
  readonly acknowledged: ReadonlySet<string>;
}

/** Every rule against the union of what each role is allowed. */
export function danger(subjects: readonly Subject[]): DangerFinding {
  const acknowledged = new Set<string>();
  const findings = subjects.map((subject) => {
    const { owners } = subject;
    const hits = hitsOf(subject.allows);
    const accepted = new Set(
      hits.map(({ rule }) => rule.id).filter((id) => owners.length > 0 && owners.every(accepts(id, acknowledged))),
    );
    const open = smallest(hits).filter(({ rule }) => !accepted.has(rule.id));
    return {
      compared: dangerRules.length,
      counterexamples: open.map((hit) => counterexample(subject, hit)),
      assumptions: [...accepted].sort().map((id) => `acknowledged: ${quote(id)} for ${subject.label}`),
    };
  });
  return { ...together(findings), acknowledged };
}

function accepts(id: string, used: Set<string>) {
  return ({ name, acknowledge = [] }: Service): boolean => {
    const given = acknowledge.some((one) => one.id === id);
    if (given) used.add(`${name}/${id}`);
    return given;
  };
}

const dangerousActions = new Set(dangerRules.flatMap(({ actions }) => actions));
const byLowerCase = new Map([...dangerousActions].map((action) => [action.toLowerCase(), action]));

/** Most roles hold no action of any rule, and one look at each row tells that. */
function hitsOf(rows: readonly Row[]): readonly Hit[] {
  const holders = new Map<string, Row>();
  for (const row of rows) {
    for (const action of dangersOf(row)) {
      if (!holders.has(action) && !isDocumented(row, action)) holders.set(action, row);
    }
  }
  if (holders.size === 0) return [];
  return dangerRules.flatMap((rule) => {
    const found = rule.actions.flatMap((action) => holders.get(action) ?? []);
    return found.length === rule.actions.length ? [{ rule, rows: found }] : [];
  });
}

function dangersOf({ action, effect }: Row): readonly string[] {
  if (effect !== "Allow") return [];
  if (!/[*?]/.test(action)) return [byLowerCase.get(action.toLowerCase()) ?? []].flat();
  const own = actionGlob(action);
  return [...dangerousActions].filter((other) => intersects(own, actionGlob(other)) !== undefined);
}

/**
 * Uses that AWS documents as safe: passing one exact role to one named service, assuming exact roles, grants that only AWS services
 * make use of (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html,
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-is-for-aws-resource).
 */
function isDocumented({ demands, resource = "*" }: Row, action: string): boolean {
  if (action === "sts:AssumeRole") return !resourceGlob(resource).some(isWildcard);
  if (action === "iam:PassRole") {
    const named = demands.some(
      ({ operator, key, values }) =>
        /^String(Equals|Like)$/.test(operator) &&
        key.toLowerCase() === "iam:passedtoservice" &&
        values.every((value) => typeof value === "string" && !glob(value).some(isWildcard)),
    );
    return named && !resourceGlob(resource).some(isWildcard);
  }
  return (
    action === "kms:CreateGrant" &&
    demands.some(
      ({ operator, key, values }) =>
        operator === "Bool" && key.toLowerCase() === "kms:grantisforawsresource" && values.every((value) => value === "true"),
    )
  );
}

/** A rule that holds all actions of another hit says nothing new. */
function smallest(hits: readonly Hit[]): readonly Hit[] {
  return hits.filter(
    ({ rule }) =>
      !hits.some(
        (other) =>
          other.rule.actions.length < rule.actions.length && other.rule.actions.every((action) => rule.actions.includes(action)),
      ),
  );
}

function counterexample(subject: Subject, { rule, rows }: Hit): Counterexample {
  const actions = rule.actions.map(quote).join(" and ");
  return {
    verdict: "refuted",
    words: `${subject.label} can ${actions}, which is the danger ${quote(rule.id)}`,
    path: rows[0]?.paths[0] ?? subject.role.path,
    subject: subject.role.name,
    help: `take an action away, or write \`acknowledge: [{ id: ${rule.id}, why: ... }]\` on the service: ${rule.source}`,
  };
}
