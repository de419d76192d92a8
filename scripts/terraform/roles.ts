/** The roles of a plan: what their account demands, and that whatever runs with them waits for their permissions. */
import { ofType, type Plan, type PlannedResource, referred } from "./plan";

/** What an account demands of every role in it, read from the platform file and from nothing else. */
export interface Demands {
  readonly permissionsBoundary?: string;
  readonly path: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Roles that escape their account's demands, and attachments that would take a policy away from everybody else. */
export function roleFindings(plan: Plan, demands: Demands | undefined): readonly string[] {
  return [
    ...ofType(plan, "aws_iam_role").flatMap((role) => [
      ...nameFindings(role),
      ...(demands === undefined ? [] : demandFindings(role, demands)),
    ]),
    ...ofType(plan, "aws_iam_policy_attachment").map(({ address }) => `${address}: is exclusive in the whole account`),
  ];
}

function nameFindings({ address, values }: PlannedResource): readonly string[] {
  const { name } = values;
  if (typeof name !== "string") return [`${address}: has no name of its own`];
  return name.length > 64 ? [`${address}: name ${name} has ${name.length} characters`] : [];
}

function demandFindings({ address, values }: PlannedResource, { permissionsBoundary, path, tags }: Demands): readonly string[] {
  const own = (values.tags ?? {}) as Readonly<Record<string, unknown>>;
  const missing = Object.entries(tags).filter(([key, value]) => own[key] !== value);
  const boundary = values.permissions_boundary ?? "none";
  const wanted = permissionsBoundary ?? "none";
  return [
    ...(boundary === wanted ? [] : [`${address}: boundary ${String(boundary)}, not ${wanted}`]),
    ...(values.path === path ? [] : [`${address}: path ${String(values.path)}, not ${path}`]),
    ...missing.map(([key, value]) => `${address}: tag ${key} is ${String(own[key])}, not ${value}`),
  ];
}

/** Task definitions that would start tasks before a role has all its permissions. */
export function taskDefinitionFindings(plan: Plan): readonly string[] {
  const written = new Map(ofType(plan, "aws_iam_role").map((role) => [role.values.name, role.address]));
  return ofType(plan, "aws_ecs_task_definition").flatMap((task) =>
    ["task_role_arn", "execution_role_arn"].flatMap((attribute) => {
      const role = referred(task, attribute, "aws_iam_role");
      if (role !== undefined) return missingPermissions(plan, task, role);
      const name = String(task.values[attribute] ?? "")
        .split("/")
        .pop();
      const named = written.get(name);
      return named === undefined ? [] : [`${task.address}: ${attribute} names ${named} and does not refer to it`];
    }),
  );
}

function missingPermissions(plan: Plan, task: PlannedResource, role: string): readonly string[] {
  return ["aws_iam_role_policy", "aws_iam_role_policy_attachment"]
    .flatMap((type) => ofType(plan, type))
    .filter((permission) => referred(permission, "role", "aws_iam_role") === role && !task.dependsOn.includes(permission.address))
    .map((permission) => `${task.address}: does not wait for ${permission.address}`);
}

/** Permissions that belong to no role of the plan by reference: nobody could wait for them. */
export function detachedFindings(plan: Plan): readonly string[] {
  return ["aws_iam_role_policy", "aws_iam_role_policy_attachment"]
    .flatMap((type) => ofType(plan, type))
    .filter((permission) => !plan.has(referred(permission, "role", "aws_iam_role") ?? ""))
    .map(({ address }) => `${address}: refers to no role of the plan`);
}
