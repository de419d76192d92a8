/** Permissions as statements again, for the evaluator and the comparison of documents. */
import type { PolicyDocument, PolicyStatement, Selection } from "../evaluate/document";
import { readDocument } from "../evaluate/read-document";
import type { PolicyKind } from "../evaluate/reading";
import type { Text } from "../text";
import { type ConditionText, type Permission, type PrincipalName, selectionOf } from "./permission";

const known = new WeakMap<Permission, Map<PolicyKind, PolicyStatement | undefined>>();

/** The statement of a permission as the evaluator reads it; undefined when it is none that AWS would take in a policy of this kind. */
export function statementOf(permission: Permission, kind: PolicyKind): PolicyStatement | undefined {
  const byKind = known.get(permission) ?? new Map<PolicyKind, PolicyStatement | undefined>();
  known.set(permission, byKind);
  if (!byKind.has(kind)) byKind.set(kind, read(permission, kind));
  return byKind.get(kind);
}

/** Permissions as one document; undefined when AWS would not take one of them. */
export function documentOf(permissions: readonly Permission[], kind: PolicyKind): PolicyDocument | undefined {
  const statements = permissions.map((permission) => statementOf(permission, kind));
  if (statements.some((statement) => statement === undefined)) return undefined;
  return {
    version: "2012-10-17",
    statements: statements.flatMap((statement, index) => (statement === undefined ? [] : { ...statement, index })),
  };
}

function read(permission: Permission, kind: PolicyKind): PolicyStatement | undefined {
  const Version = permission.old === true ? "2008-10-17" : "2012-10-17";
  const outcome = readDocument({ Version, Statement: [elementsOf(permission)] }, kind);
  return outcome.ok ? outcome.value.statements[0] : undefined;
}

function elementsOf({ effect, conditions, ...lists }: Permission): object {
  const principals = selectionOf(lists.principal, lists.principals);
  return {
    Effect: effect,
    ...listed("Action", selectionOf(lists.action, lists.actions)),
    ...listed("Resource", selectionOf(lists.resource, lists.resources)),
    ...(principals === undefined ? {} : { [principals.negated ? "NotPrincipal" : "Principal"]: principalOf(principals) }),
    ...(conditions.length === 0 ? {} : { Condition: conditionOf(conditions) }),
  };
}

function listed(name: string, list: Selection<Text> | undefined): object {
  return list === undefined ? {} : { [list.negated ? `Not${name}` : name]: list.entries };
}

function principalOf({ entries }: Selection<PrincipalName>): unknown {
  if (entries.some(({ kind }) => kind === "*")) return "*";
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  return Object.fromEntries(
    kinds.map((kind) => [kind, entries.filter((entry) => entry.kind === kind).map(({ name }) => name)] as const),
  );
}

function conditionOf(conditions: readonly ConditionText[]): object {
  const blocks: Record<string, Record<string, readonly Text[]>> = {};
  for (const { operator, key, values } of conditions) blocks[operator] = { ...blocks[operator], [key]: values };
  return blocks;
}
