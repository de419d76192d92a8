/** A task role alone. */

import type { ITerraformDependable, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { type AccountProps, accountPropShapes } from "./account-props";
import { type AccessProp, type Grantable, type Grants, noGrants } from "./grants";
import type { ServiceInput } from "./inputs";
import { addToApp } from "./proof";
import { type PropPaths, readProps } from "./props";
import {
  type ClusterReference,
  clusterShape,
  knownCluster,
  type Waitable,
  type WrittenRole,
  waitables,
  writtenRole,
} from "./references";
import { planTaskRoleProps, type RolePlan } from "./role-plan";
import { options, roleNameOption, withGrants } from "./section";
import { inSchema, optional, type PropShapes, text } from "./shape";
import { type Elements, wire } from "./wiring";

/** What a task role may do, in the words of the platform file. */
export interface TaskRoleProps extends AccountProps {
  /** Name of the service, which the role is named after. Default: the construct's id. */
  readonly service?: string;
  /** Name of the role. Default: `<platform>-<service>-task`. */
  readonly roleName?: string;
  /** What tasks may do. Default: nothing; `grant` adds to it. */
  readonly access?: ServiceInput["access"];
  /** Allow ECS Exec. Default: false. */
  readonly exec?: boolean;
  /** The cluster whose ECS Exec logging the role must be able to write to. Default: none. */
  readonly cluster?: ClusterReference;
  /** Volumes of the task; EFS volumes that authorise with IAM need permissions. Default: none. */
  readonly volumes?: ServiceInput["volumes"];
  /** The role may assume itself. Default: false. */
  readonly selfAssume?: boolean;
  /** Danger rules that the role may meet, each with the reason why. Default: none, a dangerous role is refused. */
  readonly acknowledge?: ServiceInput["acknowledge"];
  /** Services of the app that may reach what only this one was granted, as wildcards of theirs do. Default: none. */
  readonly sharedWith?: ServiceInput["sharedWith"];
  /** What the roles of the service must, and must not, be able to do; proved at synthesis. Default: nothing more is expected. */
  readonly expect?: ServiceInput["expect"];
  /** What else the role waits for. Default: nothing. */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** The form of all props. */
const taskRolePropShapes: PropShapes<TaskRoleProps> = {
  ...accountPropShapes,
  service: optional(text),
  roleName: optional(inSchema),
  access: optional(inSchema),
  exec: optional(inSchema),
  cluster: optional(clusterShape().check),
  volumes: optional(inSchema),
  selfAssume: optional(inSchema),
  acknowledge: optional(inSchema),
  sharedWith: optional(inSchema),
  expect: optional(inSchema),
  dependsOn: optional(waitables),
};

/**
 * A task role: only ECS in this account may assume it, and it allows what `access` says and nothing else. It is proved when it is made, and with
 * the rest of the app at synthesis. Throws `ProblemsError`.
 */
export class TaskRole extends Construct implements WrittenRole, Grantable {
  readonly arn: string;
  readonly name: string;
  readonly knownArn: string;
  private readonly props: TaskRoleProps;
  private readonly grants: Grants;
  private readonly elements: Elements;
  private plan: RolePlan;

  constructor(scope: Construct, id: string, props: TaskRoleProps = {}) {
    super(scope, id);
    this.props = props;
    this.grants = noGrants(this);
    this.plan = this.planned();
    const after = props.dependsOn ?? [];
    this.elements = wire(this, this.serviceName, this.plan.resources, { aws_iam_role: after });
    const [role] = this.elements.ofType("aws_iam_role");
    if (role === undefined || this.plan.role === undefined) throw new Error(`no task role in the plan of ${this.node.path}`);
    this.grants.closeWith(role);
    const attributes = writtenRole(role, this.plan.role.role);
    this.arn = attributes.arn;
    this.name = attributes.name;
    this.knownArn = attributes.knownArn;
    addToApp(this, () => this.plan);
  }

  /** Everything that gives the role its permissions. */
  get ready(): readonly Waitable[] {
    return [...this.elements.ofType("aws_iam_role_policy"), ...this.elements.ofType("aws_iam_role_policy_attachment")];
  }

  /**
   * Adds access, as if it stood in `access`: the whole role is checked and proved again. Throws `ProblemsError` with paths like `grants[0].s3.bucket`; the
   * role stays as it was then. Not after synthesis has begun.
   */
  grant(...access: readonly AccessProp[]): void {
    this.grants.add(access, () => {
      this.plan = this.planned();
      return this.elements
        .update(this.plan.resources)
        .filter(({ terraformResourceType }) => terraformResourceType !== "aws_iam_policy");
    });
  }

  /** Calls `listener` with what else gives the role its permissions after a grant. */
  onGrant(listener: (added: readonly TerraformResource[]) => void): void {
    this.grants.onAdded(listener);
  }

  private get serviceName(): string {
    return this.props.service ?? this.node.id;
  }

  private get paths(): PropPaths {
    const path = ["services", this.serviceName];
    return [
      [path, []],
      [[...path, "taskRole", "name"], ["roleName"]],
      [[...path, "taskRole"], []],
      ...this.grants.paths(this.serviceName, this.props.access?.length ?? 0),
    ];
  }

  private planned(): RolePlan {
    const { props } = this;
    const reader = readProps(this, props, taskRolePropShapes);
    const { access, exec, volumes, selfAssume, roleName, acknowledge, sharedWith, expect } = props;
    const own = {
      ...options(reader, { access, exec, volumes, acknowledge, sharedWith, expect }),
      taskRole: { ...roleNameOption(reader, roleName), ...options(reader, { selfAssume }) },
    };
    const draft = { name: this.serviceName, options: withGrants(reader, own, this.grants), paths: this.paths };
    return planTaskRoleProps(reader, draft, knownCluster(reader, props.cluster));
  }
}
