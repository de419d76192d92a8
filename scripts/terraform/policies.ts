/** The policies of a plan: known before anything is created, and what their statements say. */
import { ofType, type Plan, type PlannedResource } from "./plan";

/** Attributes that hold JSON; those of `policies` are IAM's. */
const policies: Readonly<Record<string, string>> = {
  aws_ecr_repository_policy: "policy",
  aws_iam_policy: "policy",
  aws_iam_role: "assume_role_policy",
  aws_iam_role_policy: "policy",
  aws_s3_bucket_policy: "policy",
};
const otherJson: Readonly<Record<string, string>> = {
  aws_ecr_lifecycle_policy: "policy",
  aws_ecs_task_definition: "container_definitions",
};

/** A statement, as far as the checks read it. */
interface Statement {
  readonly address: string;
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/**
 * JSON that nobody can review before the apply, or that is none. A policy may be unknown only where `mayRefer` says that its author gave it
 * references to resources; container definitions may always hold them.
 */
export function jsonFindings(plan: Plan, mayRefer: boolean): readonly string[] {
  return Object.entries({ ...policies, ...otherJson }).flatMap(([type, attribute]) =>
    ofType(plan, type).flatMap((resource) => {
      const excused = (mayRefer || type in otherJson) && refersToResources(resource, attribute);
      if (resource.unknown.has(attribute)) return excused ? [] : [`${resource.address}: ${attribute} is known after apply only`];
      return documentFindings(resource, attribute);
    }),
  );
}

/** Whether an attribute refers to something that Terraform creates: variables are known when it plans. */
function refersToResources({ references }: PlannedResource, attribute: string): boolean {
  return (references[attribute] ?? []).some((reference) => !/^(?:var|local|each|path)\b/.test(reference));
}

function documentFindings({ address, type, values }: PlannedResource, attribute: string): readonly string[] {
  const document = parsed(values[attribute]);
  if (document === undefined) return [`${address}: ${attribute} is not JSON`];
  if (!(type in policies)) return [];
  const { Version, Statement } = document as { readonly Version?: unknown; readonly Statement?: unknown };
  if (Version !== "2012-10-17") return [`${address}: ${attribute} is of version ${String(Version)}`];
  return Array.isArray(Statement) && Statement.length > 0 ? [] : [`${address}: ${attribute} has no statement`];
}

function parsed(text: unknown): object | undefined {
  try {
    const value: unknown = JSON.parse(String(text));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Every statement of every IAM policy that is known. */
function statements(plan: Plan): readonly Statement[] {
  return Object.entries(policies).flatMap(([type, attribute]) =>
    ofType(plan, type).flatMap(({ address, values }) => {
      const { Statement } = (parsed(values[attribute]) ?? {}) as { readonly Statement?: readonly RawStatement[] };
      return (Statement ?? []).map(({ Sid = "", Action, Resource }) => ({
        address,
        sid: Sid,
        actions: list(Action),
        resources: list(Resource),
      }));
    }),
  );
}

interface RawStatement {
  readonly Sid?: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
}

function list(value: string | readonly string[] = []): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

/**
 * A key that is a Terraform variable which may be empty: no statement when it is empty, exactly one in each role that uses it when it is given,
 * and nothing else differs between the two. `users` are the policies that refer to the variable.
 */
export function optionalKeyFindings(without: Plan, withKey: Plan, keyArn: string, users: readonly string[]): readonly string[] {
  const before = statements(without);
  const after = statements(withKey);
  const forKey = after.filter(({ resources }) => resources.includes(keyArn));
  const rest = after.filter(({ resources }) => !resources.includes(keyArn));
  const empty = before.filter(({ resources }) => resources.some((resource) => resource === "" || resource === keyArn));
  return [
    ...empty.map(({ address, sid }) => `${address}: ${sid} is there although the key is empty`),
    ...forKey
      .filter(({ actions }) => !actions.every((action) => action.startsWith("kms:")))
      .map(({ address, sid }) => `${address}: ${sid} is no key statement`),
    ...users.flatMap((user) => {
      const count = forKey.filter(({ address }) => address === user).length;
      return count === 1 ? [] : [`${user}: ${count} statements for the key, not one`];
    }),
    ...(JSON.stringify(rest) === JSON.stringify(before) ? [] : ["statements that do not concern the key depend on it"]),
  ];
}

/** Policies that refer to a variable. */
export function usersOf(plan: Plan, variable: string): readonly string[] {
  return Object.entries(policies).flatMap(([type, attribute]) =>
    ofType(plan, type).flatMap(({ address, references }) =>
      references[attribute]?.includes(`var.${variable}`) ? [address] : [],
    ),
  );
}
