/** Who reaches what, and who was granted it: the map on which isolation is decided. */

import { hasNoResource } from "../../iam/actions/table";
import type { Text } from "../../iam/text";
import type { RoleOwner, RoleStack } from "../../model/model";
import type { Path } from "../../problem";
import { type Entry, entryOf } from "./overlap";
import type { ProvenRole } from "./proven-role";
import type { Sharing } from "./theorem";
import { keyOf, type TracedPermission } from "./traced-permission";

/** What one service was granted on one resource; `base` is the resource that it named for it. */
export interface Claim {
  readonly owner: RoleOwner;
  readonly stack: RoleStack;
  readonly base: string;
  readonly resource: Text;
  /** The service prefixes of the actions. */
  readonly prefixes: Set<string>;
  readonly path: Path;
}

/** Claims on one resource by the resource that was named, then by service. */
type Claims = Map<string, Map<string, Claim>>;

/** A resource with every role that reaches it and every service that was granted it. */
export interface Site {
  readonly entry: Entry;
  readonly reaching: Map<ProvenRole, TracedPermission[]>;
  readonly claims: Claims;
}

/** All resources by key, the rows on `*` whose actions have resources, and what the services of each role named. */
export interface Landscape {
  readonly sites: ReadonlyMap<string, Site>;
  readonly everywhere: readonly { readonly proven: ProvenRole; readonly permission: TracedPermission }[];
  readonly named: ReadonlyMap<ProvenRole, ReadonlySet<string>>;
}

/** Surveys all roles of a platform once. */
export function survey(roles: readonly ProvenRole[]): Landscape {
  const sites = new Map<string, Site>();
  const siteOf = (resource: Text): Site => {
    const key = keyOf(resource);
    const known = sites.get(key);
    if (known !== undefined) return known;
    const made: Site = { entry: entryOf(resource), reaching: new Map(), claims: new Map() };
    sites.set(key, made);
    return made;
  };
  for (const proven of roles) {
    for (const permission of proven.allows) reach(proven, permission, siteOf);
    claim(proven, siteOf);
  }
  const everywhere = roles.flatMap((proven) =>
    proven.allows
      .filter(({ resource, action }) => resource === "*" && hasNoResource(action) !== true)
      .map((permission) => ({ proven, permission })),
  );
  return { sites, everywhere, named: namesOf(roles) };
}

function reach(proven: ProvenRole, permission: TracedPermission, siteOf: (resource: Text) => Site): void {
  if (permission.effect !== "Allow" || permission.resource === undefined || permission.resource === "*") return;
  const { reaching } = siteOf(permission.resource);
  const known = reaching.get(proven);
  if (known === undefined) reaching.set(proven, [permission]);
  else known.push(permission);
}

/** What belongs to a whole cluster (`base` is `*`) is nobody's. A role that several services share declares for all of them alike: the first claims, and every one of them has named it. */
function claim({ stack, owners, rows }: ProvenRole, siteOf: (resource: Text) => Site): void {
  const [owner] = owners;
  if (owner === undefined) return;
  const id = serviceId(stack, owner.name);
  for (const { resource, base = "*", action, paths } of rows) {
    if (resource === undefined || base === "*") continue;
    const { claims } = siteOf(resource);
    const byOwner = claims.get(base) ?? new Map<string, Claim>();
    claims.set(base, byOwner);
    const known = byOwner.get(id);
    if (known !== undefined) known.prefixes.add(prefixOf(action));
    else byOwner.set(id, { owner, stack, base, resource, prefixes: new Set([prefixOf(action)]), path: paths[0] ?? owner.path });
  }
}

/** The service prefix of an action, in lower case. */
export function prefixOf(action: string): string {
  return action.split(":")[0]?.toLowerCase() ?? "";
}

function namesOf(roles: readonly ProvenRole[]): Landscape["named"] {
  const byService = new Map<string, Set<string>>();
  for (const { stack, services, rows } of roles) {
    for (const id of services.map((name) => serviceId(stack, name))) {
      const known = byService.get(id) ?? new Set();
      for (const { base = "*" } of rows) known.add(base);
      byService.set(id, known);
    }
  }
  return new Map(
    roles.map((proven) => [
      proven,
      new Set(proven.services.flatMap((name) => [...(byService.get(serviceId(proven.stack, name)) ?? [])])),
    ]),
  );
}

function serviceId(stack: RoleStack, name: string): string {
  return `${stack.name}/${name}`;
}

/** What is shared because several services name it, by resource. */
export function sharingOf({ sites }: Landscape): readonly Sharing[] {
  const services = new Map<string, Set<string>>();
  for (const { claims } of sites.values()) {
    for (const [base, byOwner] of claims) {
      const known = services.get(base) ?? new Set();
      for (const { owner } of byOwner.values()) known.add(owner.name);
      services.set(base, known);
    }
  }
  return [...services]
    .filter(([, names]) => names.size > 1)
    .map(([base, names]) => ({ resource: shown(base), services: [...names].sort() }))
    .sort((left, right) => (left.resource < right.resource ? -1 : 1));
}

/** A key for people: late values as `${name}`. */
function shown(key: string): string {
  return key
    .split("\u0000")
    .map((part, index) => (index % 2 === 0 ? part : `\${${part}}`))
    .join("");
}
