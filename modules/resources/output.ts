/** Outputs: what other stacks and people need to know of a stack. */

import type { Text } from "../iam/text";
import type { StackModel } from "../model/model";
import type { RolePolicies } from "../policy/policy-set";
import type { Addresses } from "./address";
import { isWritten } from "./repository";
import { reference } from "./resource";
import { policyReferences, type RoleLink } from "./role";

/** An `output` block whose value is a map from the user's own names. */
export interface StackOutput {
  readonly name: string;
  readonly description: string;
  readonly value: Readonly<Record<string, Text>>;
}

type Entries = readonly (readonly [string, Text])[];

/** The outputs of a stack; those without entries are left out. `roles` are the links of all roles by name. */
export function stackOutputs(
  stack: StackModel,
  written: readonly RolePolicies[],
  addresses: Addresses,
  roles: ReadonlyMap<string, RoleLink>,
): readonly StackOutput[] {
  const outputs: readonly (readonly [string, string, Entries])[] = [
    ["cluster_arns", "ARNs of the clusters, by the cluster's key", clusterArns(stack, addresses)],
    ...roleOutputs("task", "by service; role overrides as `service/override`", taskRoles(stack), roles),
    ...roleOutputs("execution", "by service", executionRoles(stack), roles),
    ...roleOutputs("infrastructure", "by service", infrastructureRoles(stack), roles),
    ...roleOutputs("instance", "by capacity", instanceRoles(stack), roles),
    [
      "role_policies",
      "Permissions as JSON, by role; in parts as `role/policy` where one policy is too small",
      rolePolicies(written, addresses),
    ],
    [
      "task_definition_arns",
      "ARNs of the task definitions with their revisions, by service",
      taskDefinitionArns(stack, addresses),
    ],
    ["repository_urls", "URLs of the ECR repositories, by the repository's key", repositoryUrls(stack, addresses)],
  ];
  return outputs.flatMap(([name, description, entries]) =>
    entries.length === 0 ? [] : [{ name, description, value: Object.fromEntries(entries) }],
  );
}

/** Names for readers, and the names of the roles behind them. */
type RoleNames = readonly (readonly [string, string])[];

function roleOutputs(
  kind: string,
  by: string,
  names: RoleNames,
  roles: ReadonlyMap<string, RoleLink>,
): readonly (readonly [string, string, Entries])[] {
  const links = names.flatMap(([name, role]) => {
    const link = roles.get(role);
    return link === undefined ? [] : [[name, link] as const];
  });
  return [
    [`${kind}_role_arns`, `ARNs of the ${kind} roles, ${by}`, links.map(([name, link]) => [name, link.arn])],
    [`${kind}_role_names`, `Names of the ${kind} roles, ${by}`, links.map(([name, link]) => [name, link.name])],
  ];
}

function taskRoles({ services }: StackModel): RoleNames {
  return services.flatMap(({ name, taskRole, overrides }) => [
    [name, taskRole.role.name] as const,
    ...overrides.map(({ override = "", role }) => [`${name}/${override}`, role.name] as const),
  ]);
}

function executionRoles({ services }: StackModel): RoleNames {
  return services.map(({ name, executionRole }) => [name, executionRole.role.name]);
}

function infrastructureRoles({ services }: StackModel): RoleNames {
  return services.flatMap(({ name, infrastructureRole: role }) => (role === undefined ? [] : [[name, role.name] as const]));
}

function instanceRoles({ clusters }: StackModel): RoleNames {
  return clusters.flatMap(({ capacities }) => capacities.map(({ fullName, role }) => [fullName, role.name] as const));
}

function rolePolicies(written: readonly RolePolicies[], addresses: Addresses): Entries {
  return written.flatMap((entry) => {
    const references = policyReferences(entry, addresses.roles.get(entry.role.name) ?? "");
    const single = references.length === 1;
    return references.map(({ name, json }) => [single ? entry.role.name : `${entry.role.name}/${name}`, json] as const);
  });
}

function clusterArns({ clusters }: StackModel, addresses: Addresses): Entries {
  return clusters.flatMap(({ key, existing, arn }) => {
    const id = addresses.clusters.get(key);
    if (id === undefined) return [];
    return [[key, existing ? arn : reference("aws_ecs_cluster", id, "arn", "arn")] as const];
  });
}

function taskDefinitionArns({ services }: StackModel, addresses: Addresses): Entries {
  return services.flatMap(({ name }) => {
    const id = addresses.services.get(name);
    return id === undefined ? [] : [[name, reference("aws_ecs_task_definition", id, "arn", "arn")] as const];
  });
}

function repositoryUrls({ repositories }: StackModel, addresses: Addresses): Entries {
  return repositories.filter(isWritten).flatMap(({ key }) => {
    const id = addresses.repositories.get(key);
    return id === undefined ? [] : [[key, reference("aws_ecr_repository", id, "repository_url", "string")] as const];
  });
}
