/** The access of a planned stack. */

import { append, by, distinct } from "../collections";
import { showText } from "../iam/text";
import type { ServiceModel, StackModel } from "../model/model";
import { document } from "../policy/document";
import type { RolePolicies, StackPolicies } from "../policy/policy-set";
import type { Policy } from "../policy/statement";
import type { Path } from "../problem";
import { type Addresses, stackAddresses } from "../resources/address";
import { type AccessDocument, noPolicies, type PrincipalAccess, type ResourceAccess, type StackAccess } from "./access";

type Cite = (paths: readonly Path[]) => string;

/** A stack with its policies, as the pipeline plans it. */
interface Planned {
  readonly stack: StackModel;
  readonly policies: StackPolicies;
}

/**
 * The access of a stack: every role and every resource policy that it writes, each document exactly as Terraform gets it. Existing roles are not written, and
 * so not among them. Same plan, same snapshot; sorted by address.
 */
export function snapshot({ stack, policies }: Planned, cite: Cite): StackAccess {
  const eras = [stackAddresses(stack, policies), stackAddresses(stack, policies, "before")] as const;
  const place = { account: showText(stack.account.id), region: showText(stack.place.region) };
  const users = usersByRole(stack);
  const principals = policies.roles
    .filter(({ role }) => !role.existing)
    .map((entry): PrincipalAccess => {
      const { name } = entry.role;
      const addresses = addressed("aws_iam_role", eras[0].roles.get(name), eras[1].roles.get(name));
      return { ...roleAccess(entry, users.get(name) ?? [entry.owner], cite), ...addresses, account: place.account };
    });
  const resources = resourcePolicies(policies, eras, cite).map((resource): ResourceAccess => ({ ...resource, ...place }));
  return {
    name: stack.name,
    ...place,
    principals: principals.toSorted(by(({ address }) => address)),
    resources: resources.toSorted(by(({ address }) => address)),
    unread: {},
  };
}

function addressed(type: string, id = "", former = id) {
  return { address: `${type}.${id}`, ...(former === id ? {} : { formerly: `${type}.${former}` }) };
}

function resourcePolicies(
  { repositories, buckets }: StackPolicies,
  [now, before]: readonly [Addresses, Addresses],
  cite: Cite,
): readonly ResourceAccess[] {
  const held = (policy: Policy) => ({ ...noPolicies, policies: [accessDocument(policy, cite)] });
  return [
    ...repositories.map(({ repository: { name, key }, policy }): ResourceAccess => {
      const addresses = addressed("aws_ecr_repository_policy", now.repositories.get(key), before.repositories.get(key));
      return { kind: "repository", name, ...addresses, ...held(policy) };
    }),
    ...buckets.map(({ bucket: { name }, policy }): ResourceAccess => {
      const addresses = addressed("aws_s3_bucket_policy", now.buckets.get(name), before.buckets.get(name));
      return { kind: "bucket", name, ...addresses, ...held(policy) };
    }),
  ];
}

function roleAccess({ kind, role, trust, policies }: RolePolicies, services: readonly string[], cite: Cite) {
  return {
    ...noPolicies,
    kind,
    name: role.name,
    arn: role.arn,
    services,
    trust: accessDocument(trust, cite),
    policies: policies.map((policy) => accessDocument(policy, cite)),
    attached: [],
    ...(role.permissionsBoundary === undefined ? {} : { boundary: { arn: role.permissionsBoundary } }),
  };
}

function accessDocument(policy: Policy, cite: Cite): AccessDocument {
  const asked = policy.grants.map(({ statement, reason }) => {
    return [statement.Sid, distinct(reason.paths.map((path) => cite([path])).filter((name) => name !== ""))] as const;
  });
  const conditional = policy.grants.flatMap(({ statement, when }) =>
    when === undefined ? [] : [[statement.Sid, when] as const],
  );
  return {
    name: policy.name,
    document: document(policy),
    askedForBy: Object.fromEntries(asked.filter(([, names]) => names.length > 0)),
    onlyWith: Object.fromEntries(conditional),
  };
}

/** Services by the name of each role that they run with. */
function usersByRole({ services }: StackModel): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const service of services) {
    for (const role of new Set(rolesOf(service))) append(users, role, service.name);
  }
  return users;
}

function rolesOf({ taskRole, overrides, executionRole, infrastructureRole }: ServiceModel): readonly string[] {
  const tasks = [taskRole, ...overrides].map(({ role }) => role.name);
  return [...tasks, executionRole.role.name, ...(infrastructureRole === undefined ? [] : [infrastructureRole.name])];
}
