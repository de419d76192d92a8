/** Permissions with where they come from: of the documents, and of what the model declares, in one normal form. */
import { type ConditionText, type Permission, type PrincipalName, permissionsOf } from "../../iam/difference";
import type { Text } from "../../iam/text";
import type { DocumentEntry, DocumentStatement, OneOrMore } from "../../policy/document";
import type { Path } from "../../problem";

export { keyOf } from "../../iam/text";

/** One action on one resource for one principal, and who asks for it. */
export interface TracedPermission extends Permission {
  readonly action: string;
  /** The lines of the platform file that ask for it. */
  readonly paths: readonly Path[];
  /** The statement that it comes from, unique among the policies of a role. Known on the documents' side only. */
  readonly sid?: string;
  /** Nobody but the author of the statement knows what the action accepts. Known on the documents' side only. */
  readonly unchecked?: true;
  /** What people name when they share it: the bucket of an object, the table of an index; a pattern that names nothing. Known on the declared side only. */
  readonly base?: string;
  /** The account that owns the resource where its ARN does not tell. Known on the declared side only. */
  readonly owner?: Text;
}

/** What a permission may have beside actions and resources. */
export interface PermissionOptions {
  readonly effect?: "Allow" | "Deny";
  readonly principals?: readonly PrincipalName[];
  readonly conditions?: readonly ConditionText[];
  readonly when?: string | undefined;
  readonly paths: readonly Path[];
  readonly base?: string | undefined;
  readonly owner?: Text | undefined;
  readonly sid?: string;
}

type Traits = { -readonly [K in "paths" | "when" | "base" | "owner" | "sid"]?: Exclude<PermissionOptions[K], undefined> };

/** The permissions for each of the actions on each of the resources; no resources for policies that are attached to one. */
export function permissions(
  actions: readonly string[],
  resources: readonly Text[] | undefined,
  { effect = "Allow", principals, conditions = [], when, paths, base, owner, sid }: PermissionOptions,
): readonly TracedPermission[] {
  const statement = {
    effect,
    actions: { negated: false, entries: actions },
    ...(resources === undefined ? {} : { resources: { negated: false, entries: resources } }),
    ...(principals === undefined ? {} : { principals: { negated: false, entries: principals } }),
    conditions,
  };
  const traits: Traits = { paths };
  if (when !== undefined) traits.when = when;
  if (base !== undefined) traits.base = base;
  if (owner !== undefined) traits.owner = owner;
  if (sid !== undefined) traits.sid = sid;
  // However many pieces, each has one action.
  return permissionsOf(statement, traits, Number.POSITIVE_INFINITY) as readonly TracedPermission[];
}

/** The permissions of one statement of a document. */
export function permissionsOfEntry(
  { statement, when }: DocumentEntry,
  paths: readonly Path[],
  unchecked: readonly string[] = [],
): readonly TracedPermission[] {
  const { Effect, Action, Resource, Principal } = statement;
  const found = permissions(list(Action), Resource === undefined ? undefined : list(Resource), {
    effect: Effect,
    sid: statement.Sid,
    conditions: conditionsOf(statement),
    when: when?.name,
    paths,
    ...(Principal === undefined ? {} : { principals: principalsOf(Principal) }),
  });
  if (unchecked.length === 0) return found;
  return found.map((one) => (unchecked.includes(one.action) ? { ...one, unchecked: true } : one));
}

function conditionsOf({ Condition = {} }: DocumentStatement): readonly ConditionText[] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: list(values) })),
  );
}

function principalsOf(principal: NonNullable<DocumentStatement["Principal"]>): readonly PrincipalName[] {
  if (principal === "*") return [{ kind: "*", name: "*" }];
  return Object.entries(principal).flatMap(([kind, names]) => list(names).map((name) => ({ kind, name })));
}

function list<T>(values: OneOrMore<T>): readonly T[] {
  return Array.isArray(values) ? (values as readonly T[]) : [values as T];
}
