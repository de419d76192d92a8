/** Terraform names of everything in a stack, in snake_case from the user's own names. They are API: a renamed address makes Terraform replace the resource. */
import { createHash } from "node:crypto";
import type { Capacity, Cluster, ExecutionRole, Service, StackModel } from "../model/model";
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

/** The addresses of a stack; they depend on names alone, never on the order of the platform file. */
export function stackAddresses(stack: StackModel, policies: StackPolicies): Addresses {
  const capacities = stack.clusters.flatMap((cluster) => cluster.capacities.map((capacity) => ({ cluster, capacity })));
  return {
    roles: distinct(roleNames(stack, policies)),
    clusters: distinct(stack.clusters.map(({ key }) => [key, key])),
    capacities: distinct(capacities.map(({ cluster, capacity }) => [capacity.fullName, capacityName(cluster, capacity)])),
    repositories: distinct(stack.repositories.map(({ key }) => [key, key])),
    services: distinct(stack.services.map(({ name }) => [name, name])),
    logGroups: distinct(stack.logGroups.map(({ name }) => [name, name.replace(/^\/+/, "")])),
    buckets: distinct(stack.buckets.map(({ name }) => [name, name])),
  };
}

/** `ec2` is what the model calls the only capacity of a cluster. */
function capacityName(cluster: Cluster, capacity: Capacity): string {
  return capacity.name === "ec2" ? cluster.key : `${cluster.key}-${capacity.name}`;
}

type Named = readonly [key: string, name: string];

function roleNames(stack: StackModel, policies: StackPolicies): readonly Named[] {
  const wanted = new Map<string, string>(policies.roles.map((entry) => [entry.role.name, ownerName(entry)]));
  for (const cluster of stack.clusters) {
    for (const capacity of cluster.capacities) wanted.set(capacity.role.name, `${capacityName(cluster, capacity)}-instance`);
  }
  for (const execution of stack.executionRoles) wanted.set(execution.role.name, executionName(execution));
  for (const service of stack.services) {
    for (const [name, id] of serviceRoleNames(service)) wanted.set(name, id);
  }
  return [...wanted];
}

function ownerName({ owner, kind }: RolePolicies): string {
  return `${owner}-${kind}`;
}

/** A role that was declared to be shared is called after that, also while a single service uses it. */
function executionName({ role, services: [only], shared = only }: ExecutionRole): string {
  return shared === undefined ? role.name : `${shared}-execution`;
}

function serviceRoleNames(service: Service): readonly Named[] {
  const overrides = service.overrides.map(({ role, override = "" }): Named => [role.name, `${service.name}-${override}-task`]);
  const infrastructure = service.infrastructureRole;
  return [
    [service.taskRole.role.name, `${service.name}-task`],
    ...overrides,
    ...(infrastructure === undefined ? [] : [[infrastructure.name, `${service.name}-infrastructure`] as const]),
  ];
}

/** Ids by key. Names that meet in snake_case (`a-b` and `a_b`) all but the first get a hash of their key behind them. */
function distinct(named: readonly Named[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const ids = new Map<string, string>();
  for (const [key, name] of [...named].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const plain = terraformName(name);
    const id = taken.has(plain) ? `${plain}_${createHash("sha256").update(key, "utf8").digest("hex").slice(0, 8)}` : plain;
    taken.add(id);
    ids.set(key, id);
  }
  return ids;
}
