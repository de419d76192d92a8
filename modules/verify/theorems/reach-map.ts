/** Who reaches what, and who was granted it: the map on which isolation is decided. */

import { groupBy } from "../../collections";
import { hasNoResource } from "../../iam/actions/table";
import { textOf } from "../../iam/compare/dimension";
import { arnOf, lettersOf } from "../../iam/evaluate/letters";
import { actionGlob } from "../../iam/evaluate/named";
import { literal, matches } from "../../iam/glob";
import { concat, showText, type Text } from "../../iam/text";
import type { RoleOwner, RoleStack } from "../../model/model";
import { type LateForm, lateFormOf } from "./late-form";
import { type NamedThing, type NamedThings, namedThingsOf } from "./named-things";
import { isName, masked, partsBelow } from "./names";
import { type Entry, entryOf } from "./overlap";
import type { ProvenRole } from "./proven-role";
import { type StackValues, stackValuesOf } from "./stack-values";
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

/** Grants on one resource under one base, by service. */
export interface GrantGroup {
  readonly base: string;
  readonly isNamed: boolean;
  readonly byService: Map<string, ServiceGrant>;
  /** The form of resource and base together. */
  readonly form: LateForm | undefined;
}

/** A role that reaches a resource, and the permissions by which it does. */
interface Reaching {
  readonly proven: ProvenRole;
  readonly permissions: TracedPermission[];
}

/** A resource with every role that reaches it and every service that was granted it, by what the services named. */
export interface ResourceReach extends Entry {
  readonly reaching: Reaching[];
  readonly grants: Map<string, GrantGroup>;
}

/** A resource that is declared for a role, as it is called among all stacks. */
interface DeclaredThing extends NamedThing {
  readonly row: TracedPermission;
}

/** All resources by key, the permissions on `*` whose actions have resources, and what the services of each role named. */
export interface ReachMap {
  readonly resources: ReadonlyMap<string, ResourceReach>;
  readonly everywhere: readonly { readonly proven: ProvenRole; readonly permission: TracedPermission }[];
  readonly named: ReadonlyMap<ProvenRole, NamedThings>;
  /** All that the service of a grant was granted by a name. */
  readonly namedBy: (grant: ServiceGrant) => readonly ServiceGrant[];
  /** What is declared for each role, but for what belongs to whole clusters or to AWS. */
  readonly declared: ReadonlyMap<ProvenRole, readonly DeclaredThing[]>;
}

/** The map of all roles of a platform. */
export function reachMapOf(roles: readonly ProvenRole[]): ReachMap {
  const valuesOf = stackValuesOf(roles);
  const declared = new Map(roles.map((proven) => [proven, thingsOf(proven, valuesOf(proven.stack))]));
  const resources = new Map<string, ResourceReach>();
  const resourceOf = (resource: Text): ResourceReach => {
    const key = keyOf(resource);
    const known = resources.get(key);
    if (known !== undefined) return known;
    const made: ResourceReach = { ...entryOf(resource), reaching: [], grants: new Map() };
    resources.set(key, made);
    return made;
  };
  for (const [proven, things] of declared) {
    const values = valuesOf(proven.stack);
    for (const permission of proven.allows) addPermission(proven, permission, values, resourceOf);
    addGrants(proven, things, resourceOf);
  }
  const everywhere = roles.flatMap((proven) =>
    proven.allows
      .filter(({ resource, action, unchecked }) => resource === "*" && (unchecked === true || hasNoResource(action) !== true))
      .map((permission) => ({ proven, permission })),
  );
  return { resources, everywhere, named: namedThingsOf(declared), namedBy: namedGrantsOf(resources), declared };
}

/** Looked up when somebody asks, which is seldom: then for all services at once. */
function namedGrantsOf(resources: ReadonlyMap<string, ResourceReach>): ReachMap["namedBy"] {
  let known: ReadonlyMap<string, readonly ServiceGrant[]> | undefined;
  const idOf = ({ stack, owner }: ServiceGrant): string => serviceId(stack, owner.name);
  return (grant) => {
    known ??= groupBy(
      grantsOf(resources).filter(({ isNamed }) => isNamed),
      idOf,
    );
    return known.get(idOf(grant)) ?? [];
  };
}

