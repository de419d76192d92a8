/** The two sides of a difference: permissions with their statements, and which of them cancel out. */
import { groupBy } from "../../collections";
import type { PolicyDocument, PolicyStatement } from "../evaluate/document";
import { saysAlone } from "../evaluate/policies";
import type { PolicyKind } from "../evaluate/reading";
import type { Request } from "../evaluate/request";
import { type Permission, selectionOf } from "./permission";
import { statementOf } from "./read-permission";

/** A permission of one side that the other does not have in every case, or may not have; or one of the other that refuses what both allow. */
export interface Difference<P extends Permission> {
  readonly permission: P;
  readonly verdict: "refuted" | "unknown";
  /** A request that shows it; the evaluator has confirmed it. */
  readonly request?: Request;
  /** Permissions of the other side that speak of some of the same requests. */
  readonly near: readonly P[];
}

/** A permission with its statement. */
export interface Read<P extends Permission> {
  readonly permission: P;
  readonly statement: PolicyStatement;
}

/** One side: what can be read of it, by effect, and what cannot. */
export interface Side<P extends Permission> {
  readonly allows: readonly Read<P>[];
  readonly denies: readonly Read<P>[];
  readonly unread: readonly P[];
}

/** Whether it refuses. */
export function isDeny({ effect }: Permission): boolean {
  return effect === "Deny";
}

/** A difference that a request shows. */
export function refuted<P extends Permission>(permission: P, request: Request, near: readonly P[]): Difference<P> {
  return { permission, verdict: "refuted", request: spelled(request, permission), near };
}

/** A difference that may be none. */
export function doubt<P extends Permission>(permission: P): Difference<P> {
  return { permission, verdict: "unknown", near: [] };
}

/** The request with its action in the letters of the policy, where that names it: actions have no case, and the comparison keeps none. */
export function spelled(request: Request, { action, actions }: Permission): Request {
  const names = (selectionOf(action, actions)?.entries ?? []).map((name) => name.replaceAll("*", "Example"));
  const name = names.find((one) => one.toLowerCase() === request.action.toLowerCase());
  return name === undefined ? request : { ...request, action: name };
}

/** Whether some of `permissions` refuse a request. */
export function isRefusedBy(permissions: readonly Permission[], request: Request, kind: PolicyKind): boolean {
  return refuses(
    readAll(permissions, kind).map(({ statement }) => statement),
    request,
  );
}

/** Whether some statements refuse a request. */
export function refuses(statements: readonly PolicyStatement[], request: Request): boolean {
  return saysAlone(asDocument(statements), request).deny !== undefined;
}

/** Whether one of some permissions is equal to a given one, and there whenever that is. */
export function cancelledBy<P extends Permission>(permissions: readonly P[]): (permission: P) => boolean {
  const byId = groupBy(permissions, ({ id }) => id);
  return (permission) => (byId.get(permission.id) ?? []).some((other) => isThere(other, permission));
}

/** Whether `permission` is there whenever `other` is. */
export function isThere(permission: Permission, other: Permission): boolean {
  return permission.when === undefined || permission.when === other.when;
}

/** A side, read. */
export function sideOf<P extends Permission>(permissions: readonly P[], kind: PolicyKind): Side<P> {
  const all = readAll(permissions, kind);
  return {
    allows: all.filter(({ statement }) => statement.effect === "Allow"),
    denies: all.filter(({ statement }) => statement.effect === "Deny"),
    unread: permissions.filter((permission) => statementOf(permission, kind) === undefined),
  };
}

function readAll<P extends Permission>(permissions: readonly P[], kind: PolicyKind): readonly Read<P>[] {
  return permissions.flatMap((permission) => {
    const statement = statementOf(permission, kind);
    return statement === undefined ? [] : [{ permission, statement }];
  });
}

/** What was read, as a document. */
export function documentOfAll(all: readonly Read<Permission>[]): PolicyDocument {
  return asDocument(all.map(({ statement }) => statement));
}

/** Statements as a document. */
export function asDocument(statements: readonly PolicyStatement[]): PolicyDocument {
  return { version: "2012-10-17", statements: statements.map((statement, index) => ({ ...statement, index })) };
}
