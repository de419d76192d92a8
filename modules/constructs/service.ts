/** A service: both its roles, its task definition, its log groups, and the ECS service if one is wanted. */
import { Construct } from "constructs";
import { error, type Problem } from "../problem";
import { type AccessProp, type Grantable, type Grants, noGrants } from "./grants";
import { type ConstructPlan, inStack } from "./plan";
import { ProblemsError } from "./problems-error";
import { addToApp } from "./proof";
import { readProps } from "./props";
import { isRoleReference, type RoleReference, type WrittenRole, writtenRole } from "./references";
import { planService } from "./service-plan";
import { type ServiceProps, servicePropShapes } from "./service-props";
import { type Elements, waitFor, wire } from "./wiring";

/**
 * A service. Its tasks wait for every permission of both roles. Its roles are proved when it is made, and with the rest of the app at synthesis. Throws
 * `ProblemsError`.
 */
export class Service extends Construct implements Grantable {
  /** The task role, unless it exists already. */
  readonly taskRole?: WrittenRole & Grantable;
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
  private readonly props: ServiceProps;
  private readonly grants: Grants;
  private readonly elements: Elements;
  private plan: ConstructPlan;

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    this.props = props;
    this.grants = noGrants(this);
    const plan = this.planned();
    this.plan = plan;
    addToApp(this, () => this.plan);
    const [model] = plan.stack.services;
    const elements = wire(this, this.serviceName, plan.resources, waitedFor(this, props));
    this.elements = elements;
    const [taskDefinition] = elements.ofType("aws_ecs_task_definition");
    const [service] = elements.ofType("aws_ecs_service");
    if (model === undefined || taskDefinition === undefined)
      throw new Error(`no task definition in the plan of ${this.node.path}`);
    for (const role of givenRoles(props)) {
      role.onGrant?.((added) =>
        waitFor(
          taskDefinition,
          inStack(this, added).map((element) => () => element),
        ),
      );
    }
    const [anyRole] = elements.ofType("aws_iam_role");
    if (anyRole !== undefined) this.grants.closeWith(anyRole);
    const written = writtenRoles(plan, elements);
    if (written.task !== undefined) this.taskRole = { ...written.task, grant: (...access) => this.grant(...access) };
    if (written.execution !== undefined) this.executionRole = written.execution;
    if (written.infrastructure !== undefined) this.infrastructureRole = written.infrastructure;
    this.taskDefinitionArn = taskDefinition.getStringAttribute("arn");
    this.family = model.family;
    if (service !== undefined) this.serviceId = service.getStringAttribute("id");
  }

  /**
   * Adds access to the task role, as if it stood in `access`: the whole role is checked and proved again. Throws `ProblemsError` with paths like
   * `grants[0].s3.bucket`; the role stays as it was then. Not after synthesis has begun, and not where the task role exists already and is no `TaskRole`.
   */
  grant(...access: readonly AccessProp[]): void {
    const { taskRole } = this.props;
    if (isRoleReference(taskRole)) {
      if (taskRole.grant === undefined) throw new ProblemsError([notOurs()], this.node.path);
      taskRole.grant(...access);
      return;
    }
    this.grants.add(access, () => {
      this.plan = this.planned();
      this.elements.update(this.plan.resources);
      return [];
    });
  }

  private get serviceName(): string {
    return this.props.service ?? this.node.id;
  }

  private planned(): ConstructPlan {
    return planService(readProps(this, this.props, servicePropShapes), this.serviceName, this.props, this.grants);
  }
}

function notOurs(): Problem {
  const help = "grant these permissions where that role is written, or pass a `TaskRole`";
  return error("invalid-value", ["taskRole"], "an existing task role is not changed, so nothing can be granted to it", help);
}

function givenRoles({ taskRole, executionRole }: ServiceProps): readonly RoleReference[] {
  return [taskRole, executionRole].filter((role) => isRoleReference(role));
}

/** What the service's own elements wait for beside one another. */
function waitedFor(scope: Construct, props: ServiceProps): Parameters<typeof wire>[3] {
  const { capacity, cluster, deployment, dependsOn = [] } = props;
  const permissions = inStack(
    scope,
    givenRoles(props).flatMap((role) => role.ready ?? []),
  );
  return {
    aws_ecs_task_definition: deployment === undefined ? [...permissions, ...dependsOn] : permissions,
    aws_ecs_service: [...inStack(scope, [...(cluster.ready ?? []), ...(capacity?.ready ?? [])]), ...dependsOn],
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
