/** Roles with their permissions: inline policies, or customer managed ones and their attachments. Never `aws_iam_policy_attachment`, which is exclusive in the account. */
import type { Text } from "../iam/text";
import type { RolePolicies } from "../policy/policy-set";
import { policyJson } from "./policy-json";
import type { Citation } from "./reason";
import { addressOf, type Resource, reference } from "./resource";

/** A role as other resources refer to it: by reference when this stack writes it, literally when it exists already. */
export interface RoleLink {
  readonly arn: Text;
  readonly name: Text;
  /** Addresses of everything that gives the role its permissions; whatever runs with the role waits for them. */
  readonly permissions: readonly string[];
}

/** The links of a role whose resources have the id `id`. */
export function roleLink(entry: RolePolicies, id: string): RoleLink {
  if (entry.role.existing) return { arn: entry.role.arn, name: entry.role.name, permissions: [] };
  return {
    arn: reference("aws_iam_role", id, "arn", "arn"),
    name: reference("aws_iam_role", id, "name", "name"),
    permissions: entry.policies.map((_, index) => {
      const type = entry.role.policies === "inline" ? "aws_iam_role_policy" : "aws_iam_role_policy_attachment";
      return addressOf({ type, id: partId(id, index) });
    }),
  };
}

/** The resources of a role: the role, with path, boundary and tags, and its policies. Nothing for a role that exists already. */
export function roleResources(entry: RolePolicies, id: string, cite: Citation): readonly Resource[] {
  if (entry.role.existing) return [];
  const policies = entry.policies.flatMap((_, index) => policyResources(entry, index, id, cite));
  return [roleResource(entry, id, cite), ...policies];
}

/** The Terraform reference to the JSON of each policy that `roleResources` writes, with the policy's name. */
export function policyReferences(entry: RolePolicies, id: string): readonly { readonly name: string; readonly json: Text }[] {
  if (entry.role.existing) return [];
  const type = policyType(entry);
  return entry.policies.map(({ name }, index) => ({ name, json: reference(type, partId(id, index), "policy", "string") }));
}

/** The addresses of the policies that `roleResources` writes, in their order. */
export function policyAddresses(entry: RolePolicies, id: string): readonly string[] {
  if (entry.role.existing) return [];
  return entry.policies.map((_, index) => addressOf({ type: policyType(entry), id: partId(id, index) }));
}

function policyType({ role }: RolePolicies): "aws_iam_role_policy" | "aws_iam_policy" {
  return role.policies === "inline" ? "aws_iam_role_policy" : "aws_iam_policy";
}

function roleResource({ role, description, trust }: RolePolicies, id: string, cite: Citation): Resource<"aws_iam_role"> {
  return {
    type: "aws_iam_role",
    id,
    config: {
      name: role.name,
      path: role.rolePath,
      description,
      assumeRolePolicy: policyJson(trust, cite),
      ...(role.permissionsBoundary === undefined ? {} : { permissionsBoundary: role.permissionsBoundary }),
      tags: role.tags,
    },
    comments: [],
  };
}

function policyResources(entry: RolePolicies, index: number, id: string, cite: Citation): readonly Resource[] {
  const policy = entry.policies[index];
  if (policy === undefined) return [];
  const { role, description } = entry;
  const own = partId(id, index);
  const roleName = reference("aws_iam_role", id, "name", "name");
  const common = { id: own, comments: [] };
  if (role.policies === "inline") {
    const config = { name: policy.name, role: roleName, policy: policyJson(policy, cite) };
    return [{ ...common, type: "aws_iam_role_policy", config }];
  }
  const part = entry.policies.length === 1 ? "" : ` (part ${index + 1} of ${entry.policies.length})`;
  return [
    {
      ...common,
      type: "aws_iam_policy",
      config: {
        name: policy.name,
        path: role.rolePath,
        description: `Permissions of ${role.name}${part}: ${description}`,
        policy: policyJson(policy, cite),
        tags: role.tags,
      },
    },
    {
      type: "aws_iam_role_policy_attachment",
      id: own,
      config: { role: roleName, policyArn: reference("aws_iam_policy", own, "arn", "arn") },
      comments: [],
    },
  ];
}

function partId(id: string, index: number): string {
  return index === 0 ? id : `${id}_${index + 1}`;
}
