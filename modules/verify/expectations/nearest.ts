/** Why a request is refused: the statements that come nearest to allowing it, and what each lacks. */
import type { Condition } from "../../iam/evaluate";
import { holds, lookup } from "../../iam/evaluate/condition";
import { actionGlob, resourceGlob } from "../../iam/evaluate/named";
import { prepareRequest } from "../../iam/evaluate/prepared-request";
import { resolve } from "../../iam/evaluate/template";
import { matches } from "../../iam/glob";
import type { Question } from "./case";
import { circumstancesOf, isDecided } from "./circumstances";
import type { Answer } from "./decide";
import { meetsAction, meetsResource } from "./meets";
import type { PlatformPolicies } from "./platform-policies";
import { isCertain, type TracedStatement } from "./traced-statement";

/** What one statement lacks to allow a request, or how it stands in the way. */
export type Lack =
  | { readonly kind: "denied"; readonly traced: TracedStatement }
  | { readonly kind: "condition"; readonly traced: TracedStatement; readonly conditions: readonly Condition[] }
  | { readonly kind: "optional"; readonly traced: TracedStatement; readonly when: string }
  | { readonly kind: "resource"; readonly traced: TracedStatement }
  | { readonly kind: "action"; readonly traced: TracedStatement };

const shown = 2;

/**
 * The nearest statements, at most two: those of which only conditions fail; otherwise one that has the action and one that has the resource. Empty when the
 * role has neither.
 */
export function nearest(platform: PlatformPolicies, question: Question, { denied, refused }: Answer): readonly Lack[] {
  if (denied !== undefined && denied.statement.effect === "Deny") return [{ kind: "denied", traced: denied }];
  const own = platform.statementsOf(question.principal) ?? [];
  const look = refused === undefined ? patternLook(question) : requestLook(refused, question);
  const all = own
    .filter(({ statement }) => statement.effect === "Allow")
    .flatMap((traced) => lackOf(traced, look, question) ?? []);
  const of = (kind: Lack["kind"]): readonly Lack[] => all.filter((lack) => lack.kind === kind);
  const close = [...of("condition"), ...of("optional")];
  return (close.length > 0 ? close : [...of("resource").slice(0, 1), ...of("action").slice(0, 1)]).slice(0, shown);
}

/** How a statement is compared with what was asked. */
interface Look {
  readonly action: (traced: TracedStatement) => boolean;
  readonly resource: (traced: TracedStatement) => boolean;
  readonly failing: (traced: TracedStatement) => readonly Condition[];
}

function lackOf(traced: TracedStatement, look: Look, question: Question): Lack | undefined {
  const [action, resource] = [look.action(traced), look.resource(traced)];
  if (action && resource) {
    const conditions = look.failing(traced);
    if (conditions.length > 0) return { kind: "condition", traced, conditions };
    const { when } = traced;
    const optional = when !== undefined && !isCertain(traced, resourceGlob(question.resource));
    return optional ? { kind: "optional", traced, when } : undefined;
  }
  if (action) return { kind: "resource", traced };
  // what is allowed on everything says nothing about this resource
  const names = question.resource !== "*" && resource && traced.statement.resources?.entries.every((entry) => entry.length > 1);
  return names ? { kind: "action", traced } : undefined;
}

/** A concrete request: the evaluator's own tests, one by one. */
function requestLook(request: NonNullable<Answer["refused"]>, { principal }: Question): Look {
  const asker = prepareRequest({ ...request, principal: { kind: "role", arn: principal.role.arn, session: "rolewright" } });
  return {
    action: ({ statement: { actions } }) => actions.entries.some((entry) => matches(entry, asker.action)) !== actions.negated,
    resource: ({ statement: { resources } }) =>
      resources === undefined ||
      resources.entries.some((entry) => matches(resolve(entry, lookup(asker)) ?? [], asker.resource)) !== resources.negated,
    failing: ({ statement }) => statement.conditions.filter((condition) => !holds(condition, asker)),
  };
}

function patternLook({ action, resource, principal, context }: Question): Look {
  const circumstances = circumstancesOf(principal.role.arn, resource, context);
  return {
    action: ({ statement }) => meetsAction(statement, actionGlob(action)),
    resource: ({ statement }) => meetsResource(statement, resourceGlob(resource)),
    failing: ({ statement }) =>
      statement.conditions.filter((condition) => !(isDecided(condition, circumstances) && holds(condition, circumstances.asker))),
  };
}
