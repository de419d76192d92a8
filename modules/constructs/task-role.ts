/** A task role alone. */
import { Construct } from "constructs";
import type { StackModel } from "../model/model";
import type { AccountProps } from "./account-props";
import type { ServiceInput } from "./inputs";
import { deskOf, planDraft } from "./plan";
import { type ClusterReference, clusterKey, knownCluster, type Waitable, type WrittenRole, writtenRole } from "./references";
import { options, roleNameOption } from "./section";
import { wire } from "./wiring";

/** What a task role may do, in the words of the platform file. */
export interface TaskRoleProps extends AccountProps {
  /** Name of the service, which the role is named after. Default: the construct's id. */
  readonly service?: string;
  /** Name of the role. Default: `<platform>-<service>-task`. */
  readonly roleName?: string;
  /** What tasks may do. Default: nothing. */
  readonly access?: ServiceInput["access"];
  /** Allow ECS Exec. Default: false. */
  readonly exec?: boolean;
  /** The cluster whose ECS Exec logging the role must be able to write to. Default: none. */
  readonly cluster?: ClusterReference;
  /** Volumes of the task; EFS volumes that authorise with IAM need permissions. Default: none. */
  readonly volumes?: ServiceInput["volumes"];
  /** The role may assume itself. Default: false. */
  readonly selfAssume?: boolean;
}

/** A task role: only ECS in this account may assume it, and it allows what `access` says and nothing else. Throws `ProblemsError`. */
export class TaskRole extends Construct implements WrittenRole {
  readonly arn: string;
  readonly name: string;
  readonly knownArn: string;
  /** Everything that gives the role its permissions. */
  readonly ready: readonly Waitable[];

  constructor(scope: Construct, id: string, props: TaskRoleProps = {}) {
    super(scope, id);
    const desk = deskOf(this, props);
    const name = props.service ?? id;
    const { access, exec, volumes, selfAssume, roleName } = props;
    const service = {
      cluster: clusterKey,
      launchType: "ec2",
      containers: { task: { image: "docker.io/library/scratch" } },
      ...options(desk, { access, exec, volumes }),
      taskRole: { ...roleNameOption(desk, roleName), ...options(desk, { selfAssume }) },
    };
    const plan = planDraft(desk, {
      sections: { services: { [name]: service } },
      paths: [
        [["services", name], []],
        [["services", name, "taskRole", "name"], ["roleName"]],
        [["services", name, "taskRole"], []],
      ],
      clusters: new Map([[clusterKey, knownCluster(desk, props.cluster)]]),
      adjust: taskRoleOnly,
    });
    const written = plan.resources.filter(({ type }) => type.startsWith("aws_iam_"));
    const elements = wire(this, name, written);
    const [role] = elements.ofType("aws_iam_role");
    const [model] = plan.stack.services;
    if (role === undefined || model === undefined) throw new Error(`no task role in the plan of ${this.node.path}`);
    const attributes = writtenRole(role, model.taskRole.role);
    this.arn = attributes.arn;
    this.name = attributes.name;
    this.knownArn = attributes.knownArn;
    this.ready = [...elements.ofType("aws_iam_role_policy"), ...elements.ofType("aws_iam_role_policy_attachment")];
  }
}

/** The container stands for those that the role is for; nothing of it is written. */
function taskRoleOnly(stack: StackModel): StackModel {
  const services = stack.services.map(({ infrastructureRole: _, ...service }) => ({ ...service, containers: [] }));
  return { ...stack, services, clusters: [], executionRoles: [], logGroups: [] };
}
