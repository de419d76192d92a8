/** Everything that questions are asked of: roles with their statements, and the resource policies that this platform writes. */

import { append } from "../../collections";
import type { PolicyKind } from "../../iam/evaluate";
import { resourceGlob } from "../../iam/evaluate/named";
import type { Glob } from "../../iam/glob";
import { type Text, text } from "../../iam/text";
import type { RoleStack } from "../../model/model";
import { taskRolesOf } from "../../model/task-roles";
import type { Policy } from "../../policy/statement";
import { quote } from "../../problem";
import { type ProvenRole, type ProvenStack, rolesOfStack } from "../theorems/proven-role";
import type { Evidence } from "../theorems/theorem";
import { keyOf } from "../theorems/traced-permission";
import { type TracedStatement, tracedStatements } from "./traced-statement";

/** A resource whose policy is known, because this platform writes it. */
export interface ResourceWithPolicy {
  /** The service prefix of the actions that reach it. */
  readonly prefix: "ecr" | "s3" | "sts";
  readonly arn: Text;
  /** How sentences call it. */
  readonly label: string;
  /** The account that owns it; of a bucket it is not asked. */
  readonly account?: Text;
  /** What its policy speaks of: the resource, and what is within it. */
  readonly globs: () => readonly Glob[];
  /** Its statements; undefined when they cannot be read. */
  readonly statements: () => readonly TracedStatement[] | undefined;
}

/** A role that exists already: what it may do is not known here. */
type ExistingRole = Pick<ProvenRole, "stack" | "kind" | "role" | "services" | "owners" | "label">;

/** Roles that are written, and those that exist already. */
export interface RoleSelection {
  readonly written: readonly ProvenRole[];
  readonly existing: readonly ExistingRole[];
}

/** The roles and resource policies of a platform, as questions need them. */
export interface PlatformPolicies {
  readonly roles: readonly ProvenRole[];
  readonly existing: readonly ExistingRole[];
  /** The roles of a service. */
  readonly rolesOf: (service: string) => RoleSelection;
  readonly withPolicy: Readonly<Record<ResourceWithPolicy["prefix"], readonly ResourceWithPolicy[]>>;
  /** A role as something that may be assumed. */
  readonly trustPolicyOf: (principal: ProvenRole) => ResourceWithPolicy | undefined;
  readonly organization?: string;
  /** The statements of a role's own policies; undefined when one cannot be read. */
  readonly statementsOf: (principal: ProvenRole) => readonly TracedStatement[] | undefined;
}

/** The policies of a planned platform. Documents are read when somebody asks for them, and once. */
export function platformPoliciesOf(
  model: Pick<Evidence["model"], "stacks" | "organization">,
  stacks: readonly ProvenStack[],
): PlatformPolicies {
  const { organization } = model;
  const roles = stacks.flatMap(rolesOfStack);
  const existing = model.stacks.flatMap(existingRoles);
  const [written, there] = [byService(roles), byService(existing)];
  const withPolicies = stacks.flatMap(resourcesWithPolicyIn);
  const of = (wanted: ResourceWithPolicy["prefix"]): readonly ResourceWithPolicy[] =>
    withPolicies.filter(({ prefix }) => prefix === wanted);
  const withPolicy = { ecr: of("ecr"), s3: of("s3"), sts: of("sts") };
  const trustPolicies = new Map(withPolicy.sts.map((one) => [keyOf(one.arn), one]));
  return {
    roles,
    existing,
    withPolicy,
    rolesOf: (service) => ({ written: written.get(service) ?? [], existing: there.get(service) ?? [] }),
    trustPolicyOf: ({ role }) => trustPolicies.get(keyOf(role.arn)),
    statementsOf: once(({ written: entry }: ProvenRole) =>
      together((entry?.policies ?? []).map((policy) => tracedStatements(policy, "identity"))),
    ),
    ...(organization === undefined ? {} : { organization }),
  };
}

function byService<T extends { readonly services: readonly string[] }>(all: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) {
    for (const service of one.services) append(found, service, one);
  }
  return found;
}

function once<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.has(key) ? (known.get(key) as V) : make(key);
    known.set(key, value);
    return value;
  };
}

function together(lists: readonly (readonly TracedStatement[] | undefined)[]): readonly TracedStatement[] | undefined {
  return lists.some((list) => list === undefined) ? undefined : lists.flatMap((list) => list ?? []);
}

/** Repositories without a policy let nobody of another account in; those of a cache get theirs from ECR, and existing ones from somebody else. */
function resourcesWithPolicyIn({ stack, policies }: ProvenStack): readonly ResourceWithPolicy[] {
  const policyOf = new Map(policies.repositories.map(({ repository, policy }) => [repository.arn, policy]));
  const repositories = stack.repositories
    .filter(({ existing, pullThroughCache }) => !existing && !pullThroughCache)
    .map(({ name, arn, place }): ResourceWithPolicy => {
      const policy = policyOf.get(arn);
      return { prefix: "ecr", account: place.account, ...policyOn(arn, [arn], policy, "resource", `repository ${quote(name)}`) };
    });
  const buckets = policies.buckets.map(({ bucket: { arn, name }, policy }): ResourceWithPolicy => {
    return { prefix: "s3", ...policyOn(arn, [arn, text`${arn}/*`], policy, "resource", `bucket ${quote(name)}`) };
  });
  const roles = policies.roles
    .filter(({ role }) => !role.existing)
    .map(({ role: { arn, name }, trust }): ResourceWithPolicy => {
      return { prefix: "sts", account: stack.account.id, ...policyOn(arn, [arn], trust, "trust", `role ${quote(name)}`) };
    });
  return [...repositories, ...buckets, ...roles];
}

function policyOn(arn: Text, reach: readonly Text[], policy: Policy | undefined, kind: PolicyKind, label: string) {
  const globs = once((_: undefined) => reach.map(resourceGlob));
  const statements = once((_: undefined) => (policy === undefined ? [] : tracedStatements(policy, kind, label)));
  return { arn, label, globs: () => globs(undefined), statements: () => statements(undefined) };
}

function existingRoles(stack: RoleStack): readonly ExistingRole[] {
  const ofServices = stack.services.flatMap((service) => {
    const common = { stack, services: [service.name], owners: [service] };
    const of = `of service ${quote(service.name)}`;
    const tasks = taskRolesOf(service).map(({ role }): ExistingRole => {
      return { ...common, kind: "task", role, label: `the task role ${of}` };
    });
    const execution = service.executionRole?.role;
    const infrastructure = service.infrastructureRole;
    const label = `the infrastructure role ${of}`;
    return [
      ...tasks,
      ...(execution ? [{ ...common, kind: "execution" as const, role: execution, label: `the execution role ${of}` }] : []),
      ...(infrastructure ? [{ ...common, kind: "infrastructure" as const, role: infrastructure, label }] : []),
    ];
  });
  return ofServices.filter(({ role }) => role.existing);
}
