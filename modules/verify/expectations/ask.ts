/** Questions of people to a planned platform: can this role do that, and who can? */

import { by } from "../../collections";
import { unknownAction } from "../../iam/actions/unknown";
import { showText } from "../../iam/text";
import { resolveExpectation } from "../../model/expectation";
import type { Model } from "../../model/model";
import { uncheckedActions } from "../../model/unchecked-actions";
import type { RoleKind } from "../../policy/policy-set";
import { error, hasErrors, type Outcome, type Problem, quote } from "../../problem";
import { isAction } from "../../spec/expectation";
import type { Spec } from "../../spec/schema";
import { dependsOnLate } from "../theorems/permission-words";
import type { ProvenRole, ProvenStack } from "../theorems/proven-role";
import type { Question } from "./case";
import type { Answer } from "./decide";
import { vocabularyOf } from "./expectations";
import { nearest } from "./nearest";
import { type PlatformPolicies, platformPoliciesOf } from "./platform-policies";
import { answerTo } from "./possible";
import { idleIn, questionsTo } from "./questions";
import { selectedRoles } from "./selected-roles";
import type { TracedStatement } from "./traced-statement";
import { type Cite, conditions, dependsOn, whyNot } from "./words";

/** What questions are asked of. */
export interface Answerable {
  readonly spec: Pick<Spec, "keys">;
  readonly model: Model;
  readonly stacks: readonly ProvenStack[];
  readonly cite: Cite;
}

