/** A service: both its roles, its task definition, its log groups, and the ECS service if one is wanted. */
import { Construct } from "constructs";
import type { Service as ServiceModel, StackModel } from "../model/model";
import { error } from "../problem";
import { isEnded, operatingSystems } from "../spec/operating-system";
import type { AccountProps } from "./account-props";
import type { CapacityReference } from "./ec2-capacity";
import type { ServiceInput } from "./inputs";
import { type ConstructPlan, type Desk, deskOf, inStack, planDraft } from "./plan";
import {
  type ClusterReference,
  clusterKey,
  isRoleReference,
  knownCluster,
  knownRole,
  type RoleReference,
  type WrittenRole,
  writtenRole,
} from "./references";
import { knownRepositories, type RepositoryReference } from "./repositories";
import { options } from "./section";
import { type Elements, wire } from "./wiring";

/** A service, in the words of the platform file. */
export interface ServiceProps extends AccountProps {
  /** Name of the service. Default: the construct's id. */
  readonly service?: string;
  /** The cluster that it runs in. */
  readonly cluster: ClusterReference;
  /** The capacity that it runs on; an `Ec2Capacity` fits. Default: none, the service runs on Fargate. */
  readonly capacity?: CapacityReference;
  /** Containers by name. */
  readonly containers: ServiceInput["containers"];
  /** ECR repositories by the names that `image` uses; an `EcrRepository` fits. Default: none. */
  readonly repositories?: Readonly<Record<string, RepositoryReference>>;
  /** Volumes by name. Default: none. */
  readonly volumes?: ServiceInput["volumes"];
  /** What the task role may do. Default: nothing. */
  readonly access?: ServiceInput["access"];
  /** Allow ECS Exec. Default: false. */
  readonly exec?: boolean;
  /** Where the containers log to. Default: `awslogs` to `/ecs/<platform>/<service>`. */
  readonly logs?: ServiceInput["logs"];
  /** Launch type. Default: `ec2` with `capacity`, otherwise `fargate`. */
  readonly launchType?: ServiceInput["launchType"];
  /** Network mode. Default: `awsvpc`; on Windows EC2 capacity `default`. */
  readonly networkMode?: ServiceInput["networkMode"];
  /** Operating system family. Default: the capacity's, on Fargate `linux`. */
  readonly os?: ServiceInput["os"];
  /** Windows release of Fargate tasks. Default: `2022-core`. */
  readonly windowsRelease?: ServiceInput["windowsRelease"];
  /** CPU architecture. Default: the capacity's, on Fargate `x86_64`. */
  readonly architecture?: ServiceInput["architecture"];
  /** CPU units of the task. Default: 256 on Fargate, otherwise none. */
  readonly cpu?: number;
  /** Memory of the task in MiB. Default: 512 on Fargate, otherwise none. */
  readonly memory?: number;
  /** Family of the task definition. Default: `<platform>-<service>`. */
  readonly family?: string;
  /** A role that exists, for instance a `TaskRole`, or options of the role to write. Default: a role of its own. */
  readonly taskRole?: ServiceInput["taskRole"] | RoleReference;
  /** Further task roles that one manual run may be started with. Default: none. */
  readonly taskRoleOverrides?: ServiceInput["taskRoleOverrides"];
  /** A role that exists, for instance an `ExecutionRole`, or options of the role to write. Default: a role of its own, if one is needed. */
  readonly executionRole?: ServiceInput["executionRole"] | RoleReference;
  /** Write an ECS service for the task definition. Default: only the task definition. */
  readonly deployment?: ServiceInput["deployment"];
}

/** A service. Its tasks wait for every permission of both roles. Throws `ProblemsError`. */
export class Service extends Construct {
  /** The task role, unless it exists already. */
  readonly taskRole?: WrittenRole;
  /** The execution role, unless it exists already or no container needs one. */
  readonly executionRole?: WrittenRole;
  /** The infrastructure role, if EBS volumes or Service Connect certificates need one. */
  readonly infrastructureRole?: WrittenRole;
  /** ARN of the task definition, with its revision. */
  readonly taskDefinitionArn: string;
  /** Family of the task definition. */
  readonly family: string;
  /** Id (ARN) of the ECS service, if there is one. */
  readonly serviceId?: string;

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    const desk = deskOf(this, props);
    const plan = planService(desk, props.service ?? id, props);
    const [model] = plan.stack.services;
    const { capacity, cluster, taskRole, executionRole } = props;
    const roles = [taskRole, executionRole].flatMap((role) => (isRoleReference(role) ? (role.ready ?? []) : []));
    const elements = wire(this, props.service ?? id, plan.resources, {
      aws_ecs_task_definition: inStack(this, roles),
      aws_ecs_service: inStack(this, [...(cluster.ready ?? []), ...(capacity?.ready ?? [])]),
    });
    const [taskDefinition] = elements.ofType("aws_ecs_task_definition");
    const [service] = elements.ofType("aws_ecs_service");
    if (model === undefined || taskDefinition === undefined)
      throw new Error(`no task definition in the plan of ${this.node.path}`);
    const written = writtenRoles(plan, elements);
    if (written.task !== undefined) this.taskRole = written.task;
    if (written.execution !== undefined) this.executionRole = written.execution;
    if (written.infrastructure !== undefined) this.infrastructureRole = written.infrastructure;
    this.taskDefinitionArn = taskDefinition.getStringAttribute("arn");
    this.family = model.family;
    if (service !== undefined) this.serviceId = service.getStringAttribute("id");
  }
}

