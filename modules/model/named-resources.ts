/** Everything that the platform file calls by a name: what expectations and questions may name instead of an ARN. */

import { showText, type Text } from "../iam/text";
import type { Spec } from "../spec/schema";
import type { AccessItem } from "./access/access";
import type { RoleStack, Secret, ServicePart, StackVariable } from "./model";
import { taskRolesOf } from "./task-roles";

/** A resource with the name that people have for it. */
export interface NamedResource {
  readonly name: string;
  readonly arn: Text;
  /** What belongs to it under other ARNs: the executions of a state machine. */
  readonly more: readonly Text[];
  /** The stack that names it. */
  readonly stack: string;
  /** The service that names it; absent for what belongs to the platform. */
  readonly service?: string;
}

/** Resources by name; one name may stand for several of different kinds. */
export type NamedResources = ReadonlyMap<string, readonly NamedResource[]>;

/** What names are looked for in; a construct's part of a stack has no variables. */
type NamingStack = RoleStack & { readonly variables?: readonly StackVariable[] };

/** All names of a platform: those in access lists, of secrets and parameters, keys, repositories, buckets, log groups and roles. */
export function namedResources(model: { readonly stacks: readonly NamingStack[] }, keys: Spec["keys"]): NamedResources {
  const all = model.stacks.flatMap((stack) => [
    ...stack.services.flatMap((service) => ofService(service, stack)),
    ...[...stack.repositories, ...stack.buckets, ...stack.logGroups].map(({ name, arn }) => named(name, arn, stack)),
    ...rolesOf(stack).map(({ name, arn }) => named(name, arn, stack)),
    ...Object.entries(keys).flatMap(([name, key]) => keyOf(key, stack).map((arn) => named(name, arn, stack))),
  ]);
  const byName = new Map<string, Map<string, NamedResource>>();
  for (const one of all) {
    const known = byName.get(one.name) ?? new Map<string, NamedResource>();
    byName.set(one.name, known.set(`${showText(one.arn)} ${one.service ?? ""}`, one));
  }
  return new Map([...byName].map(([name, things]) => [name, [...things.values()]]));
}

function named(name: string, arn: Text, { name: stack }: NamingStack): NamedResource {
  return { name, arn, more: [], stack };
}

function rolesOf({ services, executionRoles, clusters }: NamingStack) {
  return [
    ...services.flatMap((service) => taskRolesOf(service).map(({ role }) => role)),
    ...services.flatMap(({ infrastructureRole }) => infrastructureRole ?? []),
    ...executionRoles.map(({ role }) => role),
    ...clusters.flatMap(({ capacities }) => capacities.map(({ role }) => role)),
  ];
}

function ofService(service: ServicePart, { name: stack }: NamingStack): readonly NamedResource[] {
  const items = taskRolesOf(service).flatMap(({ access }) => access);
  const secrets = (service.containers ?? []).flatMap((container) =>
    [...container.secrets, container.repositoryCredentials].filter((secret) => secret !== undefined),
  );
  const own = { stack, service: service.name };
  return [
    ...items.flatMap((item) => ofAccess(item).map((one) => ({ ...one, ...own }))),
    ...secrets.flatMap((secret) => ofSecret(secret).map((one) => ({ ...one, ...own }))),
  ];
}

type Bare = Pick<NamedResource, "name" | "arn" | "more">;

/** The shortest ARN of an item is what it names, the others belong to it. */
function ofAccess(access: AccessItem): readonly Bare[] {
  if (access.intent === "statement") return [];
  const all = Object.values(access.resources).flat();
  const [arn, ...more] = all.toSorted((left, right) => showText(left).length - showText(right).length);
  return arn === undefined || arn === "*" ? [] : [{ name: access.name, arn, more }];
}

/** A secret under its name, a parameter with its first slash and as the platform file writes it. */
function ofSecret({ kind, resource }: Secret): readonly Bare[] {
  const [, secret] = /:secret:(.+?)(?:-[A-Za-z0-9?]{6})?$/.exec(showText(resource)) ?? [];
  const [, parameter] = /:parameter(\/.+)$/.exec(showText(resource)) ?? [];
  const path = kind === "parameter" ? parameter : undefined;
  const names = path === undefined ? [secret] : [path, path.slice(1), `ssm:${path}`];
  return names.flatMap((name) => (name === undefined ? [] : [{ name, arn: resource, more: [] }]));
}

/** The ARN of a key; a variable is one in the stacks that declare it. */
function keyOf(key: Spec["keys"][string], { variables = [] }: NamingStack): readonly Text[] {
  const reference = typeof key === "object" && "arn" in key ? key.arn : key;
  if (typeof reference === "string") return [reference];
  return variables.filter(({ name }) => name === reference.var).map(({ late }) => late);
}
