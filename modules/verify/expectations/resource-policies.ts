/** What the resource policies that this platform writes make of a role's requests: more statements beside those of the role. */
import type { PolicyStatement } from "../../iam/evaluate";
import { actionGlob, resourceGlob } from "../../iam/evaluate/named";
import { isReachedByDeny, reachOfAllow } from "../../iam/evaluate/principal";
import { fold, type Glob, glob, intersects, mayIntersect } from "../../iam/glob";
import type { ProvenRole } from "../theorems/proven-role";
import { keyOf } from "../theorems/traced-permission";
import { type Circumstances, settle } from "./circumstances";
import { meetsAction } from "./meets";
import type { PlatformPolicies, ResourceWithPolicy } from "./platform-policies";
import type { TracedStatement } from "./traced-statement";

/** The resources with known policies that a question can be about; `reached` are the role's own statements that it can be about. */
export function resourcesWithPolicyOf(
  platform: PlatformPolicies,
  principal: ProvenRole,
  action: Glob,
  resource: Glob,
  reached: readonly TracedStatement[],
): readonly ResourceWithPolicy[] {
  const prefixes = policyPrefixes.filter((prefix) => intersects(allOf[prefix], action) !== undefined);
  return prefixes.flatMap((prefix) => {
    const mayReach = reached.some(({ statement }) => meetsAction(statement, allOf[prefix]));
    // whoever has no permission of his own is in only where a policy names him: of roles that is his own
    const all =
      prefix === "sts" && !mayReach
        ? [platform.trustPolicyOf(principal)].filter((withPolicy) => withPolicy !== undefined)
        : platform.withPolicy[prefix];
    return all.filter(({ globs }) => globs().some((one) => mayIntersect(one, resource)));
  });
}

const policyPrefixes = ["ecr", "s3", "sts"] as const;
const allOf = { ecr: actionGlob("ecr:*"), s3: actionGlob("s3:*"), sts: actionGlob("sts:*") };

/** What a resource's policy adds: `certain` what holds of it whatever is not known, `possible` what may. */
export interface Ruling {
  readonly certain: readonly TracedStatement[];
  readonly possible: readonly TracedStatement[];
  /** Statements that let the role in where both sides must. */
  readonly halves: readonly TracedStatement[];
}

/**
 * The ruling of one resource on one role. A Deny counts against it. An Allow that names the role or everybody stands on its own in the same account.
 * Across accounts, and to assume a role, the policy must allow as well: what it does not allow becomes a Deny here
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html). Nothing when the policy cannot be read.
 */
export function rulingOf(
  withPolicy: ResourceWithPolicy,
  principal: ProvenRole,
  circumstances: Circumstances,
): Ruling | undefined {
  const statements = withPolicy.statements();
  if (statements === undefined || statements.some(({ statement }) => statement.actions.negated)) return undefined;
  const { identity } = circumstances.asker;
  const bounded = principal.role.permissionsBoundary !== undefined;
  const denies = statements.filter(
    ({ statement: { effect, principals } }) =>
      effect === "Deny" && principals !== undefined && isReachedByDeny(principals, identity, bounded),
  );
  const allows = statements.flatMap((one) => reaching(one, circumstances));
  const other = withPolicy.account !== undefined && keyOf(withPolicy.account) !== keyOf(principal.stack.account.id);
  const alone = other ? [] : allows.filter(({ naming }) => naming !== "account").map(({ traced }) => traced);
  const own = [...denies, ...alone].map((one) => ({ ...one, statement: ofNobody(one.statement, withPolicy) }));
  if (!other && withPolicy.prefix !== "sts") return { certain: own, possible: own, halves: [] };
  const halves = allows.map(({ traced }) => traced);
  const sure = allows.filter(({ settled }) => settled.conditions.length === 0).map(({ traced }) => traced);
  return { certain: [...own, unless(sure, withPolicy)], possible: [...own, unless(halves, withPolicy)], halves };
}

function reaching(traced: TracedStatement, circumstances: Circumstances) {
  const { effect, principals } = traced.statement;
  const naming =
    effect === "Allow" && principals !== undefined ? reachOfAllow(principals, circumstances.asker.identity) : undefined;
  const settled = naming === undefined ? undefined : settle(traced.statement, circumstances);
  return naming === undefined || settled === undefined ? [] : [{ traced, naming, settled }];
}

/** The statement as one of the role's: without principals, and on the resource that its policy is attached to. */
function ofNobody({ principals: _, ...statement }: PolicyStatement, { arn }: ResourceWithPolicy): PolicyStatement {
  return { ...statement, resources: statement.resources ?? { negated: false, entries: [resourceGlob(arn)] } };
}

/** Denies all actions of the service on the resource but those of the statements. */
function unless(allows: readonly TracedStatement[], { arn, prefix, label }: ResourceWithPolicy): TracedStatement {
  const entries = [...allows.flatMap(({ statement }) => statement.actions.entries), ...everyOther(prefix)];
  return {
    statement: {
      index: 0,
      effect: "Deny",
      actions: { negated: true, entries },
      resources: { negated: false, entries: [resourceGlob(arn)] },
      conditions: [],
    },
    origin: { sid: "", actions: [], resources: [], policy: label, reason: { paths: [], what: "", page: "" } },
  };
}

/** Actions of other services, which the policy does not speak of; of roles only who assumes them is asked. */
function everyOther(prefix: ResourceWithPolicy["prefix"]): readonly Glob[] {
  return prefix === "sts" ? [fold(glob("iam:*"))] : [];
}
