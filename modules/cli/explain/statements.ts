/** Every statement of a platform with where it stands, as `explain` looks through them. */
import { showText } from "../../iam/text";
import type { StatementSummary } from "../../output/summary";
import type { PlatformPlan, StackPlan } from "../../pipeline";
import type { RoleKind } from "../../policy/policy-set";
import type { Grant } from "../../policy/statement";
import { type AddressedPolicy, addressedPolicies, type PolicyOwner } from "../../resources/addressed-policy";
import { statementSummary, userKey, usersByRole } from "../summary";

/** Whose statement it is: a role, or a resource that has a policy. */
export interface Owner {
  readonly kind: "task role" | "execution role" | "container instance role" | "infrastructure role" | "repository" | "bucket";
  readonly name: string;
  readonly arn: string;
  /** Services that run with a role; of a container instance role the cluster and its capacity. */
  readonly usedBy: readonly string[];
  /** It is not written here. */
  readonly existing: boolean;
  /** Of a role its own resource, of others their policy; absent when neither is written. */
  readonly address?: string;
}

/** A statement with its place. */
export interface AddressedStatement {
  readonly stack: string;
  readonly account: string;
  readonly owner: Owner;
  /** Absent when the role exists already, so that nobody writes the statement. */
  readonly address?: string;
  readonly attribute: AddressedPolicy["attribute"];
  readonly grant: Grant;
}

/** Every statement, stack by stack and policy by policy, in the order of the Terraform. */
export function statementsOf({ stacks }: Pick<PlatformPlan, "stacks">): readonly AddressedStatement[] {
  return stacks.flatMap(statementsOfStack);
}

/** What a statement says, for people; its lines are all of them. */
export function summaryOf({ grant }: AddressedStatement, { cite }: Pick<PlatformPlan, "cite">): StatementSummary {
  return statementSummary(grant, cite);
}

function statementsOfStack({ stack, policies }: StackPlan): readonly AddressedStatement[] {
  const users = usersByRole(stack);
  const owners = new Map<object, Owner>();
  return addressedPolicies(stack, policies).flatMap(({ owner, policy, address, attribute }) => {
    const known = owners.get(owner.entry) ?? { ...ownerOf(owner, users), ...(address === undefined ? {} : { address }) };
    owners.set(owner.entry, known);
    const place = { stack: stack.name, account: showText(stack.account.id), owner: known, attribute };
    return policy.grants.map((grant): AddressedStatement => ({ ...place, grant, ...(address === undefined ? {} : { address }) }));
  });
}

const roleKinds: Readonly<Record<RoleKind, Owner["kind"]>> = {
  task: "task role",
  execution: "execution role",
  instance: "container instance role",
  infrastructure: "infrastructure role",
};

function ownerOf(owner: PolicyOwner, users: ReturnType<typeof usersByRole>): Owner {
  if (owner.kind === "role") {
    const { role, kind } = owner.entry;
    const usedBy = (users.get(userKey(kind, role)) ?? []).map(({ name }) => name);
    return { kind: roleKinds[kind], name: role.name, arn: showText(role.arn), usedBy, existing: role.existing };
  }
  if (owner.kind === "repository") {
    const { name, arn, existing } = owner.entry.repository;
    return { kind: "repository", name, arn: showText(arn), usedBy: [], existing };
  }
  const { name, arn } = owner.entry.bucket;
  return { kind: "bucket", name, arn: showText(arn), usedBy: [], existing: true };
}
