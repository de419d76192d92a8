/** The roles that a proof speaks of: what their documents say, beside what the model declares for them. */

import type { Request } from "../../iam/evaluate";
import type { ExecutionRoleModel, Role, RoleStack, ServiceModel, ServicePart } from "../../model/model";
import { taskRolesOf } from "../../model/task-roles";
import { type DocumentEntry, documentEntries } from "../../policy/document";
import type { RoleKind, RolePolicies, StackPolicies } from "../../policy/policy-set";
import type { Policy } from "../../policy/statement";
import { quote } from "../../problem";
import { executionRolePermissions } from "./declared/execution-role";
import { infrastructureRolePermissions } from "./declared/infrastructure-role";
import { instanceRolePermissions } from "./declared/instance-role";
import { taskRolePermissions } from "./declared/task-role";
import { keyOf, permissionsOfEntry, type TracedPermission } from "./traced-permission";

/** A stack as the proof reads it. */
export interface ProvenStack {
  readonly stack: RoleStack;
  readonly policies: StackPolicies;
}

/** A role that the model has: who runs with it and what it may do. */
export interface DeclaredRole {
  readonly stack: RoleStack;
  readonly kind: RoleKind;
  readonly role: Role;
  /** Names of the services; empty for container instances. */
  readonly services: readonly string[];
  /** The same services; those of the stack. */
  readonly owners: readonly ServicePart[];
  /** How sentences call it: "the task role of service `a`". */
  readonly label: string;
  readonly declared: readonly TracedPermission[];
  /** Task roles: the role may assume itself. Execution roles: the trust policy has its source conditions. */
  readonly selfAssume: boolean;
  readonly sourceConditions: boolean;
}

/** A role with both sides; the documents are absent when none is written. */
export interface ProvenRole extends DeclaredRole {
  readonly written?: RolePolicies;
  readonly allows: readonly TracedPermission[];
  readonly trust: readonly TracedPermission[];
}

/** Every role that a stack writes, and every one that it should write, by kind and ARN. Existing roles are not written. */
export function rolesOfStack({ stack, policies }: ProvenStack): readonly ProvenRole[] {
  const written = new Map(policies.roles.map((entry) => [idOf(entry), entry]));
  const declared = declaredRoles(stack);
  const known = new Set(declared.map(idOf));
  const strays = policies.roles.filter((entry) => !known.has(idOf(entry))).map((entry) => stray(stack, entry));
  return [...declared, ...strays]
    .filter(({ role }) => !role.existing)
    .map((one): ProvenRole => {
      const entry = written.get(idOf(one));
      if (entry === undefined) return { ...one, allows: [], trust: [] };
      return {
        ...one,
        written: entry,
        allows: entry.policies.flatMap(permissionsOfPolicy),
        trust: permissionsOfPolicy(entry.trust),
      };
    });
}

/** The existing roles that services and container instances run with. */
export function existingRolesOf(stack: RoleStack): readonly DeclaredRole[] {
  const execution = stack.executionRoles
    .filter(({ role }) => role.existing)
    .map(({ role, services }): DeclaredRole => {
      const label = `the execution role of ${services.length === 1 ? `service ${quote(services[0] ?? "")}` : `${services.length} services`}`;
      return {
        stack,
        kind: "execution",
        role,
        services,
        owners: [],
        label,
        declared: [],
        selfAssume: false,
        sourceConditions: true,
      };
    });
  return [...declaredRoles(stack).filter(({ role, kind }) => role.existing && kind !== "execution"), ...execution];
}

function idOf({ kind, role }: Pick<DeclaredRole, "kind" | "role">): string {
  return `${kind} ${keyOf(role.arn)}`;
}

/** A request of the comparison, made by a session of the role that it is about. */
export function asRole({ role }: ProvenRole, request: Request): Request {
  return { ...request, principal: { kind: "role", arn: role.arn, session: "rolewright" } };
}

/** The permissions of a policy's document. */
export function permissionsOfPolicy(policy: Policy): readonly TracedPermission[] {
  return documentEntries(policy).flatMap((entry: DocumentEntry, index) =>
    permissionsOfEntry(entry, policy.grants[index]?.reason.paths ?? [], policy.grants[index]?.reason.unchecked),
  );
}

function declaredRoles(stack: RoleStack): readonly DeclaredRole[] {
  const common = { stack, selfAssume: false, sourceConditions: true };
  const byName = new Map(stack.services.map((service) => [service.name, service]));
  return [
    ...stack.services.flatMap((service) => rolesOfService(service, stack)),
    ...stack.executionRoles.flatMap((role) => executionRole(stack, role, byName)),
    ...stack.clusters.flatMap((cluster) =>
      cluster.capacities.map((capacity): DeclaredRole => {
        const label = `the container instance role of ${quote(capacity.fullName)}`;
        return {
          ...common,
          kind: "instance",
          role: capacity.role,
          services: [],
          owners: [],
          label,
          declared: instanceRolePermissions(cluster, capacity),
        };
      }),
    ),
  ];
}

/** Only a whole service has an infrastructure role. */
function isWhole(service: ServicePart): service is ServiceModel {
  return service.cluster !== undefined && service.taskRole !== undefined && service.executionRole !== undefined;
}

function rolesOfService(service: ServicePart, stack: RoleStack): readonly DeclaredRole[] {
  const common = { stack, services: [service.name], owners: [service], sourceConditions: true };
  const of = `service ${quote(service.name)}`;
  const tasks = taskRolesOf(service).map((taskRole): DeclaredRole => {
    const { role, override, selfAssume } = taskRole;
    const label = `the task role ${override === undefined ? "" : `${quote(override)} `}of ${of}`;
    return { ...common, kind: "task", role, label, declared: taskRolePermissions(service, taskRole), selfAssume };
  });
  if (service.infrastructureRole === undefined || !isWhole(service)) return tasks;
  const label = `the infrastructure role of ${of}`;
  const declared = infrastructureRolePermissions(service);
  return [...tasks, { ...common, kind: "infrastructure", role: service.infrastructureRole, label, declared, selfAssume: false }];
}

/** Nothing for an execution role that no container needs: it is not written. */
function executionRole(
  stack: RoleStack,
  { role, services, sourceConditions }: ExecutionRoleModel,
  byName: ReadonlyMap<string, ServicePart>,
): readonly DeclaredRole[] {
  const owners = services.flatMap((name) => byName.get(name) ?? []);
  const declared = executionRolePermissions(owners);
  const named = services.length === 1 ? `service ${quote(services[0] ?? "")}` : `${services.length} services`;
  const label = `the execution role of ${named}`;
  if (declared.length === 0) return [];
  return [{ stack, kind: "execution", role, services, owners, label, declared, selfAssume: false, sourceConditions }];
}

/** A role that is written although nothing in the model asks for it: nothing is declared for it. */
function stray(stack: RoleStack, { kind, role }: RolePolicies): DeclaredRole {
  const label = `role ${quote(role.name)}, which nothing declares,`;
  return { stack, kind, role, services: [], owners: [], label, declared: [], selfAssume: false, sourceConditions: true };
}
