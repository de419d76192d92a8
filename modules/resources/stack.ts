/** A stack as Terraform resources: everything of one account and region, wired together, still data. */
import type { InstanceStart } from "../agent/plan";
import { showText, type Text } from "../iam/text";
import type { Backend, ClusterModel, SecretLookup, ServiceModel, StackModel } from "../model/model";
import type { RepositoryWithPolicy, RolePolicies, StackPolicies } from "../policy/policy-set";
import { type Addresses, stackAddresses } from "./address";
import { bucketPolicyResource } from "./bucket-policy";
import { capacityResources } from "./capacity";
import { clusterCapacityProvidersResource, clusterResource } from "./cluster";
import { logGroupResource } from "./log-group";
import { type Adoption, adoptions, type Move, movesBetween } from "./moves";
import { type StackOutput, stackOutputs } from "./output";
import { type Citation, citePaths } from "./reason";
import { repositoryPolicyResource, repositoryResources } from "./repository";
import { addressOf, type Resource, reference } from "./resource";
import { type RoleLink, roleLink, roleResources } from "./role";
import { serviceResource } from "./service";
import { taskDefinitionResource } from "./task-definition";
import { type TerraformVariable, terraformVariable } from "./variable";

/** The `terraform` block. */
export interface TerraformSettings {
  readonly requiredVersion: string;
  readonly requiredProviders: Readonly<Record<string, { readonly source: string; readonly version: string }>>;
  readonly backend?: Backend;
}

/** The block of the AWS provider; it refuses to work in any other account. */
export interface ProviderSettings {
  readonly region: Text;
  readonly allowedAccountIds: readonly Text[];
  readonly assumeRoleArn?: Text;
}

/** One Terraform root, complete. Resources stand in the order in which a reader meets them: cluster, repositories, then service by service. */
export interface StackResources {
  readonly name: string;
  readonly terraform: TerraformSettings;
  readonly provider: ProviderSettings;
  readonly variables: readonly TerraformVariable[];
  readonly resources: readonly Resource[];
  readonly outputs: readonly StackOutput[];
  readonly lookups: readonly SecretLookup[];
  readonly moves: readonly Move[];
  readonly adoptions: readonly Adoption[];
}

/**
 * What the output needs: 1.5 for `import` blocks beside 1.1 for `moved` and `nullable`; provider 5.70 for managed draining and everything
 * else written here, below 7 because no such release exists yet. Nothing uses what only provider 6 has.
 */
const terraformSettings: TerraformSettings = {
  requiredVersion: ">= 1.5",
  requiredProviders: { aws: { source: "hashicorp/aws", version: ">= 5.70, < 7.0" } },
};

/** What the parts of a stack share while it is planned. */
interface Plan {
  readonly stack: StackModel;
  readonly starts: ReadonlyMap<string, InstanceStart>;
  readonly addresses: Addresses;
  readonly roles: ReadonlyMap<string, RoleLink>;
  readonly clusters: ReadonlyMap<string, ClusterModel>;
  readonly repositoryPolicies: ReadonlyMap<string, RepositoryWithPolicy>;
  readonly cite: Citation;
}

/**
 * The resources of a stack. `starts` has the user data of every capacity by its full name (a capacity without is left out); `cite` names
 * places of the platform file in comments. Same input, same output; nothing depends on the order of the platform file.
 */
export function planResources(
  stack: StackModel,
  policies: StackPolicies,
  starts: ReadonlyMap<string, InstanceStart>,
  cite: Citation = citePaths,
): StackResources {
  const planAt = (addresses: Addresses): Plan => ({
    stack,
    starts,
    addresses,
    roles: roleLinks(stack, policies, addresses),
    clusters: new Map(stack.clusters.map((cluster) => [cluster.key, cluster])),
    repositoryPolicies: new Map(policies.repositories.map((entry) => [entry.repository.key, entry])),
    cite,
  });
  const plan = planAt(stackAddresses(stack, policies));
  const resources = resourcesOf(plan, policies);
  const before = isRenamed(stack) ? resourcesOf(planAt(stackAddresses(stack, policies, "before")), policies) : resources;
  return {
    name: stack.name,
    terraform: { ...terraformSettings, ...(stack.backend === undefined ? {} : { backend: stack.backend }) },
    provider: {
      region: stack.place.region,
      allowedAccountIds: [stack.account.id],
      ...(stack.account.assumeRole === undefined ? {} : { assumeRoleArn: stack.account.assumeRole }),
    },
    variables: stack.variables.map(terraformVariable),
    resources,
    outputs: stackOutputs(stack, policies.roles, plan.addresses, plan.roles),
    lookups: stack.lookups,
    moves: movesBetween(before, resources),
    adoptions: adoptions(policies, plan.addresses),
  };
}

function resourcesOf(plan: Plan, policies: StackPolicies): readonly Resource[] {
  const { stack, addresses, cite } = plan;
  return [
    ...stack.logGroups.map((group) => logGroupResource(group, idOf(addresses.logGroups, group.name))),
    ...stack.clusters.flatMap((cluster) => clusterWithCapacity(plan, cluster)),
    ...repositories(plan),
    ...policies.buckets.map((entry) => bucketPolicyResource(entry, idOf(addresses.buckets, entry.bucket.name), cite)),
    ...policies.roles.flatMap((entry) => roleResources(entry, idOf(addresses.roles, entry.role.name), cite)),
    ...stack.services.flatMap((service) => serviceWithTask(plan, service)),
  ];
}

