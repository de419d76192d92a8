/** Permissions in the words of their policies. */
import { type Permission, selectionOf, statementOf } from "../iam/difference";
import type { Condition, PolicyKind, PrincipalEntry, Selection } from "../iam/evaluate";
import { showTemplate } from "../iam/evaluate/template";
import { showGlob } from "../iam/glob";
import type { Text } from "../iam/text";

/** A list of names, or everything but these. */
export interface NameList<T> {
  readonly negated: boolean;
  readonly names: readonly T[];
}

/** A condition in the words of its document: the values are alternatives. */
export interface StatedCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** What a permission says, for people. No `resources`: the resource that the policy is attached to. */
export interface StatedPermission {
  readonly effect: "Allow" | "Deny";
  readonly actions: NameList<string>;
  readonly resources?: NameList<Text>;
  readonly principals?: NameList<string>;
  readonly conditions: readonly StatedCondition[];
  /** The name of the late value without which it is not there. */
  readonly when?: string;
}

/** A permission in words, its conditions in order. */
export function statedOf(permission: Permission, kind: PolicyKind): StatedPermission {
  const { effect, when, old } = permission;
  const actions = selectionOf(permission.action, permission.actions) ?? { negated: false, entries: [] };
  const resources = selectionOf(permission.resource, permission.resources);
  const { principals, conditions = [] } = statementOf(permission, kind) ?? {};
  const texts = old === true ? resources && { ...resources, entries: resources.entries.map(literally) } : resources;
  return {
    effect,
    actions: named(actions),
    ...(texts === undefined ? {} : { resources: named(texts) }),
    ...(principals === undefined
      ? {}
      : { principals: { negated: principals.negated, names: principals.entries.map(principalName) } }),
    conditions: conditions
      .map(statedCondition)
      .toSorted((left, right) => (`${left.key} ${left.operator}` < `${right.key} ${right.operator}` ? -1 : 1)),
    ...(when === undefined ? {} : { when }),
  };
}

function named<T>({ negated, entries }: Selection<T>): NameList<T> {
  return { negated, names: entries };
}

/** The old version of the language has no policy variables. */
function literally(text: Text): Text {
  return typeof text === "string" && text.includes("${") ? `${text} (taken literally)` : text;
}

function statedCondition({ operator, name, values }: Condition): StatedCondition {
  const prefix = operator.quantifier === undefined ? "" : operator.quantifier === "all" ? "ForAllValues:" : "ForAnyValue:";
  const shown = `${prefix}${operator.name}${operator.ifExists ? "IfExists" : ""}`;
  return { operator: shown, key: name, values: values.map(showTemplate) };
}

function principalName(entry: PrincipalEntry): string {
  if (entry.kind === "everyone") return "*";
  if (entry.kind === "every-provider") return "every identity provider";
  return entry.kind === "account" ? `account ${showGlob(entry.account)}` : showGlob(entry.name);
}
