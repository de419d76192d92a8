/** Who reaches what, and who was granted it: the map on which isolation is decided. */

import { append, groupBy } from "../../collections";
import { hasNoResource } from "../../iam/actions/table";
import { textOf } from "../../iam/compare/dimension";
import { arnOf, lettersOf } from "../../iam/evaluate/letters";
import { actionGlob } from "../../iam/evaluate/named";
import { literal, matches } from "../../iam/glob";
import { concat, showText, type Text } from "../../iam/text";
import type { RoleOwner, RoleStack } from "../../model/model";
import { isName, masked, partsBelow } from "./names";
import { type Entry, entryOf } from "./overlap";
import type { ProvenRole } from "./proven-role";
import type { Sharing } from "./theorem";
import { keyOf, type TracedPermission } from "./traced-permission";

/** What one service was granted on one resource. */
export interface ServiceGrant {
  readonly owner: RoleOwner;
  readonly stack: RoleStack;
  /** What it named for it, or a pattern of its own, which names nothing. */
  readonly base: string;
  readonly isNamed: boolean;
  readonly resource: Text;
  /** The account of the resource, where that is known. */
  readonly account?: Text;
  /** The service prefixes of the actions. */
  readonly prefixes: Set<string>;
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
  /** All that the service of a grant was granted by a name. */
  readonly namedBy: (grant: ServiceGrant) => readonly ServiceGrant[];
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
      .filter(({ resource, action, unchecked }) => resource === "*" && (unchecked === true || hasNoResource(action) !== true))
      .map((permission) => ({ proven, permission })),
  );
  return { resources, everywhere, named: namesOf(roles), namedBy: namedGrantsOf(resources) };
}

/** Looked up when somebody asks, which is seldom: then for all services at once. */
function namedGrantsOf(resources: ReadonlyMap<string, ResourceReach>): ReachMap["namedBy"] {
  let known: ReadonlyMap<string, readonly ServiceGrant[]> | undefined;
  const idOf = ({ stack, owner }: ServiceGrant): string => serviceId(stack, owner.name);
  const all = () => [...resources.values()].flatMap(({ grants }) => [...grants.values()].flatMap((one) => [...one.values()]));
  return (grant) => {
    known ??= groupBy(
      all().filter(({ isNamed }) => isNamed),
      idOf,
    );
    return known.get(idOf(grant)) ?? [];
  };
}

function addPermission(proven: ProvenRole, permission: TracedPermission, resourceOf: (resource: Text) => ResourceReach): void {
  if (permission.effect !== "Allow") return;
  for (const resource of reachedBy(permission)) {
    append(resourceOf(resource).reaching, proven, resource === permission.resource ? permission : { ...permission, resource });
  }
}

const byPath = literal("ssm:getparametersbypath");

/** The resource, and with `ssm:GetParametersByPath` what lies below it (https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html). */
function reachedBy({ resource, action }: TracedPermission): readonly Text[] {
  if (resource === undefined || resource === "*") return [];
  if (!/^(?:ssm|.*[*?].*):/i.test(action) || !matches(actionGlob(action), byPath)) return [resource];
  const shown = showText(resource);
  return shown.endsWith("*") ? [resource] : [resource, concat(resource, shown.endsWith("/") ? "*" : "/*")];
}

/** What belongs to a whole cluster (`base` is `*`) is nobody's. A role that several services share declares for all of them alike: the first has the grant, and every one of them has named it. */
function addGrants({ stack, owners, declared: rows }: ProvenRole, resourceOf: (resource: Text) => ResourceReach): void {
  const [owner] = owners;
  if (owner === undefined) return;
  const id = serviceId(stack, owner.name);
  for (const { resource, base = "*", action, owner: account } of rows.flatMap(withParts)) {
    if (resource === undefined || base === "*" || isOfAws(resource)) continue;
    const { grants } = resourceOf(resource);
    const byOwner = grants.get(base) ?? new Map<string, ServiceGrant>();
    grants.set(base, byOwner);
    const known = byOwner.get(id);
    if (known !== undefined) known.prefixes.add(prefixOf(action));
    else
      byOwner.set(id, {
        owner,
        stack,
        base,
        resource,
        prefixes: new Set([prefixOf(action)]),
        ...traitsOf(base, resource, account),
      });
  }
}

/** A permission on a thing, and one on what lies below it: there the same content is read. */
function withParts(row: TracedPermission): readonly TracedPermission[] {
  const { resource } = row;
  const below = resource === undefined ? undefined : partsBelow(keyOf(resource));
  return resource === undefined || below === undefined ? [row] : [row, { ...row, resource: concat(resource, below) }];
}

function traitsOf(base: string, resource: Text, owner: Text | undefined): Pick<ServiceGrant, "isNamed" | "account"> {
  const account = accountIn(resource) ?? owner;
  return { isNamed: isName(base), ...(account === undefined ? {} : { account }) };
}

/** The account segment of an ARN, if it has one. Literal ARNs are many. */
function accountIn(resource: Text): Text | undefined {
  if (typeof resource === "string") return /^arn:[^:]*:[^:]*:[^:]*:([^:]+):/.exec(resource)?.[1];
  const segment = arnOf(lettersOf(resource))?.account ?? [];
  return segment.length === 0 ? undefined : textOf(segment);
}

/** What AWS owns and shows to everybody: foundation models, public parameters, managed policies. */
export function isOfAws(resource: Text): boolean {
  return /^arn:[^:]*:(?:bedrock:[^:]*::foundation-model\/|ssm:[^:]*::parameter\/aws\/|[^:]*:[^:]*:aws:)/.test(
    masked(keyOf(resource)),
  );
}

/** The service prefix of an action, in lower case. */
export function prefixOf(action: string): string {
  return action.split(":")[0]?.toLowerCase() ?? "";
}

function namesOf(roles: readonly ProvenRole[]): ReachMap["named"] {
  const byService = new Map<string, Set<string>>();
  for (const { stack, services, declared: rows } of roles) {
    for (const id of services.map((name) => serviceId(stack, name))) {
      const known = byService.get(id) ?? new Set();
      byService.set(id, known);
      for (const { base = "*" } of rows.filter(({ base: name = "*" }) => isName(name))) known.add(base);
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
      if (!isName(base)) continue;
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
