/** In which file of a Terraform configuration each resource stands, as a reader looks for it. */
import type { StackModel } from "../model/model";
import type { RolePolicies, StackPolicies } from "../policy/policy-set";
import { type Addresses, stackAddresses } from "./address";
import { addressOf, type Resource, type ResourceType } from "./resource";

/** A name of a Terraform file. */
export type TerraformFile = `${string}.tf`;

const byType: Readonly<Partial<Record<ResourceType, TerraformFile>>> = {
  aws_autoscaling_group: "capacity.tf",
  aws_ecr_lifecycle_policy: "ecr.tf",
  aws_ecr_repository: "ecr.tf",
  aws_ecr_repository_policy: "ecr.tf",
  aws_ecs_capacity_provider: "capacity.tf",
  aws_iam_instance_profile: "capacity.tf",
  aws_launch_template: "capacity.tf",
};

/**
 * The file of every resource that does not stand in main.tf, by address: `ecr.tf` for repositories, `capacity.tf` for container instances with their role, and
 * `service_<name>.tf` for a service with its roles and log group. What several services share, and clusters, stand in main.tf.
 */
export function resourceFiles(
  stack: StackModel,
  policies: StackPolicies,
  resources: readonly Resource[],
): ReadonlyMap<string, TerraformFile> {
  const addresses = stackAddresses(stack, policies);
  const byId = new Map<string, TerraformFile>([
    ...policies.roles.flatMap((entry) => roleFiles(entry, addresses)),
    ...logGroupFiles(stack, addresses),
  ]);
  const services = new Set(addresses.services.values());
  return new Map(
    resources.flatMap((resource): [string, TerraformFile][] => {
      const { type, id } = resource;
      const isService = (type === "aws_ecs_task_definition" || type === "aws_ecs_service") && services.has(id);
      const file = byType[type] ?? (isService ? serviceFile(id) : byId.get(`${kindOf(type)}.${id}`));
      return file === undefined ? [] : [[addressOf(resource), file]];
    }),
  );
}

function serviceFile(id: string): TerraformFile {
  return `service_${id}.tf`;
}

/** Roles, their policies and attachments have ids of one kind; log groups have their own. */
function kindOf(type: ResourceType): string {
  return type.startsWith("aws_iam_") ? "role" : type;
}

function roleFiles(entry: RolePolicies, { roles, services }: Addresses): readonly (readonly [string, TerraformFile])[] {
  const { role, kind, owner, policies } = entry;
  const id = roles.get(role.name);
  const service = services.get(owner);
  const file = kind === "instance" ? "capacity.tf" : service === undefined ? undefined : serviceFile(service);
  if (id === undefined || file === undefined) return [];
  const parts = policies.map((_, index) => (index === 0 ? id : `${id}_${index + 1}`));
  return [id, ...parts].map((own) => [`role.${own}`, file] as const);
}

function logGroupFiles({ services: all }: StackModel, { logGroups, services }: Addresses) {
  const users = new Map<string, Set<string>>();
  for (const { name, containers } of all) {
    for (const { logging } of containers) {
      if (!("group" in logging) || typeof logging.group !== "string") continue;
      users.set(logging.group, (users.get(logging.group) ?? new Set()).add(name));
    }
  }
  return [...users].flatMap(([group, [user, ...others]]): [string, TerraformFile][] => {
    const id = logGroups.get(group);
    const service = user === undefined || others.length > 0 ? undefined : services.get(user);
    return id === undefined || service === undefined ? [] : [[`aws_cloudwatch_log_group.${id}`, serviceFile(service)]];
  });
}
