/** Terraform names of everything in a stack, in snake_case from the user's own names. They are API: a renamed address makes Terraform replace the resource. */

import { createHash } from "node:crypto";
import { by } from "../collections";
import type { Capacity, ClusterModel, ExecutionRoleModel, LogGroup, Repository, ServiceModel, StackModel } from "../model/model";
import { terraformName } from "../model/role-name";
import type { RolePolicies, StackPolicies } from "../policy/policy-set";

/** The ids of a stack's resources. Things of one kind never share an id. */
export interface Addresses {
  /** By the role's name in IAM. */
  readonly roles: ReadonlyMap<string, string>;
  /** By the cluster's key. */
  readonly clusters: ReadonlyMap<string, string>;
  /** By the full name of the capacity. */
  readonly capacities: ReadonlyMap<string, string>;
  /** By the repository's key. */
  readonly repositories: ReadonlyMap<string, string>;
  /** By the service's name. */
  readonly services: ReadonlyMap<string, string>;
  /** By the log group's name. */
  readonly logGroups: ReadonlyMap<string, string>;
  /** By the bucket's name. */
  readonly buckets: ReadonlyMap<string, string>;
}

/**
 * The addresses of a stack; they depend on names alone, never on the order of the platform file. `before` gives those under the former names of what was
 * renamed.
 */
export function stackAddresses(stack: StackModel, policies: StackPolicies, era: "now" | "before" = "now"): Addresses {
  return addressesOf(era === "now" ? stack : formerly(stack), policies);
}

/** The stack with every former name in the place of the name that addresses are made of; what they are looked up by stays. */
function formerly(stack: StackModel): NamedStack {
  const { clusters, repositories, services, logGroups } = stack;
  return {
    ...stack,
    clusters: clusters.map((cluster) => ({ ...cluster, id: cluster.renamed })),
    repositories: repositories.map((repository) => ({ ...repository, id: repository.renamed })),
    services: services.map((service) => ({ ...service, id: service.renamed })),
    logGroups: logGroups.map((group) => ({ ...group, id: group.renamed })),
  };
}

/** `id`: what the address is made of, if it is not the name. */
type Identified<T> = T & { readonly id?: string | undefined };

interface NamedStack extends Pick<StackModel, "executionRoles" | "buckets"> {
  readonly clusters: readonly Identified<ClusterModel>[];
  readonly repositories: readonly Identified<Repository>[];
  readonly services: readonly Identified<ServiceModel>[];
  readonly logGroups: readonly Identified<LogGroup>[];
}

function addressesOf(stack: NamedStack, policies: StackPolicies): Addresses {
  const capacities = stack.clusters.flatMap((cluster) => cluster.capacities.map((capacity) => ({ cluster, capacity })));
  return {
    roles: distinct(roleNames(stack, policies)),
    clusters: distinct(stack.clusters.map(({ key, id = key }) => [key, id])),
    capacities: distinct(capacities.map(({ cluster, capacity }) => [capacity.fullName, capacityName(cluster, capacity)])),
    repositories: distinct(stack.repositories.map(({ key, id = key }) => [key, id])),
    services: distinct(stack.services.map(({ name, id = name }) => [name, id])),
    logGroups: distinct(stack.logGroups.map(({ name, id = name }) => [name, id.replace(/^\/+/, "")])),
    buckets: distinct(stack.buckets.map(({ name }) => [name, name])),
  };
}

/** `ec2` is what the model calls the only capacity of a cluster. */
function capacityName({ key, id = key }: Identified<ClusterModel>, capacity: Capacity): string {
  return capacity.name === "ec2" ? id : `${id}-${capacity.name}`;
}

type Named = readonly [key: string, name: string];

function roleNames(stack: NamedStack, policies: StackPolicies): readonly Named[] {
  const wanted = new Map<string, string>(policies.roles.map((entry) => [entry.role.name, ownerName(entry)]));
  for (const cluster of stack.clusters) {
    for (const capacity of cluster.capacities) wanted.set(capacity.role.name, `${capacityName(cluster, capacity)}-instance`);
  }
  const names = new Map(stack.services.map(({ name, id = name }) => [name, id]));
  for (const execution of stack.executionRoles) wanted.set(execution.role.name, executionName(execution, names));
  for (const service of stack.services) {
    for (const [name, id] of serviceRoleNames(service)) wanted.set(name, id);
  }
  return [...wanted];
}

function ownerName({ owner, kind }: RolePolicies): string {
  return `${owner}-${kind}`;
}

/** A role that was declared to be shared is called after that, also while a single service uses it. */
function executionName({ role, services: [only = ""], shared }: ExecutionRoleModel, names: ReadonlyMap<string, string>): string {
  const owner = shared ?? names.get(only) ?? only;
  return owner === "" ? role.name : `${owner}-execution`;
}

function serviceRoleNames(service: Identified<ServiceModel>): readonly Named[] {
  const { id = service.name } = service;
  const overrides = service.overrides.map(({ role, override = "" }): Named => [role.name, `${id}-${override}-task`]);
  const infrastructure = service.infrastructureRole;
  return [
    [service.taskRole.role.name, `${id}-task`],
    ...overrides,
    ...(infrastructure === undefined ? [] : [[infrastructure.name, `${id}-infrastructure`] as const]),
  ];
}

/** Ids by key. Names that meet in snake_case (`a-b` and `a_b`) all but the first get a hash of their key behind them. */
function distinct(named: readonly Named[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const ids = new Map<string, string>();
  for (const [key, name] of [...named].sort(by(([key]) => key))) {
    const plain = terraformName(name);
    const id = taken.has(plain) ? `${plain}_${createHash("sha256").update(key, "utf8").digest("hex").slice(0, 8)}` : plain;
    taken.add(id);
    ids.set(key, id);
  }
  return ids;
}
