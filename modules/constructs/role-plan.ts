/** The props of a role that is written alone: what it is derived from, its policies and their proof. No service, no cluster, no machine. */
import { type LoneRoleScope, loneRoleScope, resolveExecutionRoleInputs, resolveTaskRoleInputs } from "../model/lone-role";
import type { ClusterModel, Repository, RoleStack, ServicePart } from "../model/model";
import { terraformName } from "../model/role-name";
import { planExecutionRole, planTaskRole } from "../policy/plan";
import type { RolePolicies, StackPolicies } from "../policy/policy-set";
import { hasErrors } from "../problem";
import type { Resource } from "../resources/resource";
import { roleResources } from "../resources/role";
import { executionRoleFile, type TaskRoleSpec, taskRoleFile } from "../spec/role";
import type { Spec } from "../spec/schema";
import { here } from "./account-props";
import { citeProps } from "./plan";
import { type AppPart, appPart, proveParts } from "./proof";
import { type PropPaths, type PropsReader, parsed, refuse, reportUnwritable, settle } from "./props";

/** Options of a service as a role construct has them, and which props they are. */
interface RoleDraft {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly paths: PropPaths;
}

/** One role, planned and proved. No role and no resources where nothing needs an execution role. */
export interface RolePlan {
  readonly part: AppPart;
  readonly role?: RolePolicies;
  readonly resources: readonly Resource[];
}

/** A task role; `cluster` is how sessions of ECS Exec are logged. Throws `ProblemsError`; warnings become annotations. */
export function planTaskRoleProps(reader: PropsReader, draft: RoleDraft, cluster: Pick<ClusterModel, "exec">): RolePlan {
  const spec = parsed(reader, taskRoleFile, { services: { [draft.name]: draft.options } });
  const options = spec?.services[draft.name];
  if (spec === undefined || options === undefined) return refuse(reader, draft.paths);
  const scope = scopeOf(reader, { ...spec, services: {} });
  const inputs = resolveTaskRoleInputs(scope, draft.name, options, cluster);
  return planned(reader, { ...draft, ...options }, scope, inputs, planTaskRole(inputs, reader.report));
}

/** An execution role, if the containers need one. Throws `ProblemsError`; warnings become annotations. */
export function planExecutionRoleProps(
  reader: PropsReader,
  draft: RoleDraft,
  repositories: ReadonlyMap<string, Repository>,
): RolePlan {
  const spec = parsed(reader, executionRoleFile, { services: { [draft.name]: draft.options } });
  const options = spec?.services[draft.name];
  if (spec === undefined || options === undefined) return refuse(reader, draft.paths);
  const scope = scopeOf(reader, { ...spec, services: {} });
  const inputs = resolveExecutionRoleInputs(scope, draft.name, options, repositories);
  return planned(reader, { ...draft, ...options }, scope, inputs, planExecutionRole(inputs, reader.report));
}

function scopeOf({ place, book, report }: PropsReader, spec: Spec): LoneRoleScope {
  return loneRoleScope(spec, { resolved: place, given: book.given, report });
}

function planned(
  reader: PropsReader,
  { name, paths, expect }: Pick<RoleDraft, "name" | "paths"> & Pick<TaskRoleSpec, "expect">,
  scope: LoneRoleScope,
  inputs: ServicePart,
  role: RolePolicies | undefined,
): RolePlan {
  const executionRoles = inputs.executionRole === undefined ? [] : [inputs.executionRole];
  const stack: RoleStack = {
    name: here,
    account: scope.declared.account,
    place: scope.place,
    services: [inputs],
    executionRoles,
    clusters: [],
    repositories: [],
    logGroups: [],
    buckets: [],
  };
  const policies: StackPolicies = { roles: role === undefined ? [] : [role], repositories: [], buckets: [] };
  reportUnwritable(reader, scope.variables.values(), scope.lookups.values());
  const part = appPart(reader, { stack, policies }, paths, { [name]: expect });
  if (!hasErrors(reader.problems)) proveParts(reader, part);
  settle(reader, paths);
  if (role === undefined) return { part, resources: [] };
  const resources = roleResources(role, terraformName(`${name}-${role.kind}`), citeProps(reader.scope, paths));
  return { part, role, resources };
}
