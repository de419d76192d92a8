/**
 * Policies as rows: one action on one resource under one set of conditions. Documents and the model become rows in one normal form, so that
 * equal rows mean the same whoever wrote them; what remains after comparing rows goes to the comparison of whole documents.
 */
import { partsOf, type Text } from "../../iam/text";
import type { DocumentEntry, DocumentStatement, OneOrMore } from "../../policy/document";
import type { Path } from "../../problem";

/** One line of a condition: operator, key and the values of which one must match. */
export interface Demand {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Text[];
}

/** One permission. `id` is equal for rows that say the same; `when` names the late value without which the row is not there. */
export interface Row {
  readonly id: string;
  readonly effect: "Allow" | "Deny";
  /** `*`, or the kind and the name of one principal; absent in identity policies. */
  readonly principal?: { readonly kind: string; readonly name: Text };
  readonly action: string;
  /** Absent in trust and repository policies. */
  readonly resource?: Text;
  readonly demands: readonly Demand[];
  readonly when?: string;
  /** The lines of the platform file that ask for it. */
  readonly paths: readonly Path[];
  /** The statement that it comes from, unique among the policies of a role. Known on the documents' side only. */
  readonly sid?: string;
  /** The resource that people name when they share it: the bucket of an object, the table of an index. Known on the declared side only. */
  readonly base?: string;
}

/** What a permission may have beside effect, actions and resources. */
export interface RowOptions {
  readonly effect?: "Allow" | "Deny";
  readonly principals?: readonly NonNullable<Row["principal"]>[];
  readonly demands?: readonly Demand[];
  readonly when?: string | undefined;
  readonly paths: readonly Path[];
  readonly base?: string | undefined;
  readonly sid?: string;
}

/** The rows that allow each of the actions on each of the resources; no resources for policies that are attached to one. */
export function rows(actions: readonly string[], resources: readonly Text[] | undefined, options: RowOptions): readonly Row[] {
  const { effect = "Allow", when, paths, base, sid } = options;
  const common = {
    effect,
    paths,
    ...(when === undefined ? {} : { when }),
    ...(base === undefined ? {} : { base }),
    ...(sid === undefined ? {} : { sid }),
  };
  const targets = targetsOf(resources, options);
  return actions.flatMap((action) => {
    const name = action.toLowerCase();
    return targets.map(({ key, ...target }): Row => ({ id: `${effect}\n${name}\n${key}`, action, ...common, ...target }));
  });
}

interface Target extends Pick<Row, "principal" | "resource" | "demands"> {
  readonly key: string;
}

/** Everything of a row but its action: each resource, for each principal, under each set of conditions. */
function targetsOf(resources: readonly Text[] | undefined, { principals, demands = [] }: RowOptions): readonly Target[] {
  const sets = alternativesOf(demands).map((set) => ({ set, normal: normalForm(set) }));
  return (resources ?? [undefined]).flatMap((resource) =>
    (principals ?? [undefined]).flatMap((principal) =>
      sets.map(({ set, normal }): Target => {
        return {
          key: `${nameOf(principal)}\n${keyOf(resource ?? "")}\n${normal}`,
          demands: set,
          ...(principal === undefined ? {} : { principal }),
          ...(resource === undefined ? {} : { resource }),
        };
      }),
    ),
  );
}

/** The rows of one statement of a document. */
export function rowsOfEntry({ statement, when }: DocumentEntry, paths: readonly Path[]): readonly Row[] {
  const { Effect, Action, Resource, Principal } = statement;
  return rows(list(Action), Resource === undefined ? undefined : list(Resource), {
    effect: Effect,
    sid: statement.Sid,
    demands: demandsOf(statement),
    when: when?.name,
    paths,
    ...(Principal === undefined ? {} : { principals: principalsOf(Principal) }),
  });
}

function demandsOf({ Condition = {} }: DocumentStatement): readonly Demand[] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: list(values) })),
  );
}

function principalsOf(principal: NonNullable<DocumentStatement["Principal"]>): readonly NonNullable<Row["principal"]>[] {
  if (principal === "*") return [{ kind: "*", name: "*" }];
  return Object.entries(principal).flatMap(([kind, names]) => list(names).map((name) => ({ kind, name })));
}

function list<T>(values: OneOrMore<T>): readonly T[] {
  return Array.isArray(values) ? (values as readonly T[]) : [values as T];
}

function nameOf(principal: Row["principal"]): string {
  return principal === undefined ? "" : `${principal.kind} ${keyOf(principal.name)}`;
}

/** A text as a map key: late values between characters that no text of a policy has, so that no literal can pass for one. */
export function keyOf(value: Text): string {
  if (typeof value === "string") return value;
  return partsOf(value)
    .map((part) => (typeof part === "string" ? part : `\u0000${part.name}\u0000`))
    .join("");
}

// Operators that hold when one of their values matches: a row for each value says the same.
const positive = /^(?:ForAnyValue:)?(?:String(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Equals|Like))(?:IfExists)?$/;

/** More alternatives than this stay together; the comparison of documents decides then. */
const MAX_ALTERNATIVES = 4096;

/** The conditions as sets, one for each choice among alternative values. */
function alternativesOf(demands: readonly Demand[]): readonly (readonly Demand[])[] {
  const count = demands.reduce((product, { operator, values }) => product * (positive.test(operator) ? values.length : 1), 1);
  if (count > MAX_ALTERNATIVES) return [demands];
  return demands.reduce<readonly (readonly Demand[])[]>(
    (sets, demand) => sets.flatMap((set) => choicesOf(demand).map((choice) => [...set, choice])),
    [[]],
  );
}

function choicesOf(demand: Demand): readonly Demand[] {
  return positive.test(demand.operator) ? demand.values.map((value) => ({ ...demand, values: [value] })) : [demand];
}

/** The conditions in normal form: equal texts mean the same. */
function normalForm(demands: readonly Demand[]): string {
  if (demands.length === 0) return "";
  return demands
    .map((demand) => {
      const { operator, key, values } = normalDemand(demand);
      return JSON.stringify([key, operator, values.map(keyOf).sort()]);
    })
    .sort()
    .join();
}

/**
 * AWS compares keys without case, `ArnEquals` as `ArnLike`, and a pattern without wildcards as `StringEquals` does
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
 */
function normalDemand({ operator, key, values }: Demand): Demand {
  const arn = operator.replace("ArnEquals", "ArnLike").replace("ArnNotEquals", "ArnNotLike");
  const open = values.some((value) => partsOf(value).some((part) => typeof part === "string" && /[*?$]/.test(part)));
  return { operator: open ? arn : arn.replace("StringLike", "StringEquals"), key: key.toLowerCase(), values };
}
