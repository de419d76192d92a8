/** The props of a service through the pipeline. */
import type { ServiceModel, StackModel } from "../model/model";
import { error } from "../problem";
import { isEnded, operatingSystems } from "../spec/operating-system";
import type { CapacityReference } from "./ec2-capacity";
import type { Grants } from "./grants";
import type { ServiceInput } from "./inputs";
import { type ConstructPlan, planDraft } from "./plan";
import type { PropsReader } from "./props";
import { clusterKey, isRoleReference, knownCluster, knownRole } from "./references";
import { knownRepositories } from "./repositories";
import { options, withGrants } from "./section";
import type { ServiceProps } from "./service-props";

/** The plan of a service with everything that was granted to its task role. Throws `ProblemsError`; warnings become annotations. */
export function planService(reader: PropsReader, name: string, props: ServiceProps, grants: Grants): ConstructPlan {
  const { taskRole, executionRole, capacity } = props;
  checkCapacity(reader, props);
  if (isRoleReference(taskRole) && (props.access ?? []).length > 0) {
    const help = "grant these permissions where that role is written, or leave out `taskRole`";
    reader.report(error("invalid-value", ["access"], "an existing task role is not changed, so `access` must be empty", help));
  }
  const section = {
    cluster: clusterKey,
    ...options(reader, {
      launchType: capacity === undefined ? undefined : "ec2",
      os: osOf(capacity),
      architecture: capacity?.architecture,
    }),
    ...withGrants(reader, options(reader, own(props)), grants),
    ...options(reader, {
      taskRole: isRoleReference(taskRole) ? undefined : taskRole,
      executionRole: isRoleReference(executionRole) ? undefined : executionRole,
    }),
  };
  return planDraft(reader, {
    sections: { services: { [name]: section } },
    paths: [[["services", name], []], ...grants.paths(name, props.access?.length ?? 0)],
    clusters: new Map([[clusterKey, knownCluster(reader, props.cluster)]]),
    repositories: knownRepositories(reader, props.repositories),
    adjust: (stack) => adjusted(reader, props, stack),
  });
}

/** The options that are those of the platform file. */
function own(props: ServiceProps): Partial<ServiceInput> {
  const { containers, volumes, access, exec, logs, launchType, networkMode, os, windowsRelease, architecture } = props;
  const { cpu, memory, family, taskRoleOverrides, deployment, acknowledge, sharedWith, expect } = props;
  const given = { containers, volumes, access, exec, logs, launchType, networkMode, os, windowsRelease, architecture };
  const all = { ...given, cpu, memory, family, taskRoleOverrides, deployment, acknowledge, sharedWith, expect };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function osOf(capacity: CapacityReference | undefined): "linux" | "windows" | undefined {
  const os = capacity?.os;
  if (os === undefined || isEnded(os)) return undefined;
  const { containers } = operatingSystems[os];
  return containers === "unknown" ? undefined : containers;
}

/** The same that the model says of services on capacity of their platform file. */
function checkCapacity({ report }: PropsReader, { capacity, os, architecture, launchType }: ServiceProps): void {
  if (capacity === undefined) return;
  const known = osOf(capacity);
  if (launchType === "fargate") {
    report(error("launch-type", ["capacity"], "Fargate tasks run on no `capacity`", 'leave it out, or use `launchType: "ec2"`'));
  }
  if (os !== undefined && known !== undefined && os !== known) {
    report(
      error("operating-system", ["os"], `the capacity runs ${known} containers`, "leave `os` out, or choose another `capacity`"),
    );
  }
  if (architecture !== undefined && capacity.architecture !== undefined && architecture !== capacity.architecture) {
    const message = `the capacity has ${capacity.architecture} instances`;
    report(error("operating-system", ["architecture"], message, "leave `architecture` out, or choose another `capacity`"));
  }
}

function adjusted(reader: PropsReader, props: ServiceProps, stack: StackModel): StackModel {
  const services = stack.services.map((service) => ({ ...service, ...surroundings(reader, props, service) }));
  const executionRoles = services.map((service) => service.executionRole);
  return { ...stack, services, executionRoles, clusters: [], repositories: [] };
}

/** What the service was given: cluster and capacity as references, and roles. */
function surroundings(reader: PropsReader, { cluster, capacity, taskRole, executionRole }: ServiceProps, service: ServiceModel) {
  const task = isRoleReference(taskRole) && taskRole.arn !== undefined ? knownRole(reader, "taskRole", taskRole.arn) : undefined;
  const execution =
    isRoleReference(executionRole) && executionRole.arn !== undefined
      ? knownRole(reader, "executionRole", executionRole.arn)
      : undefined;
  const name = reader.book.text(cluster.name, "name", ["cluster", "name"]);
  const arn = cluster.arn === undefined ? service.cluster.arn : reader.book.text(cluster.arn, "arn", ["cluster", "arn"]);
  const provider = capacity?.capacityProviderName;
  return {
    cluster: { ...service.cluster, name, arn },
    ...(provider === undefined
      ? {}
      : { capacityProvider: reader.book.text(provider, "name", ["capacity", "capacityProviderName"]) }),
    ...(task === undefined ? {} : { taskRole: { ...service.taskRole, role: task } }),
    ...(execution === undefined ? {} : { executionRole: { ...service.executionRole, role: execution } }),
  };
}
