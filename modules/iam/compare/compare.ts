/** Does one policy document allow everything that another allows? Both the same? Nothing in common? */

import type { PolicyDocument } from "../evaluate/document";
import { type LayerFinding, saysAlone } from "../evaluate/policies";
import type { Request, Requester } from "../evaluate/request";
import { isTextList } from "../text";
import { actionDimension, resourceDimension, VARIABLE_VALUE } from "./action-and-resource";
import { clausesOf } from "./clause";
import { alwaysPresent, contextDimensions } from "./context-values";
import { type Choice, type Dimension, freely } from "./dimension";
import { openLate } from "./open-late";
import { ANY_ROLE, isForeign, principalDimension, strangers } from "./requesters";
import { type Rank, rankOfNaming, search, type Violates } from "./search";

/**
 * Why nothing is known: too many combinations; conditions, variables and mixed types that are not decided; or late values, of which some would
 * prove it and some would not. `atoms` names them.
 */
export type Doubt = "too-many-combinations" | "undecided-atoms" | "late-values";

/**
 * The answer to a comparison. A refutation comes with a request and with what the evaluator says of it for each document: it is
 * never reported unless the evaluator confirms it.
 */
export type Comparison =
  | { readonly verdict: "proved" }
  | { readonly verdict: "refuted"; readonly request: Request; readonly left: LayerFinding; readonly right: LayerFinding }
  | { readonly verdict: "unknown"; readonly because: Doubt; readonly atoms: readonly string[] };

/**
 * Whether `right` allows every request that `left` allows, each document taken alone. Where documents name principals, naming the
 * account is less than naming the role, and that less than naming the session, the user or everybody: in one account the former need
 * an identity policy or are bound by limits
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html).
 * `home` is the account that the documents' resource is in, where that is known: whoever is of another account needs policies of its own too, however directly
 * it is named (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html).
 * Assumed: a key has one value unless a set operator asks for it, numbers where numbers are asked for, and so on. Late values may become anything:
 * what is proved holds for all of it, what is refuted at least where they differ from each other and from every literal.
 */
export function implies(left: PolicyDocument, right: PolicyDocument, home?: string): Comparison {
  return compare(left, right, (one, two) => one > two, home);
}

/** Whether both documents allow the same requests, in the sense of `implies` both ways. */
export function equivalent(left: PolicyDocument, right: PolicyDocument): Comparison {
  return compare(left, right, (one, two) => one !== two);
}

/** Whether no request is allowed by both documents. */
export function disjoint(left: PolicyDocument, right: PolicyDocument): Comparison {
  return compare(left, right, (one, two) => one > 0 && two > 0);
}

function compare(left: PolicyDocument, right: PolicyDocument, violates: Violates, home?: string): Comparison {
  const apart = compareApart(left, right, violates, home);
  const open = apart.verdict === "proved" ? openLate([left, right]) : undefined;
  if (open === undefined) return apart;
  const [one = left, two = right] = open.documents;
  const isProved = !open.principals && compareApart(one, two, violates, home).verdict === "proved";
  return isProved ? apart : { verdict: "unknown", because: "late-values", atoms: open.names };
}

/** The comparison while late values are different from each other and from every literal. */
function compareApart(left: PolicyDocument, right: PolicyDocument, violates: Violates, home: string | undefined): Comparison {
  const documents = [left, right];
  const dimensions = [
    actionDimension(documents),
    resourceDimension(documents),
    principalDimension(documents, home),
    ...contextDimensions(documents),
  ];
  const clauses = { left: clausesOf(left), right: clausesOf(right) };
  let refutation: Comparison | undefined;
  let unconfirmed = false;
  const found = (choice: Choice): boolean => {
    for (const request of requestsOf(choice, documents)) {
      const says = { left: saysAlone(left, request), right: saysAlone(right, request) };
      const { principal } = request;
      if (!violates(rankOfFinding(says.left, principal, home), rankOfFinding(says.right, principal, home))) continue;
      refutation = { verdict: "refuted", request, ...says };
      return true;
    }
    unconfirmed = true;
    return false;
  };
  const ending = search({ dimensions, ...clauses, violates, found });
  if (refutation !== undefined) return refutation;
  const incomplete = dimensions.filter(({ complete }) => !complete);
  const atoms = incomplete.flatMap((dimension) => dimension.atoms);
  if (ending === "over-budget") return { verdict: "unknown", because: "too-many-combinations", atoms };
  if (incomplete.length === 0 && !unconfirmed) return { verdict: "proved" };
  if (incomplete.length === 0) return { verdict: "unknown", because: "undecided-atoms", atoms: impliedAtoms(dimensions) };
  return proveFreely(dimensions, { ...clauses, violates }, atoms);
}

