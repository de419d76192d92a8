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
export interface ServiceGrant {
  readonly owner: RoleOwner;
  readonly stack: RoleStack;
  readonly base: string;
  readonly resource: Text;
  /** The service prefixes of the actions. */
  readonly prefixes: Set<string>;
  readonly path: Path;
}

/** Grants on one resource by the resource that was named, then by service. */
type ServiceGrants = Map<string, Map<string, ServiceGrant>>;

/** A resource with every role that reaches it and every service that was granted it. */
export interface ResourceReach {
  readonly entry: Entry;
  readonly reaching: Map<ProvenRole, TracedPermission[]>;
  readonly grants: ServiceGrants;
}

/** All resources by key, the permissions on `*` whose actions have resources, and what the services of each role named. */
export interface ReachMap {
  readonly resources: ReadonlyMap<string, ResourceReach>;
  readonly everywhere: readonly { readonly proven: ProvenRole; readonly permission: TracedPermission }[];
  readonly named: ReadonlyMap<ProvenRole, ReadonlySet<string>>;
}

/** The map of all roles of a platform. */
export function reachMapOf(roles: readonly ProvenRole[]): ReachMap {
  const resources = new Map<string, ResourceReach>();
  const resourceOf = (resource: Text): ResourceReach => {
    const key = keyOf(resource);
    const known = resources.get(key);
    if (known !== undefined) return known;
    const made: ResourceReach = { entry: entryOf(resource), reaching: new Map(), grants: new Map() };
    resources.set(key, made);
    return made;
  };
  for (const proven of roles) {
    for (const permission of proven.allows) addPermission(proven, permission, resourceOf);
    addGrants(proven, resourceOf);
  }
  const everywhere = roles.flatMap((proven) =>
    proven.allows
      .filter(({ resource, action }) => resource === "*" && hasNoResource(action) !== true)
      .map((permission) => ({ proven, permission })),
  );
  return { resources, everywhere, named: namesOf(roles) };
}

function addPermission(proven: ProvenRole, permission: TracedPermission, resourceOf: (resource: Text) => ResourceReach): void {
  if (permission.effect !== "Allow" || permission.resource === undefined || permission.resource === "*") return;
  const { reaching } = resourceOf(permission.resource);
  const known = reaching.get(proven);
  if (known === undefined) reaching.set(proven, [permission]);
  else known.push(permission);
}

/** What belongs to a whole cluster (`base` is `*`) is nobody's. A role that several services share declares for all of them alike: the first has the grant, and every one of them has named it. */
function addGrants({ stack, owners, rows }: ProvenRole, resourceOf: (resource: Text) => ResourceReach): void {
  const [owner] = owners;
  if (owner === undefined) return;
  const id = serviceId(stack, owner.name);
  for (const { resource, base = "*", action, paths } of rows) {
    if (resource === undefined || base === "*") continue;
    const { grants } = resourceOf(resource);
    const byOwner = grants.get(base) ?? new Map<string, ServiceGrant>();
    grants.set(base, byOwner);
    const known = byOwner.get(id);
    if (known !== undefined) known.prefixes.add(prefixOf(action));
    else byOwner.set(id, { owner, stack, base, resource, prefixes: new Set([prefixOf(action)]), path: paths[0] ?? owner.path });
  }
}

/** The service prefix of an action, in lower case. */
export function prefixOf(action: string): string {
  return action.split(":")[0]?.toLowerCase() ?? "";
}

function namesOf(roles: readonly ProvenRole[]): ReachMap["named"] {
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
export function sharingOf({ resources }: ReachMap): readonly Sharing[] {
  const services = new Map<string, Set<string>>();
  for (const { grants } of resources.values()) {
    for (const [base, byOwner] of grants) {
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