/** A question as people put it. `service` and `role` as in expectations; without a service every role is asked. */
export interface Asked {
  readonly service?: string;
  readonly role?: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** A statement that allows it. */
export interface AllowingStatement {
  readonly sid: string;
  /** The resource policy that it stands in, as sentences call it; absent for the role's own policies. */
  readonly policy?: string;
  /** The lines that ask for it: `platform.yaml:31`; empty when the role has it by being what it is. */
  readonly askedForBy: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Its conditions in words; empty for none. */
  readonly when: string;
  readonly why?: string;
  readonly page: string;
}

/**
 * What one role may do of what was asked: `yes` all of it, `some` only under conditions or only part of it, `no` nothing, `unknown` it could not be
 * decided, or nobody knows because the role exists already and is not written here.
 */
export interface RoleAnswer {
  readonly answer: "yes" | "some" | "no" | "unknown";
  readonly role: {
    readonly name: string;
    readonly arn: string;
    readonly kind: RoleKind;
    readonly services: readonly string[];
    readonly stack: string;
    readonly account: string;
    /** How sentences call it. */
    readonly label: string;
  };
  /** The resources that were asked, as policies write them. */
  readonly resources: readonly string[];
  /** What it depends on, as a phrase: "when `kms:ViaService` is ..."; only of `some`. */
  readonly depends?: string;
  /** Why not, as a phrase; of `no` and `unknown`. */
  readonly because?: string;
  /** The account that owns the resource and must allow it too, by a policy that is not known here. */
  readonly owner?: string;
  readonly statements: readonly AllowingStatement[];
}

/**
 * Answers for every role that the question is about, sorted by stack and role. A name stands for the thing itself when one service is asked, for the thing
 * and all its parts when everybody is. Codes: `invalid-value`, `unknown-reference`, `unknown-action`, and those of ARNs.
 */
export function ask(answerable: Answerable, asked: Asked): Outcome<readonly RoleAnswer[]> {
  const problems: Problem[] = [];
  const { service, role, action, resource, context } = asked;
  if (!isAction(action)) {
    problems.push(error("invalid-value", [], `${quote(action)} is not an action`, "actions look like `s3:GetObject`"));
  }
  const vouched = uncheckedActions(answerable.model.stacks.flatMap(({ services }) => services));
  const unknown = hasErrors(problems) ? undefined : unknownAction(action, [], vouched);
  if (unknown !== undefined) problems.push(unknown);
  const words = vocabularyOf(answerable.model, answerable.spec.keys);
  const roles = { ...(service === undefined ? {} : { service }), ...(role === undefined ? {} : { role }) };
  const known = Object.entries(context).map(([key, value]) => [key, typeof value === "string" ? value : [...value]]);
  const entry = { deny: action, on: resource, context: Object.fromEntries(known), ...roles };
  const claim = resolveExpectation(entry, [], words, (problem) => problems.push(problem));
  if (claim === undefined || hasErrors(problems)) return { ok: false, problems };
  for (const { target } of idleIn(claim)) {
    const help = "name a resource of the action's service, or give its ARN";
    problems.push(error("unknown-reference", [], `nothing that ${quote(action)} is about is called ${quote(target.text)}`, help));
  }
  if (hasErrors(problems)) return { ok: false, problems };
  const platform = platformPoliciesOf(answerable.model, answerable.stacks);
  const { written, existing } = selectedRoles(platform, claim);
  const extent = service === undefined ? "with-parts" : "itself";
  const answers = written.map((principal) =>
    answerOf(principal, questionsTo(principal, claim, extent), platform, answerable.cite),
  );
  const foreign = existing.map((one): RoleAnswer => {
    const because = "the role exists already, and what it may do is not known here";
    return { answer: "unknown", role: roleOf(one), resources: [], because, statements: [] };
  });
  const value = [...answers, ...foreign].sort(by(({ role: { stack, name } }) => `${stack} ${name}`));
  return { ok: true, value, problems };
}

function roleOf({
  role,
  kind,
  services,
  stack,
  label,
}: Pick<ProvenRole, "role" | "kind" | "services" | "stack" | "label">): RoleAnswer["role"] {
  return {
    name: role.name,
    arn: showText(role.arn),
    kind,
    services,
    stack: stack.name,
    account: showText(stack.account.id),
    label,
  };
}

/** Several questions to one role as one answer. */
function answerOf(principal: ProvenRole, questions: readonly Question[], platform: PlatformPolicies, cite: Cite): RoleAnswer {
  const all = questions.map((question) => ({ question, answer: answerTo(platform, question) }));
  const allowing = [...new Set(all.flatMap(({ answer: { by, halves } }) => (by.length === 0 ? [] : [...by, ...halves])))];
  const owner = all.find(({ answer }) => answer.owner !== undefined)?.answer.owner;
  const common = {
    role: roleOf(principal),
    resources: questions.map(({ resource }) => showText(resource)),
    statements: allowing.map((traced) => statementOf(traced, cite)),
    ...(owner === undefined ? {} : { owner }),
  };
  const [first] = all.filter(({ answer }) => answer.verdict !== "always");
  if (first === undefined) return { answer: "yes", ...common };
  const lacks = nearest(platform, first.question, first.answer);
  const some = all.some(({ answer }) => isSome(answer));
  if (some) {
    const depends = dependsOn(first.answer.by.length > 0 ? first.answer : { ...first.answer, by: allowing }, lacks);
    return { answer: "some", ...common, ...(depends === undefined ? {} : { depends }) };
  }
  if (all.some(({ answer }) => answer.verdict === "unknown")) {
    const late = all.flatMap(({ answer }) => answer.late ?? []);
    const because = late.length === 0 ? "it could not be decided" : `it ${dependsOnLate([...new Set(late)])}`;
    return { answer: "unknown", ...common, because };
  }
  return { answer: "no", ...common, because: whyNot(lacks, first.question, cite) };
}

function isSome({ verdict, allowed }: Answer): boolean {
  return verdict === "always" || verdict === "sometimes" || allowed !== undefined;
}

function statementOf({ statement, origin, when }: TracedStatement, cite: Cite): AllowingStatement {
  const { sid, actions, resources, reason, policy } = origin;
  const late = when === undefined ? [] : [`${quote(when)} is not empty`];
  // who asks is the role itself
  const open = statement.conditions.filter(({ key }) => key !== "aws:principalarn");
  const all = [...(open.length === 0 ? [] : [conditions(open)]), ...late];
  return {
    sid,
    ...(policy === undefined ? {} : { policy }),
    askedForBy: reason.paths.length === 0 ? "" : cite(reason.paths.slice(0, 3)),
    actions,
    resources,
    when: all.join(" and "),
    ...(reason.why === undefined ? {} : { why: reason.why }),
    page: reason.page,
  };
}
