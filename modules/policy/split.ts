/** Fitting the grants of a role into policies that AWS accepts, without changing what they allow. */

import { showText, type Text } from "../iam/text";
import type { Role } from "../model/model";
import { policyName } from "../model/role-name";
import { error, quote, type Report } from "../problem";
import { document, documentStatement } from "./document";
import { withUniqueSids } from "./sid";
import { limits, policySize } from "./size";
import type { Grant, Policy, Statement } from "./statement";

/**
 * The policies of a role: none without grants, one inline policy named after the role, or managed policies `<role>-1`, `<role>-2`, ..., which
 * no other role's can be called. An existing role gets one policy of any size: it is what the role must allow, and is never
 * written. Codes: policy-too-large, invalid-value for a policy that could turn out empty.
 */
export function rolePolicies(role: Role, grants: readonly Grant[], report: Report): readonly Policy[] {
  if (grants.length === 0) return [];
  const whole = { name: policyName([role.name]), grants };
  if (role.existing) return [whole];
  const policies = role.policies === "inline" ? inlinePolicy(role, whole, report) : managedPolicies(role, grants, report);
  for (const policy of policies) checkNotEmpty(role, policy, report);
  return policies;
}

/** IAM refuses a policy without statements, and with an empty key that is what conditional statements alone would leave. */
function checkNotEmpty(role: Role, policy: Policy, report: Report): void {
  const [first] = policy.grants;
  if (first === undefined || policy.grants.some(({ when }) => when === undefined)) return;
  const message = `every statement of policy ${quote(policy.name)} depends on a key that may be empty`;
  const help = "leave out the variable's empty `default`, or name the key";
  report(error("invalid-value", first.reason.paths[0] ?? role.path, message, help));
}

function inlinePolicy(role: Role, policy: Policy, report: Report): readonly Policy[] {
  const size = policySize(document(policy));
  if (size <= limits.inline) return [policy];
  const message = `the policy of role ${quote(role.name)} has ${size} characters, and inline policies have at most ${limits.inline} together`;
  report(
    error("policy-too-large", role.path, message, "set `policies: managed` on the account, to split it over managed policies"),
  );
  return [];
}

function managedPolicies(role: Role, grants: readonly Grant[], report: Report): readonly Policy[] {
  const parts = splitGrants(grants, limits.managed);
  if (parts !== undefined && parts.length <= limits.managedPoliciesPerRole) {
    return parts.map((part, index) => ({ name: policyName([role.name, String(index + 1)]), grants: part }));
  }
  const message =
    parts === undefined
      ? `a statement of role ${quote(role.name)} has more than ${limits.managed} characters and cannot be split`
      : `role ${quote(role.name)} needs ${parts.length} managed policies, and a role has at most ${limits.managedPoliciesPerRole}`;
  report(error("policy-too-large", role.path, message, "divide the service, or give resources a common prefix and name that"));
  return [];
}

/**
 * The grants in as few lists as first fit finds, each a policy of at most `limit` characters. Together they allow what the grants
 * allow: statements stay whole, except that one which is too large alone is divided along a list whose entries are alternatives.
 * `undefined` when one cannot be divided.
 */
export function splitGrants(grants: readonly Grant[], limit: number): readonly (readonly Grant[])[] | undefined {
  // Renumbering Sids must not make a statement outgrow the policy again.
  const room = limit - policySize({ Version: "2012-10-17", Statement: [] });
  const fitting = grants.map((grant) => fittingGrants(grant, room - 6));
  if (fitting.some((part) => part === undefined)) return undefined;
  const parts: { readonly grants: Grant[]; size: number }[] = [];
  for (const grant of withUniqueSids(fitting.flatMap((part) => part ?? []))) {
    const size = sizeOf(grant);
    const part = parts.find((candidate) => candidate.size + size <= room);
    if (part === undefined) parts.push({ grants: [grant], size });
    else {
      part.grants.push(grant);
      part.size += size;
    }
  }
  return parts.map((part) => part.grants);
}

/** Characters of a statement and the comma behind it. */
function sizeOf({ statement }: Grant): number {
  return policySize(documentStatement(statement)) + 1;
}

function fittingGrants(grant: Grant, room: number): readonly Grant[] | undefined {
  if (sizeOf(grant) <= room) return [grant];
  const [longest] = divisionsOf(grant.statement).toSorted((left, right) => right.length - left.length);
  if (longest === undefined) return undefined;
  const parts = longest.halves.map((statement) => fittingGrants(withReasonFor(grant, statement), room));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** Half of a list may have no wildcard any more to give a reason for. */
function withReasonFor(grant: Grant, statement: Statement): Grant {
  const { wildcard, ...reason } = grant.reason;
  const needed = wildcard !== undefined && statement.Resource?.some((resource) => showText(resource).endsWith("*")) === true;
  return { ...grant, statement, reason: needed ? { ...reason, wildcard } : reason };
}

interface Division {
  /** Characters of the list that is divided. */
  readonly length: number;
  readonly halves: readonly Statement[];
}

// Only operators that hold when any one of the values does: with a negated one, halves would allow more than the whole.
const alternatives = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like))(IfExists)?$/;

/** Every way to divide a statement into two that together mean the same. */
function divisionsOf(statement: Statement): readonly Division[] {
  const { Action, Resource, Condition = {} } = statement;
  const conditions = Object.entries(Condition).filter(([operator]) => alternatives.test(operator));
  return [
    ...divided(Action, (half) => ({ ...statement, Action: half })),
    ...divided(Resource ?? [], (half) => ({ ...statement, Resource: half })),
    ...conditions.flatMap(([operator, keys]) =>
      Object.entries(keys).flatMap(([key, values]) =>
        divided(values, (half) => ({ ...statement, Condition: { ...Condition, [operator]: { ...keys, [key]: half } } })),
      ),
    ),
  ];
}

function divided<T extends Text>(values: readonly T[], withHalf: (half: readonly T[]) => Statement): readonly Division[] {
  if (values.length < 2) return [];
  const middle = Math.ceil(values.length / 2);
  const length = values.reduce((sum, value) => sum + showText(value).length + 3, 0);
  return [{ length, halves: [withHalf(values.slice(0, middle)), withHalf(values.slice(middle))] }];
}
