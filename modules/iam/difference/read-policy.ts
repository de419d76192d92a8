/** A policy document as permissions. */
import { isObject } from "../../collections";

import type { Problem } from "../../problem";
import { readDocument } from "../evaluate/read-document";
import type { PolicyKind } from "../evaluate/reading";
import type { Text } from "../text";
import { type ConditionText, type Permission, type PrincipalName, permissionsOf, type StatementText } from "./permission";

/** The permissions of a policy, each list those of one statement, with the Sid; or why the policy cannot be read. */
type PolicyPermissions =
  | { readonly ok: true; readonly statements: readonly StatementPermissions[] }
  | { readonly ok: false; readonly problem: Problem | undefined };

/** The permissions of one statement. */
interface StatementPermissions {
  readonly sid: string;
  readonly permissions: readonly Permission[];
}

/** Reads a policy, which must be one that AWS takes, or one without statements; `when` names by Sid the late value without which a statement is not there. */
export function readPolicy(
  document: unknown,
  kind: PolicyKind,
  when: (sid: string) => string | undefined = always,
): PolicyPermissions {
  // AWS refuses such a document, but it is what a policy without statements says.
  if (isObject(document) && Array.isArray(document.Statement) && document.Statement.length === 0) {
    return { ok: true, statements: [] };
  }
  const read = readDocument(document, kind);
  if (!read.ok) return { ok: false, problem: read.problems.find(({ severity }) => severity === "error") };
  const isOld = read.value.version === "2008-10-17";
  const values = listOf((document as { readonly Statement: unknown }).Statement) as readonly Elements[];
  return {
    ok: true,
    statements: read.value.statements.map(({ index, sid = "" }) => ({
      sid,
      permissions: permissionsOf(statementText(values[index] ?? {}, isOld), whenOf(when(sid))),
    })),
  };
}

/** No statement depends on a late value. */
function always(): undefined {
  return undefined;
}

function whenOf(when: string | undefined): Pick<Permission, "when"> {
  return when === undefined ? {} : { when };
}

interface Elements {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Condition?: unknown;
}

/** The reader has accepted the statement: every element has its type. */
function statementText(elements: Elements, isOld: boolean): StatementText {
  const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition = {} } = elements;
  return {
    effect: Effect === "Allow" ? "Allow" : "Deny",
    actions: { negated: Action === undefined, entries: listOf(Action ?? NotAction) as readonly string[] },
    ...(Resource === undefined && NotResource === undefined
      ? {}
      : { resources: { negated: Resource === undefined, entries: listOf(Resource ?? NotResource) as readonly Text[] } }),
    ...(Principal === undefined && NotPrincipal === undefined
      ? {}
      : { principals: { negated: Principal === undefined, entries: principalsOf(Principal ?? NotPrincipal) } }),
    conditions: conditionsOf(Condition as Readonly<Record<string, Readonly<Record<string, unknown>>>>),
    ...(isOld ? { old: true } : {}),
  };
}

function principalsOf(principal: unknown): readonly PrincipalName[] {
  if (!isObject(principal)) return [{ kind: "*", name: "*" }];
  return Object.entries(principal).flatMap(([kind, names]) =>
    (listOf(names) as readonly Text[]).map((name) => (kind === "AWS" && name === "*" ? { kind: "*", name } : { kind, name })),
  );
}

function conditionsOf(condition: Readonly<Record<string, Readonly<Record<string, unknown>>>>): readonly ConditionText[] {
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: listOf(values).map(valueText) })),
  );
}

/** Numbers and booleans are accepted without quotes. */
function valueText(value: unknown): Text {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : (value as Text);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
