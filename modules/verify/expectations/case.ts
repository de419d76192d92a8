/** One question with everything that bears on it: the statements of the role, and what the resource's policy makes of them. */

import { acceptsResource, hasNoResource } from "../../iam/actions/table";
import { actionGlob, resourceGlob } from "../../iam/evaluate/named";
import { type Glob, intersects, isWildcard, literal, showGlob } from "../../iam/glob";
import { showText, type Text } from "../../iam/text";
import type { ProvenRole } from "../theorems/proven-role";
import { accountOf, type Circumstances, type Context, circumstancesOf } from "./circumstances";
import { meetsAction, meetsResource } from "./meets";
import type { PlatformPolicies } from "./platform-policies";
import { resourcesWithPolicyOf, rulingOf } from "./resource-policies";
import { isCertain, type TracedStatement } from "./traced-statement";

/** A question: may this role do that? Action and resource are patterns as policies write them. */
export interface Question {
  readonly principal: ProvenRole;
  readonly action: string;
  readonly resource: Text;
  readonly context: Context;
}

/** All statements that bear on one question; `certain` those that are there and apply whatever is not known. */
export interface Case {
  readonly question: Question;
  readonly action: Glob;
  readonly resource: Glob;
  readonly circumstances: Circumstances;
  readonly certain: readonly TracedStatement[];
  readonly possible: readonly TracedStatement[];
}

/** A case with what it takes from elsewhere. */
export interface Opened {
  readonly found: Case;
  /** Statements of the resource's own policy that let the role in, where both sides must. */
  readonly halves: readonly TracedStatement[];
  readonly owner?: string;
}

/** The case of a question; `owner` is the account that has the last word where its policy is not known. Nothing when a document cannot be read. */
export function open(platform: PlatformPolicies, question: Question): Opened | undefined {
  const { principal } = question;
  const own = platform.statementsOf(principal);
  if (own === undefined) return undefined;
  const [action, resource] = [shaped(question.action), targetOf(question)];
  const organization = platform.organization === undefined ? {} : { "aws:principalorgid": platform.organization };
  const circumstances = circumstancesOf(principal.role.arn, question.resource, {
    ...organization,
    ...inLowerCase(question.context),
  });
  const near = (all: readonly TracedStatement[]) => all.flatMap((traced) => narrowed(traced, action, resource) ?? []);
  const reached = near(own).flatMap((traced) => sensible(traced, question) ?? []);
  const withPolicies = resourcesWithPolicyOf(platform, principal, action, resource, reached);
  const rulings = withPolicies.flatMap((withPolicy) => rulingOf(withPolicy, principal, circumstances) ?? []);
  if (rulings.length < withPolicies.length) return undefined;
  const sure = reached.filter((traced) => traced.statement.effect === "Deny" || isCertain(traced, resource));
  const found = {
    question,
    action,
    resource,
    circumstances,
    certain: [...sure, ...near(rulings.flatMap((ruling) => ruling.certain))],
    possible: [...reached, ...near(rulings.flatMap((ruling) => ruling.possible))],
  };
  const owner = accountOf(resource);
  const isOne = !resource.some(isWildcard);
  const isKnown = (isOne && withPolicies.length > 0) || (owner === principal.stack.account.id && !isForeignRole(question));
  const halves = rulings.flatMap((ruling) => ruling.halves).filter(({ statement }) => meetsAction(statement, action));
  return { found, halves, ...(owner === undefined || isKnown ? {} : { owner }) };
}

/** Requests of an action that has no resource are made on `*` itself, not on every resource. */
function targetOf({ principal, action, resource }: Question): Glob {
  const hasNone = hasNoResource(action) === true && !principal.allows.some((one) => one.unchecked === true);
  return resource === "*" && hasNone ? literal("*") : resourceGlob(resource);
}

/** Whether the trust policy of a role decides that is not written here. */
function isForeignRole({ action, resource }: Question): boolean {
  return intersects(actionGlob(action), actionGlob("sts:AssumeRole")) !== undefined && /^arn:[^:]*:iam:/.test(showText(resource));
}

/** Real actions have letters on both sides of the colon, so that `s3:*` is `s3:?*`. */
function shaped(action: string): Glob {
  return actionGlob(action === "*" ? "?*:?*" : action.replace(/:\*$/, ":?*"));
}

/** What of a statement the question can be about; nothing when that is nothing. */
function narrowed(traced: TracedStatement, action: Glob, resource: Glob): TracedStatement | undefined {
  const { statement } = traced;
  if (!meetsAction(statement, action) || !meetsResource(statement, resource)) return undefined;
  const { actions, resources } = statement;
  const about = actions.negated ? actions.entries : actions.entries.filter((entry) => intersects(entry, action) !== undefined);
  const on =
    resources === undefined || resources.negated
      ? resources
      : {
          ...resources,
          entries: resources.entries.filter((entry) =>
            meetsResource({ ...statement, resources: { ...resources, entries: [entry] } }, resource),
          ),
        };
  return {
    ...traced,
    statement: { ...statement, actions: { ...actions, entries: about }, ...(on === undefined ? {} : { resources: on }) },
  };
}

/**
 * A pattern of actions asks for requests that there can be: what remains of a statement when actions that are never about the resource are left out. An
 * action that is named is asked for whatever it is about.
 */
function sensible(traced: TracedStatement, { action, resource }: Question): TracedStatement | undefined {
  const { actions } = traced.statement;
  if (!/[*?]/.test(action) || actions.negated || traced.statement.effect === "Deny") return traced;
  const unchecked = new Set(traced.origin.reason.unchecked?.map((one) => one.toLowerCase()));
  const mayBe = (one: string): boolean => unchecked.has(one) || acceptsResource(one, resource) !== false;
  const entries = actions.entries.filter((entry) => mayBe(showGlob(entry)));
  if (entries.length === actions.entries.length) return traced;
  return entries.length === 0 ? undefined : { ...traced, statement: { ...traced.statement, actions: { ...actions, entries } } };
}

function inLowerCase(context: Context): Context {
  return Object.fromEntries(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
}
