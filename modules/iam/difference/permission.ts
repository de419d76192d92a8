/**
 * Policies in normal form: one action on one resource for one principal under one set of conditions. Whoever wrote a permission, equal ids say
 * the same, so that most of two policies cancels out before anything is compared. The reverse does not hold: permissions with different ids may
 * mean the same, and the comparison of documents decides that.
 */
import { nameOfTemplate } from "../compare/clause";
import type { Selection } from "../evaluate/document";
import { template } from "../evaluate/template";
import { partsOf, type Text } from "../text";

/** One line of a condition as a policy writes it: operator, key, and the values of which one must match (none, for `Not` operators). */
export interface ConditionText {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Text[];
}

/** A principal as a policy writes it: the kind (`AWS`, `Service`, `Federated`, `CanonicalUser`, or `*` for everybody) and the name. */
export interface PrincipalName {
  readonly kind: string;
  readonly name: Text;
}

/** A statement as a policy writes it, in lists. No principals: of whoever the policy is attached to; no resources: what it is attached to. */
export interface StatementText {
  readonly effect: "Allow" | "Deny";
  readonly actions: Selection<string>;
  readonly resources?: Selection<Text>;
  readonly principals?: Selection<PrincipalName>;
  readonly conditions: readonly ConditionText[];
  /** The old version of the language, in which `${` is plain text. */
  readonly old?: true;
}

/**
 * A piece of a statement. Of each list it has the one entry (`action`, `resource`, `principal`), or the whole list where that excludes (`NotAction`
 * and so on) or where there were too many pieces.
 */
export interface Permission {
  /** Equal ids mean the same, among permissions of one kind of policy. */
  readonly id: string;
  readonly effect: "Allow" | "Deny";
  readonly action?: string;
  readonly actions?: Selection<string>;
  readonly resource?: Text;
  readonly resources?: Selection<Text>;
  readonly principal?: PrincipalName;
  readonly principals?: Selection<PrincipalName>;
  readonly conditions: readonly ConditionText[];
  readonly old?: true;
  /** The name of the late value without which the permission is not there. */
  readonly when?: string;
}

/** The list that a permission has one entry of, or has whole; undefined where the statement has no such list. */
export function selectionOf<T>(entry: T | undefined, list: Selection<T> | undefined): Selection<T> | undefined {
  return entry === undefined ? list : { negated: false, entries: [entry] };
}

/** More pieces than this stay together; the comparison of documents decides then. */
const MAX_PIECES = 4096;

/**
 * The permissions of a statement: each action on each resource for each principal under each choice among alternative values, unless that makes more
 * than `most` pieces. Each has the fields of `traits` too.
 */
export function permissionsOf<T extends Partial<Permission>>(
  statement: StatementText,
  traits: T,
  most = MAX_PIECES,
): readonly (Permission & T)[] {
  const targets = targetsOf(statement, most);
  const { effect, actions, old } = statement;
  const common = old === undefined ? traits : { old, ...traits };
  if (actions.negated || actions.entries.length * targets.length > most) {
    const head = JSON.stringify([effect, actions.negated, ...actions.entries.map(actionKey).sort()]);
    return targets.map(({ key, fields }) => ({ id: `${head}\n${key}`, effect, actions, ...common, ...fields }));
  }
  const pieces: (Permission & T)[] = [];
  for (const action of actions.entries) {
    const head = `${effect} ${actionKey(action)}`;
    for (const { key, fields } of targets) pieces.push({ id: `${head}\n${key}`, effect, action, ...common, ...fields });
  }
  return pieces;
}

/** Everything of a permission but its action. */
interface Target {
  readonly key: string;
  readonly fields: Pick<Permission, "principal" | "principals" | "resource" | "resources" | "conditions">;
}

function targetsOf({ resources, principals, conditions, old }: StatementText, most: number): readonly Target[] {
  const count = (resources?.entries.length ?? 1) * (principals?.entries.length ?? 1);
  const isWhole = count > most;
  const isOld = old === true;
  const choices = count * alternatives(conditions) > MAX_PIECES ? [conditions] : choicesOf(conditions);
  const sets = choices.map((set) => ({ conditions: set, key: conditionsKey(set, isOld) }));
  const people = partsOfList(principals, isWhole, principalKey);
  const targets: Target[] = [];
  for (const on of partsOfList(resources, isWhole, (resource) => resourceKey(resource, isOld))) {
    for (const who of people) {
      for (const { conditions: chosen, key } of sets) {
        targets.push({ key: `${on.key}\n${who.key}\n${key}`, fields: fieldsOf(on, who, chosen) });
      }
    }
  }
  return targets;
}

