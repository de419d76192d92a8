/** The policies of one principal or resource, read: permissions, and what no permissions can be made of. */

import { type Permission, readPolicy } from "../iam/difference";
import type { PolicyKind } from "../iam/evaluate";
import { quote } from "../problem";
import type { AccessDocument, AttachedPolicies } from "./access";

/** A permission, and what asks for it. */
export interface CitedPermission extends Permission {
  readonly askedForBy: readonly string[];
}

/** Permissions, and by a key that is equal for equal texts what is not known. */
export interface ReadPolicies {
  readonly kind: PolicyKind;
  readonly permissions: readonly CitedPermission[];
  /** Policies whose content is not known, but whose text is: key -> words. */
  readonly opaque: ReadonlyMap<string, string>;
  /** What is not known at all. */
  readonly unknown: readonly string[];
}

/** Reads the policies of a side that may not have any. */
export function readAttached(attached: AttachedPolicies | undefined, kind: PolicyKind): ReadPolicies {
  if (attached === undefined) return { kind, permissions: [], opaque: new Map(), unknown: [] };
  const read = readDocuments(attached.policies, kind);
  const expressions = attached.opaque.map((text): [string, string] => [
    text,
    `the policy that ${quote(text)} yields is not known`,
  ]);
  return { ...read, opaque: new Map([...read.opaque, ...expressions]), unknown: attached.unknown };
}

/** Reads documents; what AWS would refuse is opaque, not empty. */
export function readDocuments(documents: readonly AccessDocument[], kind: PolicyKind): ReadPolicies {
  const opaque = new Map<string, string>();
  const permissions = documents.flatMap((one): readonly CitedPermission[] => {
    const read = readPolicy(one.document, kind, (sid) => own(one.onlyWith, sid)?.name);
    if (read.ok)
      return read.statements.flatMap(({ sid, permissions: all }) => all.map((permission) => cited(permission, one, sid)));
    const { path = [], message = "it is not a policy" } = read.problem ?? {};
    const place = path.length === 0 ? "" : ` at ${quote(path.join("."))}`;
    opaque.set(JSON.stringify(one.document) ?? "", `policy ${quote(one.name)} cannot be read: ${message}${place}`);
    return [];
  });
  return { kind, permissions, opaque, unknown: [] };
}

function cited(permission: Permission, { askedForBy }: AccessDocument, sid: string): CitedPermission {
  return { ...permission, askedForBy: own(askedForBy, sid) ?? [] };
}

/** Sids may be called `constructor`. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
