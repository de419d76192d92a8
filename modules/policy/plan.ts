/** The policy stage: from the model of a stack to every policy in it. */

import { compare, groupByContent } from "../collections";
import type {
  AccountRegion,
  ExecutionRoleInputs,
  ExecutionRoleModel,
  Role,
  ServiceModel,
  StackModel,
  TaskRoleInputs,
  TaskRoleModel,
} from "../model/model";
import type { Report } from "../problem";
import { bucketPolicy } from "./bucket-policy";
import { executionRoleGrants } from "./execution-role";
import { mergedGrants } from "./grant";
import { infrastructureRoleGrants } from "./infrastructure-role";
import { instanceRoleGrants } from "./instance-role";
import type { RoleKind, RolePolicies, StackPolicies } from "./policy-set";
import { repositoryPolicy } from "./repository-policy";
import { withUniqueSids } from "./sid";
import { rolePolicies } from "./split";
import type { Grant, Policy } from "./statement";
import { taskRoleGrants } from "./task-role";
import { executionTrust, infrastructureTrust, instanceTrust, taskTrust } from "./trust";

/**
 * All policies of a stack. Existing roles are in it too, with the trust and the permissions that they must have already. Codes: policy-too-large,
 * cross-account-resource.
 */
export function planPolicies(stack: StackModel, report: Report): StackPolicies {
  const needs = [...stack.services.flatMap(serviceNeeds), ...executionNeeds(stack), ...instanceNeeds(stack)];
  const roles = groupByContent(needs, ({ kind, role }) => [kind, role.arn]).flatMap(([first, ...others]) =>
    first === undefined ? [] : [rolePolicySet(first, others, report)],
  );
  return {
    roles: roles.toSorted((left, right) => compare(left.role.name, right.role.name) || compare(left.kind, right.kind)),
    repositories: stack.repositories.flatMap((repository) => {
      const policy = repositoryPolicy(repository, report);
      return policy === undefined ? [] : [{ repository, policy }];
    }),
    buckets: stack.buckets.map((bucket) => ({ bucket, policy: bucketPolicy(bucket) })),
  };
}

/** The policies of one task role: who assumes it, and exactly what its inputs ask for. Codes: policy-too-large, invalid-value. */
export function planTaskRole(inputs: TaskRoleInputs, report: Report): RolePolicies {
  return rolePolicySet(taskNeed(inputs, inputs.taskRole), [], report);
}

/** The policies of one execution role; undefined when no container needs a permission, for then no role is needed. Codes as of `planTaskRole`. */
export function planExecutionRole(inputs: ExecutionRoleInputs, report: Report): RolePolicies | undefined {
  const need = executionNeed(inputs.executionRole, [inputs], inputs.place);
  return need && rolePolicySet(need, [], report);
}

interface RoleNeed {
  readonly kind: RoleKind;
  readonly role: Role;
  readonly owner: string;
  readonly description: string;
  readonly trust: Policy;
  readonly grants: readonly Grant[];
}

/** The task roles of a service, and its infrastructure role if it has one. */
function serviceNeeds(service: ServiceModel): readonly RoleNeed[] {
  const { name, infrastructureRole } = service;
  const tasks = [service.taskRole, ...service.overrides].map((taskRole) => taskNeed(service, taskRole));
  if (infrastructureRole === undefined) return tasks;
  const infrastructure: RoleNeed = {
    kind: "infrastructure",
    role: infrastructureRole,
    owner: name,
    description: `Infrastructure role of service ${name}`,
    trust: infrastructureTrust(infrastructureRole),
    grants: infrastructureRoleGrants(service),
  };
  return [...tasks, infrastructure];
}

function taskNeed(inputs: TaskRoleInputs, taskRole: TaskRoleModel): RoleNeed {
  const { name, place } = inputs;
  const { role, override } = taskRole;
  const description = `Task role of service ${name}${override === undefined ? "" : ` for manual runs: ${override}`}`;
  const [trust, grants] = [taskTrust(taskRole, place), taskRoleGrants(inputs, taskRole)];
  return { kind: "task", role, owner: name, description, trust, grants };
}

/** The execution roles that something needs, and the existing ones. */
function executionNeeds(stack: StackModel): readonly RoleNeed[] {
  const byName = new Map(stack.services.map((service) => [service.name, service]));
  return stack.executionRoles.flatMap((executionRole) => {
    const users = executionRole.services.flatMap((name) => byName.get(name) ?? []);
    return executionNeed(executionRole, users, stack.place) ?? [];
  });
}

function executionNeed(
  executionRole: ExecutionRoleModel,
  users: readonly ExecutionRoleInputs[],
  place: AccountRegion,
): RoleNeed | undefined {
  const { role, services } = executionRole;
  const grants = executionRoleGrants(users);
  if (grants.length === 0 && !role.existing) return undefined;
  const [description, trust] = [executionDescription(executionRole), executionTrust(executionRole, place)];
  return { kind: "execution", role, owner: services.join(", "), description, trust, grants };
}

/** IAM takes 1,000 characters, so that many services are counted, not named. */
function executionDescription({ services }: ExecutionRoleModel): string {
  if (services.length === 1) return `Execution role of service ${services[0]}`;
  return `Execution role shared by ${services.length <= 4 ? `services ${services.join(", ")}` : `${services.length} services`}`;
}

function instanceNeeds(stack: StackModel): readonly RoleNeed[] {
  return stack.clusters.flatMap((cluster) =>
    cluster.capacities.map((capacity): RoleNeed => {
      const { role, fullName } = capacity;
      const description = `Container instance role of cluster ${cluster.name}`;
      return {
        kind: "instance",
        role,
        owner: fullName,
        description,
        trust: instanceTrust(role),
        grants: instanceRoleGrants(cluster, capacity),
      };
    }),
  );
}

/** Several needs are of one existing role that several services use: it must allow all of them. */
function rolePolicySet(first: RoleNeed, others: readonly RoleNeed[], report: Report): RolePolicies {
  const { kind, role, description, trust } = first;
  const needs = [first, ...others];
  const owner = needs.map((need) => need.owner).join(", ");
  const grants = others.length === 0 ? first.grants : withUniqueSids(mergedGrants(needs.flatMap((need) => need.grants)));
  return { kind, role, owner, description, trust, policies: rolePolicies(role, grants, report) };
}