function planService(desk: Desk, name: string, props: ServiceProps): ConstructPlan {
  const { taskRole, executionRole, capacity } = props;
  checkCapacity(desk, props);
  if (isRoleReference(taskRole) && (props.access ?? []).length > 0) {
    const help = "grant these permissions where that role is written, or leave out `taskRole`";
    desk.report(error("invalid-value", ["access"], "an existing task role is not changed, so `access` must be empty", help));
  }
  const section = {
    cluster: clusterKey,
    ...options(desk, {
      launchType: capacity === undefined ? undefined : "ec2",
      os: osOf(capacity),
      architecture: capacity?.architecture,
    }),
    ...options(desk, own(props)),
    ...options(desk, {
      taskRole: isRoleReference(taskRole) ? undefined : taskRole,
      executionRole: isRoleReference(executionRole) ? undefined : executionRole,
    }),
  };
  return planDraft(desk, {
    sections: { services: { [name]: section } },
    paths: [[["services", name], []]],
    clusters: new Map([[clusterKey, knownCluster(desk, props.cluster)]]),
    repositories: knownRepositories(desk, props.repositories),
    adjust: (stack) => adjusted(desk, props, stack),
  });
}

/** The options that are those of the platform file. */
function own(props: ServiceProps): Partial<ServiceInput> {
  const { containers, volumes, access, exec, logs, launchType, networkMode, os, windowsRelease, architecture } = props;
  const { cpu, memory, family, taskRoleOverrides, deployment } = props;
  const given = { containers, volumes, access, exec, logs, launchType, networkMode, os, windowsRelease, architecture };
  const all = { ...given, cpu, memory, family, taskRoleOverrides, deployment };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function osOf(capacity: CapacityReference | undefined): "linux" | "windows" | undefined {
  const os = capacity?.os;
  if (os === undefined || isEnded(os)) return undefined;
  const { containers } = operatingSystems[os];
  return containers === "unknown" ? undefined : containers;
}

/** The same that the model says of services on capacity of their platform file. */
function checkCapacity({ report }: Desk, { capacity, os, architecture, launchType }: ServiceProps): void {
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

function adjusted(desk: Desk, props: ServiceProps, stack: StackModel): StackModel {
  const services = stack.services.map((service) => ({ ...service, ...surroundings(desk, props, service) }));
  const executionRoles = services.map((service) => service.executionRole);
  return { ...stack, services, executionRoles, clusters: [], repositories: [] };
}

/** What the service was given: cluster and capacity as references, and roles. */
function surroundings(desk: Desk, { cluster, capacity, taskRole, executionRole }: ServiceProps, service: ServiceModel) {
  const task = isRoleReference(taskRole) && taskRole.arn !== undefined ? knownRole(desk, "taskRole", taskRole.arn) : undefined;
  const execution =
    isRoleReference(executionRole) && executionRole.arn !== undefined
      ? knownRole(desk, "executionRole", executionRole.arn)
      : undefined;
  const name = desk.book.text(cluster.name, "name", ["cluster", "name"]);
  const arn = cluster.arn === undefined ? service.cluster.arn : desk.book.text(cluster.arn, "arn", ["cluster", "arn"]);
  const provider = capacity?.capacityProviderName;
  return {
    cluster: { ...service.cluster, name, arn },
    ...(provider === undefined
      ? {}
      : { capacityProvider: desk.book.text(provider, "name", ["capacity", "capacityProviderName"]) }),
    ...(task === undefined ? {} : { taskRole: { ...service.taskRole, role: task } }),
    ...(execution === undefined ? {} : { executionRole: { ...service.executionRole, role: execution } }),
  };
}

/** The roles that were written, by their kind; overrides of the task role come after it. */
function writtenRoles(plan: ConstructPlan, elements: Elements): Readonly<Partial<Record<string, WrittenRole>>> {
  const [model] = plan.stack.services;
  const roles = plan.resources.filter(({ type }) => type === "aws_iam_role");
  const candidates = [
    ["task", model?.taskRole.role],
    ["execution", model?.executionRole.role],
    ["infrastructure", model?.infrastructureRole],
  ] as const;
  return Object.fromEntries(
    candidates.flatMap(([kind, role]) => {
      const resource = roles.find(({ config }) => "name" in config && config.name === role?.name);
      const element = resource && elements.all.get(`${resource.type}.${resource.id}`);
      return role === undefined || element === undefined ? [] : [[kind, writtenRole(element, role)]];
    }),
  );
}
