/** Which Terraform attribute holds each policy document of a stack. */

import type { Expression } from "../hcl";
import type { Text } from "../iam/text";
import type { StackModel } from "../model/model";
import type { BucketWithPolicy, RepositoryWithPolicy, RolePolicies, StackPolicies } from "../policy/policy-set";
import type { Policy } from "../policy/statement";
import { type Addresses, stackAddresses } from "./address";
import { terraformString } from "./expression";
import { addressOf } from "./resource";
import { policyAddresses } from "./role";
import type { StackResources } from "./stack";

/** Whose policy it is: a role, a repository or a bucket. */
export type PolicyOwner =
  | { readonly kind: "role"; readonly entry: RolePolicies }
  | { readonly kind: "repository"; readonly entry: RepositoryWithPolicy }
  | { readonly kind: "bucket"; readonly entry: BucketWithPolicy };

/** A policy with its place: the attribute of the resource at `address`. Existing roles are not written, so their policies have none. */
export interface AddressedPolicy {
  readonly owner: PolicyOwner;
  readonly policy: Policy;
  readonly address?: string;
  readonly attribute: "policy" | "assume_role_policy";
}

/** Every policy of a stack in its place; of a role the trust policy comes first. */
export function addressedPolicies(stack: StackModel, policies: StackPolicies): readonly AddressedPolicy[] {
  const addresses = stackAddresses(stack, policies);
  return [
    ...policies.roles.flatMap((entry) => ofRole(entry, addresses)),
    ...policies.repositories.map((entry): AddressedPolicy => {
      const id = addresses.repositories.get(entry.repository.key) ?? "";
      const owner = { kind: "repository" as const, entry };
      return { owner, policy: entry.policy, address: `aws_ecr_repository_policy.${id}`, attribute: "policy" };
    }),
    ...policies.buckets.map((entry): AddressedPolicy => {
      const id = addresses.buckets.get(entry.bucket.name) ?? "";
      const owner = { kind: "bucket" as const, entry };
      return { owner, policy: entry.policy, address: `aws_s3_bucket_policy.${id}`, attribute: "policy" };
    }),
  ];
}

function ofRole(entry: RolePolicies, addresses: Addresses): readonly AddressedPolicy[] {
  const owner = { kind: "role" as const, entry };
  const { trust, policies, role } = entry;
  const id = addresses.roles.get(role.name) ?? "";
  const places = policyAddresses(entry, id);
  const at = (address: string | undefined) => (address === undefined ? {} : { address });
  return [
    { owner, policy: trust, ...at(role.existing ? undefined : `aws_iam_role.${id}`), attribute: "assume_role_policy" },
    ...policies.map((policy, index): AddressedPolicy => ({ owner, policy, ...at(places[index]), attribute: "policy" })),
  ];
}

/**
 * Every policy document by the address of its resource, as the attribute's value in `cdk.tf.json`, to the byte: a template of Terraform's, in which `${` of a
 * policy is `$${`.
 */
export function policyTemplates({ resources }: Pick<StackResources, "resources">): ReadonlyMap<string, string> {
  return new Map(
    resources.flatMap((resource): [string, string][] => {
      const { policy, assumeRolePolicy = policy } = resource.config as DocumentArguments;
      const holds = assumeRolePolicy !== undefined && resource.type !== "aws_ecr_lifecycle_policy";
      return holds ? [[addressOf(resource), terraformString(assumeRolePolicy)]] : [];
    }),
  );
}

interface DocumentArguments {
  readonly policy?: Text | Expression;
  readonly assumeRolePolicy?: Text | Expression;
}