/** The second attempt: what was not decided may be anything, as long as equal atoms stay equal. */
function proveFreely(
  dimensions: readonly Dimension[],
  space: Pick<Parameters<typeof search>[0], "left" | "right" | "violates">,
  atoms: readonly string[],
): Comparison {
  const free: Dimension[] = [];
  for (const dimension of dimensions) {
    const options = dimension.complete ? dimension.options : freely(dimension);
    if (options === undefined) return { verdict: "unknown", because: "too-many-combinations", atoms };
    free.push({ ...dimension, options });
  }
  const ending = search({ dimensions: free, ...space, found: () => true });
  if (ending === "exhausted") return { verdict: "proved" };
  return { verdict: "unknown", because: ending === "stopped" ? "undecided-atoms" : "too-many-combinations", atoms };
}

/** How much a document allows to who asks, by what the evaluator says of it. */
export function rankOfFinding({ deny, allow, naming }: LayerFinding, principal: Requester, home: string | undefined): Rank {
  if (deny !== undefined || allow === undefined) return 0;
  return isForeign(principal, home) ? rankOfNaming("account") : rankOfNaming(naming ?? "direct");
}

/**
 * The request that the choices make, with a value for every policy variable that the documents mention and it lacks; what every
 * principal has keeps its own value.
 */
function requestOf(choice: Choice, documents: readonly PolicyDocument[]): Request {
  const { action = "", resource = "*", principal = ANY_ROLE, context = {} } = choice;
  const variables = documents.flatMap(variableKeys).filter((key) => context[key] === undefined && !alwaysPresent.includes(key));
  return {
    principal,
    action,
    resource,
    context: { ...Object.fromEntries(variables.map((key) => [key, VARIABLE_VALUE])), ...context },
  };
}

function variableKeys({ statements }: PolicyDocument): readonly string[] {
  const templates = statements.flatMap(({ resources, conditions }) => [
    ...(resources?.entries ?? []),
    ...conditions.flatMap(({ values }) => values),
  ]);
  return templates.flat().flatMap((part) => (typeof part === "object" ? [part.key] : []));
}

/** Context keys that principal and resource decide. */
const impliedKeys = [
  "aws:principalarn",
  "aws:principalaccount",
  "aws:principaltype",
  "aws:principalisawsservice",
  "aws:principalservicename",
  "aws:username",
  "aws:resourceaccount",
];

/** The request of a choice; where documents name principals, also with each stranger in place of the requester that stands for them all. */
function requestsOf(choice: Choice, documents: readonly PolicyDocument[]): readonly Request[] {
  const names = documents.some(({ statements }) => statements.some(({ principals }) => principals !== undefined));
  if (!names) return [requestOf(choice, documents)];
  return [choice, ...strangers.map((principal) => ({ ...choice, principal }))].map((one) => requestOf(real(one), documents));
}

/**
 * Where documents name principals, who asks decides these keys: a role takes the ARN that was chosen for it, and no key is given
 * another value than its own. The evaluator then says whether that is still a counterexample.
 */
function real(choice: Choice): Choice {
  const { context = {}, principal } = choice;
  const arn = context["aws:principalarn"];
  const isRole = principal?.kind === "role" && arn !== undefined && !isTextList(arn);
  return {
    ...choice,
    ...(isRole && { principal: { ...principal, arn } }),
    context: Object.fromEntries(Object.entries(context).filter(([key]) => !impliedKeys.includes(key))),
  };
}

function impliedAtoms(dimensions: readonly Dimension[]): readonly string[] {
  return dimensions.filter(({ name }) => impliedKeys.includes(name)).flatMap(({ atoms }) => atoms);
}
