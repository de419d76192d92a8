/** Can a role do something? Always, never, sometimes: decided for every request of a form at once. */
import { disjoint, implies } from "../../iam/compare";
import type { PolicyDocument, Request } from "../../iam/evaluate";
import { lettersOf } from "../../iam/evaluate/letters";
import { saysAlone } from "../../iam/evaluate/policies";
import { isWildcard } from "../../iam/glob";
import { type Case, open, type Question } from "./case";
import { settle } from "./circumstances";
import { commonActions } from "./common-actions";
import { coversAll } from "./meets";
import type { PlatformPolicies } from "./platform-policies";
import { documentOfStatements, type TracedStatement } from "./traced-statement";
import { otherRequests, someRequests } from "./witness";

/**
 * The answer for all requests of the form: `always` all are allowed, `never` none, `sometimes` some are and some are not, `unknown` nobody knows.
 * `allowed` and `refused` are requests that show it, confirmed by the evaluator.
 */
export interface Answer {
  readonly verdict: "always" | "sometimes" | "never" | "unknown";
  /** Statements that allow some of it: the one that decides first. */
  readonly by: readonly TracedStatement[];
  readonly allowed?: Request;
  readonly refused?: Request;
  /** The statement that denies the refused request. */
  readonly denied?: TracedStatement;
  /** Statements of the resource's own policy that let the role in, where both sides must. */
  readonly halves: readonly TracedStatement[];
  /** The account that owns the resource and must allow it too, by a policy that is not known here. */
  readonly owner?: string;
  /** Late values that decide it: `unknown` only because nobody knows what they become. */
  readonly late?: readonly string[];
}

/** Decides a question. Late values that may be empty are: what depends on them is possible, not certain. */
export function decide(platform: PlatformPolicies, question: Question): Answer {
  const opened = open(platform, question);
  if (opened === undefined) return { verdict: "unknown", by: [], halves: [] };
  const { found, owner, halves } = opened;
  const answer = { ...verdictOn(found), halves };
  const asks = owner !== undefined && answer.verdict !== "never";
  return asks ? { ...answer, owner } : answer;
}

type Verdict = Omit<Answer, "halves">;

function verdictOn(found: Case): Verdict {
  const { action, resource } = found;
  const certain = settledOf(found, found.certain);
  const possible = settledOf(found, found.possible);
  const by = found.possible.filter((traced) => traced.statement.effect === "Allow" && possible.some(({ of }) => of === traced));
  if (by.length === 0) return { verdict: "never", by, ...sampleOf(found) };
  const denied = possible.some(({ statement }) => statement.effect === "Deny");
  const whole = certain.find(({ statement: { effect, conditions }, statement }) => {
    return effect === "Allow" && conditions.length === 0 && coversAll(statement, action, resource);
  });
  if (whole !== undefined && !denied) return { verdict: "always", by: [whole.of, ...by.filter((traced) => traced !== whole.of)] };
  return compared(found, by, documentOfStatements(certain), documentOfStatements(possible));
}

/** The statements as far as the circumstances leave them, each with the one that it was. */
function settledOf({ circumstances }: Case, traced: readonly TracedStatement[]) {
  return traced.flatMap((of) => {
    const statement = settle(of.statement, circumstances);
    return statement === undefined ? [] : [{ of, statement }];
  });
}

function compared(found: Case, by: readonly TracedStatement[], certain: PolicyDocument, possible: PolicyDocument): Verdict {
  const asked = documentOf(found);
  const quick = firstOf(someRequests(found.action, found.resource, possible), (one) => sample(found, one, found.possible, true));
  const none = quick === undefined ? disjoint(asked, possible) : undefined;
  const { proved, ...lack } = refusal(found, certain, asked);
  if (none?.verdict === "proved") return { verdict: "never", by: [], ...lack };
  if (none?.verdict === "unknown" && none.because === "late-values") return { verdict: "unknown", by, late: none.atoms };
  const some = quick ?? (none?.verdict === "refuted" ? sample(found, none.request, found.possible, true) : undefined);
  const shown = some === undefined ? {} : { allowed: some.request };
  const first = some?.traced === undefined ? by : [some.traced, ...by.filter((traced) => traced !== some.traced)];
  if (proved) return { verdict: "always", by: first, ...shown };
  if (some === undefined || lack.refused === undefined) return { verdict: "unknown", by: first, ...shown, ...lack };
  return { verdict: "sometimes", by: first, ...shown, ...lack };
}

/** Every request of the form, as a document. */
function documentOf({ action, resource }: Case): PolicyDocument {
  const resources = { negated: false, entries: [resource] };
  const statement = {
    index: 0,
    effect: "Allow" as const,
    actions: { negated: false, entries: [action] },
    resources,
    conditions: [],
  };
  return { version: "2012-10-17", statements: [statement] };
}

/** A request that is refused, or the proof that there is none. */
function refusal(
  found: Case,
  certain: PolicyDocument,
  asked: PolicyDocument,
): Pick<Answer, "refused" | "denied"> & { readonly proved: boolean } {
  const { action, resource } = found;
  const quick = firstOf(otherRequests(action, resource, certain), (one) => sample(found, one, found.certain, false));
  const comparison = quick === undefined ? implies(asked, certain) : undefined;
  const lack = quick ?? (comparison?.verdict === "refuted" ? sample(found, comparison.request, found.certain, false) : undefined);
  const proved = comparison?.verdict === "proved";
  if (lack === undefined) return { proved };
  return { proved, refused: lack.request, ...(lack.traced === undefined ? {} : { denied: lack.traced }) };
}

function firstOf<T, R>(all: readonly T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A request as the role makes it, if the evaluator says `expected` of it over the statements as they are written. */
function sample(
  { circumstances, question }: Case,
  one: Omit<Request, "principal">,
  traced: readonly TracedStatement[],
  expected: boolean,
) {
  const { action, resource, context = {} } = one;
  const free = Object.entries(context).filter(([key]) => !circumstances.isKnown(key.toLowerCase()));
  const given = circumstances.request.context;
  const request: Request = { ...circumstances.request, action, resource, context: { ...Object.fromEntries(free), ...given } };
  const { allow, deny } = saysAlone(documentOfStatements(traced), request);
  if ((allow !== undefined && deny === undefined) !== expected) return undefined;
  const decisive = traced[(deny ?? allow)?.statement ?? -1];
  return {
    request: { ...request, action: named(action, [question.action, ...(decisive?.origin.actions ?? []), ...commonActions]) },
    traced: decisive,
  };
}

/** Comparisons speak of actions in lower case; people write them as AWS does. */
function named(action: string, spellings: readonly string[]): string {
  return spellings.find((spelling) => spelling.toLowerCase() === action) ?? action;
}

/** A question without wildcards is a request itself. */
function sampleOf({ question, resource, circumstances }: Case): Pick<Answer, "refused"> {
  const { action, resource: text } = question;
  if (/[*?]/.test(action) || resource.some(isWildcard) || lettersOf(text).length !== resource.length) return {};
  return { refused: { ...circumstances.request, action, resource: text } };
}