function fieldsOf(on: ListPart<Text>, who: ListPart<PrincipalName>, conditions: readonly ConditionText[]): Target["fields"] {
  const fields: { -readonly [K in keyof Target["fields"]]: Target["fields"][K] } = { conditions };
  if (on.entry !== undefined) fields.resource = on.entry;
  if (on.list !== undefined) fields.resources = on.list;
  if (who.entry !== undefined) fields.principal = who.entry;
  if (who.list !== undefined) fields.principals = who.list;
  return fields;
}

/** An entry of a list, or the list. */
interface ListPart<T> {
  readonly key: string;
  readonly entry?: T;
  readonly list?: Selection<T>;
}

const noList: readonly ListPart<never>[] = [{ key: "" }];

/** The entries of a list one by one, or the list where it excludes or is to stay whole; one part without either where there is no list. */
function partsOfList<T>(list: Selection<T> | undefined, isWhole: boolean, keyOf: (entry: T) => unknown): readonly ListPart<T>[] {
  if (list === undefined) return noList;
  const { negated, entries } = list;
  if (!negated && !isWhole) return entries.map((entry) => ({ key: JSON.stringify(keyOf(entry)), entry }));
  const names = entries.map((entry) => JSON.stringify(keyOf(entry))).sort();
  return [{ key: `${negated ? "not " : "of "}${JSON.stringify(names)}`, list }];
}

// Operators that hold when one of their values matches: a permission for each value says the same.
const positive = /^(?:ForAnyValue:)?(?:String(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Equals|Like))(?:IfExists)?$/;

/** Whether the condition holds when one of its values matches, so that each value can stand alone. */
export function isDivisible({ operator }: Pick<ConditionText, "operator">): boolean {
  return positive.test(operator);
}

function alternatives(conditions: readonly ConditionText[]): number {
  return conditions.reduce((product, condition) => product * (isDivisible(condition) ? condition.values.length : 1), 1);
}

/** The conditions as sets, one for each choice among alternative values. */
function choicesOf(conditions: readonly ConditionText[]): readonly (readonly ConditionText[])[] {
  if (!conditions.some((condition) => isDivisible(condition) && condition.values.length !== 1)) return [conditions];
  return conditions.reduce<readonly (readonly ConditionText[])[]>(
    (sets, condition) => {
      const choices = isDivisible(condition) ? condition.values.map((value) => ({ ...condition, values: [value] })) : [condition];
      return sets.flatMap((set) => choices.map((choice) => [...set, choice]));
    },
    [[]],
  );
}

/** Actions have no case; letters beyond ASCII, which no action has, are left alone. */
function actionKey(action: string): string {
  return /^[ -~]*$/.test(action) ? action.toLowerCase().replace(/\*+/g, "*") : JSON.stringify(action);
}

/** A text that only its letters decide stays as it is; stars that follow each other and policy variables are written in one way. */
function resourceKey(resource: Text, old: boolean): unknown {
  if (typeof resource === "string" && !resource.includes("${")) return resource.replace(/\*\*+/g, "*");
  const read = template(resource, { wildcards: true, variables: !old });
  return read === undefined ? [false, textKey(resource)] : [true, nameOfTemplate(read)];
}

/** A text as a JSON value: late values are lists, so that no literal can pass for one. */
function textKey(text: Text): unknown {
  if (typeof text === "string") return text;
  return partsOf(text).map((part) => (typeof part === "string" ? part : [part.late, part.name]));
}

/** An account by its number, by the ARN of its root, or by a late value is one principal. */
function principalKey({ kind, name }: PrincipalName): unknown {
  if (kind === "*" || (kind === "AWS" && name === "*")) return "*";
  const account = kind === "AWS" && typeof name === "string" ? /^arn:[^:]*:iam:[^:]*:(\d{12}):root$/.exec(name)?.[1] : undefined;
  return [kind, account ?? textKey(name)];
}

/**
 * AWS compares keys without case, `ArnEquals` as `ArnLike`, and a pattern without wildcards as `StringEquals` does
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
 */
function conditionsKey(conditions: readonly ConditionText[], old: boolean): string {
  if (conditions.length === 0) return "";
  return conditions
    .map(({ operator, key, values }) => {
      const arn = operator.replace("ArnEquals", "ArnLike").replace("ArnNotEquals", "ArnNotLike");
      const isOpen = values.some((value) => partsOf(value).some((part) => typeof part === "string" && /[*?$]/.test(part)));
      const isOld = old && values.some((value) => partsOf(value).some((part) => typeof part === "string" && part.includes("${")));
      const name = isOpen ? arn : arn.replace("StringLike", "StringEquals").replace("StringNotLike", "StringNotEquals");
      const texts = [...new Set(values.map((value) => JSON.stringify(textKey(value))))].sort();
      return JSON.stringify([key.toLowerCase(), name, isOld, ...texts]);
    })
    .sort()
    .join();
}
