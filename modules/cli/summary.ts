/** From the plan of a stack to what its readers want to know. */
import { basename } from "node:path";
import { showText } from "../iam/text";
import type { Role, StackModel } from "../model/model";
import type { ManagedPolicySummary, ResourcePolicySummary, RoleSummary, StackSummary, StatementSummary } from "../output/summary";
import type { PlatformPlan, StackPlan } from "../pipeline";
import { compareManagedPolicy } from "../policy/managed-policy";
import type { RoleKind, RolePolicies, StackPolicies } from "../policy/policy-set";
import type { Conditions, Grant, Policy, Principal } from "../policy/statement";
import { askedForBy, type Citation } from "../resources/reason";
import { assumptionsOf } from "./assumptions";
import { crossAccountEdges } from "./cross-account";

/** The summary of a planned stack; `file` is the platform file, `cite` says what asks for things: by name in files, by line on the terminal. */
export function summarize(plan: PlatformPlan, { stack, policies }: StackPlan, file: string, cite: Citation): StackSummary {
  const { account, place } = stack;
  const users = usersByRole(stack);
  return {
    platform: plan.model.platform,
    source: basename(file),
    stack: stack.name,
    accountName: account.name,
    accountId: showText(account.id),
    region: showText(place.region),
    partition: showText(place.partition),
    ...(account.assumeRole === undefined ? {} : { assumeRole: account.assumeRole }),
    ...(stack.backend === undefined ? {} : { backend: stack.backend.type }),
    clusters: stack.clusters.filter(({ existing }) => !existing).map(({ name }) => name),
    repositories: stack.repositories.filter(({ existing }) => !existing).map(({ name }) => name),
    services: stack.services.map(({ name, launchType }) => ({ name, launchType })),
    roles: policies.roles.map((entry) => roleSummary(entry, users.get(userKey(entry.kind, entry.role)) ?? [], stack, cite)),
    resourcePolicies: resourcePolicies(policies, cite),
    crossAccount: crossAccountEdges(plan.model, stack, policies, cite),
    variables: stack.variables.map(({ name, type, description, default: preset }) => {
      return { name, type, description, ...(preset === undefined ? {} : { default: preset }) };
    }),
    assumptions: assumptionsOf(stack, policies),
  };
}

function roleSummary(entry: RolePolicies, users: readonly User[], stack: StackModel, cite: Citation): RoleSummary {
  const { role, kind, description, trust, policies } = entry;
  return {
    stack: stack.name,
    name: role.name,
    arn: showText(role.arn),
    kind: kind === "instance" ? "container instance" : kind,
    usedBy: users.map(({ name }) => name),
    description,
    existing: role.existing,
    launchTypes: [...new Set(users.map(({ launchType }) => launchType))].sort(),
    assumedBy: [...new Set(trust.grants.flatMap(({ statement }) => principalsOf(statement.Principal)))].sort(),
    trust: statements(trust, cite),
    ...(role.permissionsBoundary === undefined ? {} : { permissionsBoundary: showText(role.permissionsBoundary) }),
    statements: policies.flatMap((policy) => statements(policy, cite)),
    ...(kind === "execution" ? { managedPolicy: managedPolicyOf(policies) } : {}),
  };
}

function managedPolicyOf(policies: readonly Policy[]): ManagedPolicySummary {
  const { excess, missing } = compareManagedPolicy(policies.flatMap(({ grants }) => grants));
  const names = (needs: typeof excess) => needs.map(({ action }) => action);
  return {
    tooWide: names(excess.filter(({ resources }) => resources.length > 0)),
    needless: names(excess.filter(({ resources }) => resources.length === 0)),
    missing: names(missing),
  };
}

interface User {
  readonly name: string;
  readonly launchType: string;
}

/** Who runs with each role, by `userKey`: services, or of an instance role the capacity of a cluster. */
export function usersByRole(stack: StackModel): ReadonlyMap<string, readonly User[]> {
  const users = new Map<string, User[]>();
  const add = (kind: RoleKind, role: Role | undefined, { name, launchType }: User): void => {
    if (role === undefined) return;
    const known = users.get(userKey(kind, role));
    if (known === undefined) users.set(userKey(kind, role), [{ name, launchType }]);
    else if (known.at(-1)?.name !== name) known.push({ name, launchType });
  };
  for (const service of stack.services) {
    for (const { role } of [service.taskRole, ...service.overrides]) add("task", role, service);
    add("execution", service.executionRole.role, service);
    add("infrastructure", service.infrastructureRole, service);
  }
  for (const { name, capacities } of stack.clusters) {
    for (const { role, name: capacity } of capacities) add("instance", role, { name: `${name}/${capacity}`, launchType: "ec2" });
  }
  return users;
}

/** What tells two roles apart. */
export function userKey(kind: RoleKind, role: Role): string {
  return `${kind} ${showText(role.arn)}`;
}

function resourcePolicies({ repositories, buckets }: StackPolicies, cite: Citation): readonly ResourcePolicySummary[] {
  return [
    ...repositories.map(({ repository, policy }) => {
      return { kind: "repository" as const, name: repository.name, statements: statements(policy, cite) };
    }),
    ...buckets.map(({ bucket, policy }) => ({
      kind: "bucket" as const,
      name: bucket.name,
      statements: statements(policy, cite),
    })),
  ];
}

function statements({ grants }: Policy, cite: Citation): readonly StatementSummary[] {
  return grants.map((grant) => statementSummary(grant, cite));
}

/** A statement as its readers want it. */
export function statementSummary({ statement, reason, when }: Grant, cite: Citation): StatementSummary {
  const { Sid, Effect, Principal, Action, Resource = [], Condition = {} } = statement;
  return {
    sid: Sid,
    effect: Effect,
    principals: principalsOf(Principal),
    actions: Action,
    resources: Resource.map(showText),
    conditions: conditions(Condition),
    ...(when === undefined ? {} : { onlyWith: when.name }),
    purpose: reason.what,
    askedForBy: askedForBy(reason, cite),
    ...(reason.wildcard === undefined ? {} : { wildcard: reason.wildcard }),
    ...(reason.why === undefined ? {} : { why: reason.why }),
    page: reason.page,
  };
}

function conditions(condition: Conditions): StatementSummary["conditions"] {
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: values.map(showText) })),
  );
}

function principalsOf(principal: Principal | undefined): readonly string[] {
  if (principal === undefined) return [];
  if (principal === "*") return ["*"];
  return "Service" in principal ? principal.Service : principal.AWS.map(showText);
}