/** Every grant on every resource. */
export function grantsOf(resources: ReadonlyMap<string, ResourceReach>): readonly ServiceGrant[] {
  return [...resources.values()].flatMap(({ grants }) =>
    [...grants.values()].flatMap(({ byService }) => [...byService.values()]),
  );
}

function addPermission(
  proven: ProvenRole,
  permission: TracedPermission,
  values: StackValues,
  resourceOf: (resource: Text) => ResourceReach,
): void {
  if (permission.effect !== "Allow") return;
  for (const resource of reachedBy(permission).map(values.text)) {
    const { reaching } = resourceOf(resource);
    const own = resource === permission.resource ? permission : { ...permission, resource };
    const last = reaching.at(-1);
    // roles come one after the other
    if (last?.proven === proven) last.permissions.push(own);
    else reaching.push({ proven, permissions: [own] });
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

/** A role that several services share declares for all of them alike: the first has the grant, and every one of them has named it. */
function addGrants(
  { stack, owners }: ProvenRole,
  things: readonly DeclaredThing[],
  resourceOf: (resource: Text) => ResourceReach,
): void {
  const [owner] = owners;
  if (owner === undefined) return;
  const id = serviceId(stack, owner.name);
  for (const { base, resource, isNamed, row } of things) {
    const { byService } = groupOf(resourceOf(resource).grants, base, isNamed, resource);
    const known = byService.get(id);
    if (known !== undefined) known.prefixes.add(prefixOf(row.action));
    else {
      const prefixes = new Set([prefixOf(row.action)]);
      byService.set(id, { owner, stack, base, isNamed, resource, prefixes, ...accountOf(resource, row.owner) });
    }
  }
}

/** What belongs to a whole cluster (`base` is `*`) is nobody's. What lies below a thing goes with it: there the same content is read. */
function thingsOf({ declared }: ProvenRole, values: StackValues): readonly DeclaredThing[] {
  const things: DeclaredThing[] = [];
  for (const row of declared) {
    const { base = "*", resource } = row;
    if (base === "*" || resource === undefined || isOfAws(resource)) continue;
    const isNamed = isName(base);
    const called = { base: values.key(base), isNamed, row };
    things.push({ ...called, resource: values.text(resource) });
    const below = partsBelow(keyOf(resource));
    if (below !== undefined) things.push({ ...called, resource: values.text(concat(resource, below)) });
  }
  return things;
}

function groupOf(grants: Map<string, GrantGroup>, base: string, isNamed: boolean, resource: Text): GrantGroup {
  const known = grants.get(base);
  if (known !== undefined) return known;
  const made = { base, isNamed, byService: new Map<string, ServiceGrant>(), form: lateFormOf(resource, base) };
  grants.set(base, made);
  return made;
}

function accountOf(resource: Text, owner: Text | undefined): Pick<ServiceGrant, "account"> {
  const account = accountIn(resource) ?? owner;
  return account === undefined ? {} : { account };
}

/** The account segment of an ARN, if it has one. Literal ARNs are many. */
function accountIn(resource: Text): Text | undefined {
  if (typeof resource === "string") return /^arn:[^:]*:[^:]*:[^:]*:([^:]+):/.exec(resource)?.[1];
  const segment = arnOf(lettersOf(resource))?.account ?? [];
  return segment.length === 0 ? undefined : textOf(segment);
}

/** What AWS owns and shows to everybody: foundation models, public parameters, managed policies. */
function isOfAws(resource: Text): boolean {
  return /^arn:[^:]*:(?:bedrock:[^:]*::foundation-model\/|ssm:[^:]*::parameter\/aws\/|[^:]*:[^:]*:aws:)/.test(
    masked(keyOf(resource)),
  );
}

/** The service prefix of an action, in lower case. */
export function prefixOf(action: string): string {
  return action.split(":")[0]?.toLowerCase() ?? "";
}

function serviceId(stack: RoleStack, name: string): string {
  return `${stack.name}/${name}`;
}

/** What is shared because several services name it, by resource. */
export function sharingOf({ resources }: ReachMap): readonly Sharing[] {
  const services = new Map<string, Set<string>>();
  for (const { grants } of resources.values()) {
    for (const { base, isNamed, byService } of grants.values()) {
      if (!isNamed) continue;
      const known = services.get(base) ?? new Set();
      for (const { owner } of byService.values()) known.add(owner.name);
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
