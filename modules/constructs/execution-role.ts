/** An execution role alone. */
import { Construct } from "constructs";
import type { StackModel } from "../model/model";
import type { AccountProps } from "./account-props";
import type { ServiceInput } from "./inputs";
import { deskOf, planDraft } from "./plan";
import { clusterKey, knownCluster, type Waitable, writtenRole } from "./references";
import { knownRepositories, type RepositoryReference } from "./repositories";
import { options, roleNameOption } from "./section";
import { wire } from "./wiring";

/** The containers that the role is for, in the words of the platform file. */
export interface ExecutionRoleProps extends AccountProps {
  /** Name of the service, which the role is named after. Default: the construct's id. */
  readonly service?: string;
  /** Name of the role. Default: `<platform>-<service>-execution`. */
  readonly roleName?: string;
  /** Containers by name: their images, secrets, files and logs decide what the role may do. */
  readonly containers: ServiceInput["containers"];
  /** ECR repositories by the names that `image` uses; an `EcrRepository` fits. Default: none. */
  readonly repositories?: Readonly<Record<string, RepositoryReference>>;
  /** Where the containers log to. Default: `awslogs` to `/ecs/<platform>/<service>`. */
  readonly logs?: ServiceInput["logs"];
  /** Volumes of the task; FSx volumes have credentials. Default: none. */
  readonly volumes?: ServiceInput["volumes"];
  /** `aws:SourceAccount` and `aws:SourceArn` in the trust policy. Default: true. */
  readonly sourceConditions?: boolean;
}

/** An execution role with exactly what ECS itself needs for the containers. Nothing is written when they need nothing. Throws `ProblemsError`. */
export class ExecutionRole extends Construct {
  /** ARN, as a reference to the role; undefined when the containers need none. */
  readonly arn?: string;
  /** Name, as a reference to the role. */
  readonly name?: string;
  /** ARN made from account, path and name: with a literal account it is known before the role exists, to any other stack. */
  readonly knownArn?: string;
  /** Everything that gives the role its permissions. */
  readonly ready: readonly Waitable[];

  constructor(scope: Construct, id: string, props: ExecutionRoleProps) {
    super(scope, id);
    const desk = deskOf(this, props);
    const name = props.service ?? id;
    const { containers, logs, volumes, sourceConditions, roleName } = props;
    const service = {
      cluster: clusterKey,
      launchType: "ec2",
      ...options(desk, { containers, logs, volumes }),
      executionRole: { ...roleNameOption(desk, roleName), ...options(desk, { sourceConditions }) },
    };
    const plan = planDraft(desk, {
      sections: { services: { [name]: service } },
      paths: [
        [["services", name], []],
        [["services", name, "executionRole", "name"], ["roleName"]],
        [["services", name, "executionRole"], []],
      ],
      clusters: new Map([[clusterKey, knownCluster(desk, undefined)]]),
      repositories: knownRepositories(desk, props.repositories),
      adjust: executionRoleOnly,
    });
    const written = plan.resources.filter(({ type }) => type.startsWith("aws_iam_"));
    const elements = wire(this, name, written);
    const [role] = elements.ofType("aws_iam_role");
    const [model] = plan.stack.executionRoles;
    this.ready = [...elements.ofType("aws_iam_role_policy"), ...elements.ofType("aws_iam_role_policy_attachment")];
    if (role === undefined || model === undefined) return;
    const attributes = writtenRole(role, model.role);
    this.arn = attributes.arn;
    this.name = attributes.name;
    this.knownArn = attributes.knownArn;
  }
}

/** The other roles of the service belong to somebody else, and so do its log groups. */
function executionRoleOnly(stack: StackModel): StackModel {
  const services = stack.services.map(({ infrastructureRole: _, ...service }) => ({
    ...service,
    taskRole: { ...service.taskRole, role: { ...service.taskRole.role, existing: true } },
  }));
  return { ...stack, services, clusters: [], logGroups: [] };
}