function isRenamed({ clusters, repositories, services }: StackModel): boolean {
  return [...clusters, ...repositories, ...services].some(({ renamed }) => renamed !== undefined);
}

/** Every key was put in by `stackAddresses`. */
function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`no address for ${key}`);
  return id;
}

/** Roles that are written, and those that exist already. An execution role that needs nothing is neither. */
function roleLinks(stack: StackModel, policies: StackPolicies, addresses: Addresses): ReadonlyMap<string, RoleLink> {
  const links = new Map<string, RoleLink>();
  for (const { taskRole, overrides, executionRole } of stack.services) {
    for (const { role } of [taskRole, ...overrides, executionRole]) {
      if (role.existing) links.set(role.name, { arn: role.arn, name: role.name, permissions: [] });
    }
  }
  for (const entry of policies.roles) links.set(entry.role.name, linkOf(entry, addresses));
  return links;
}

function linkOf(entry: RolePolicies, addresses: Addresses): RoleLink {
  return roleLink(entry, idOf(addresses.roles, entry.role.name));
}

/** A role by its ARN where it is neither written here nor known to exist. */
function linkTo(plan: Plan, role: { readonly name: string; readonly arn: Text }): RoleLink {
  return plan.roles.get(role.name) ?? { arn: role.arn, name: role.name, permissions: [] };
}

function clusterWithCapacity(plan: Plan, cluster: ClusterModel): readonly Resource[] {
  const id = idOf(plan.addresses.clusters, cluster.key);
  const after = cluster.existing ? [] : [addressOf({ type: "aws_ecs_cluster", id })];
  const capacities = cluster.capacities.flatMap((capacity) => {
    const start = plan.starts.get(capacity.fullName);
    const own = idOf(plan.addresses.capacities, capacity.fullName);
    return start === undefined ? [] : capacityResources(capacity, own, { start, role: linkTo(plan, capacity.role), after });
  });
  if (cluster.existing) return capacities;
  const providers = capacities
    .filter(({ type }) => type === "aws_ecs_capacity_provider")
    .map((provider) => reference("aws_ecs_capacity_provider", provider.id, "name", "name"));
  const group = plan.stack.logGroups.find(({ name }) => name === cluster.exec?.logGroup);
  const execLogs = group === undefined ? undefined : { group, id: idOf(plan.addresses.logGroups, group.name) };
  const association = clusterCapacityProvidersResource(cluster, id, providers);
  return [clusterResource(cluster, id, execLogs), ...capacities, ...(association === undefined ? [] : [association])];
}

function repositories({ stack, repositoryPolicies, addresses, cite }: Plan): readonly Resource[] {
  return stack.repositories.flatMap((repository) => {
    const id = idOf(addresses.repositories, repository.key);
    const entry = repositoryPolicies.get(repository.key);
    return [...repositoryResources(repository, id), ...(entry === undefined ? [] : [repositoryPolicyResource(entry, id, cite)])];
  });
}

function serviceWithTask(plan: Plan, service: ServiceModel): readonly Resource[] {
  const { stack, addresses, roles } = plan;
  const id = idOf(addresses.services, service.name);
  const executionRole = roles.get(service.executionRole.role.name);
  const task = taskDefinitionResource(service, id, {
    taskRole: linkTo(plan, service.taskRole.role),
    ...(executionRole === undefined ? {} : { executionRole }),
    after: logGroups(plan, service),
  });
  if (service.deployment === undefined) return [task];
  const cluster = plan.clusters.get(service.cluster.key);
  const clusterId = cluster === undefined || cluster.existing ? undefined : idOf(addresses.clusters, cluster.key);
  const infrastructure = service.infrastructureRole;
  const ecsService = serviceResource(service, service.deployment, id, {
    clusterArn: clusterId === undefined ? service.cluster.arn : reference("aws_ecs_cluster", clusterId, "arn", "arn"),
    ...(service.capacityProvider === undefined ? {} : { capacityProvider: capacityProviderName(plan, service.capacityProvider) }),
    ...(infrastructure === undefined ? {} : { infrastructureRole: linkTo(plan, infrastructure) }),
    after: clusterId === undefined ? [] : [addressOf({ type: "aws_ecs_cluster_capacity_providers", id: clusterId })],
    propagateTags: stack.propagateTags,
  });
  return [task, ecsService];
}

/** By reference when this stack writes it, otherwise by its name. */
function capacityProviderName({ addresses }: Plan, name: Text): Text {
  const id = addresses.capacities.get(showText(name));
  return id === undefined ? name : reference("aws_ecs_capacity_provider", id, "name", "name");
}

function logGroups({ addresses }: Plan, { containers }: ServiceModel): readonly string[] {
  const names = containers.flatMap(({ logging }) => ("group" in logging && logging.managed ? [showText(logging.group)] : []));
  return names.flatMap((name) => {
    const id = addresses.logGroups.get(name);
    return id === undefined ? [] : [addressOf({ type: "aws_cloudwatch_log_group", id })];
  });
}
