/** The access of a planned stack. */
import type { Service, StackModel } from "../model/model";
import { show } from "../model/text";
import { document } from "../policy/document";
import type { RolePolicies, StackPolicies } from "../policy/policy-set";
import type { Policy } from "../policy/statement";
import type { Path } from "../problem";
import { stackAddresses } from "../resources/address";
import { type AccessDocument, nothingHeld, type PrincipalAccess, type ResourceAccess, type StackAccess } from "./access";

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
  const now = stackAddresses(stack, policies);
  const before = stackAddresses(stack, policies, "before");
  const place = { account: show(stack.account.id), region: show(stack.place.region) };
  const addressed = (type: string, id: string | undefined, former: string | undefined) => ({
    address: `${type}.${id ?? ""}`,
    ...(former === undefined || former === id ? {} : { formerly: `${type}.${former}` }),
  });
  const users = usersByRole(stack);
  const principals = policies.roles
    .filter(({ role }) => !role.existing)
    .map((entry): PrincipalAccess => {
      const { name } = entry.role;
      return {
        ...roleAccess(entry, users.get(name) ?? [entry.owner], cite),
        ...addressed("aws_iam_role", now.roles.get(name), before.roles.get(name)),
        account: place.account,
      };
    });
  const repositories = policies.repositories.map(({ repository, policy }): ResourceAccess => {
    const ids = [now, before].map(({ repositories }) => repositories.get(repository.key));
    const held = { ...nothingHeld, policies: [accessDocument(policy, cite)] };
    return {
      kind: "repository",
      name: repository.name,
      ...place,
      ...addressed("aws_ecr_repository_policy", ids[0], ids[1]),
      ...held,
    };
  });
  const buckets = policies.buckets.map(({ bucket, policy }): ResourceAccess => {
    const ids = [now, before].map(({ buckets }) => buckets.get(bucket.name));
    const held = { ...nothingHeld, policies: [accessDocument(policy, cite)] };
    return { kind: "bucket", name: bucket.name, ...place, ...addressed("aws_s3_bucket_policy", ids[0], ids[1]), ...held };
  });
  return {
    name: stack.name,
    ...place,
    principals: principals.toSorted(byAddress),
    resources: [...repositories, ...buckets].toSorted(byAddress),
    unread: {},
  };
}

function byAddress(left: { readonly address: string }, right: { readonly address: string }): number {
  return left.address < right.address ? -1 : 1;
}

function roleAccess({ kind, role, trust, policies }: RolePolicies, services: readonly string[], cite: Cite) {
  return {
    ...nothingHeld,
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
  const cited = policy.grants.map(({ statement, reason }) => [statement.Sid, cite(reason.paths)] as const);
  const conditional = policy.grants.flatMap(({ statement, when }) =>
    when === undefined ? [] : [[statement.Sid, when] as const],
  );
  return {
    name: policy.name,
    document: document(policy),
    lines: Object.fromEntries(cited.filter(([, place]) => place !== "")),
    onlyWith: Object.fromEntries(conditional),
  };
}

/** Services by the name of each role that they run with. */
function usersByRole({ services }: StackModel): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const service of services) {
    for (const role of new Set(rolesOf(service))) {
      const known = users.get(role);
      if (known === undefined) users.set(role, [service.name]);
      else known.push(service.name);
    }
  }
  return users;
}

function rolesOf({ taskRole, overrides, executionRole, infrastructureRole }: Service): readonly string[] {
  const tasks = [taskRole, ...overrides].map(({ role }) => role.name);
  return [...tasks, executionRole.role.name, ...(infrastructureRole === undefined ? [] : [infrastructureRole.name])];
}
