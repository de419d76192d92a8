/** An execution role alone. */
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type AccountProps, accountPropShapes } from "./account-props";
import type { ServiceInput } from "./inputs";
import { addToApp } from "./proof";
import { readProps } from "./props";
import { type Waitable, waitables, writtenRole } from "./references";
import { knownRepositories, type RepositoryReference, repositoriesShape } from "./repositories";
import { planExecutionRoleProps, type RolePlan } from "./role-plan";
import { options, roleNameOption } from "./section";
import { inSchema, optional, type PropShapes, required, text } from "./shape";
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
const executionRolePropShapes: PropShapes<ExecutionRoleProps> = {
  ...accountPropShapes,
  service: optional(text),
  roleName: optional(inSchema),
  containers: required(inSchema, "pass `{ name: { image } }`"),
  repositories: optional(repositoriesShape),
  logs: optional(inSchema),
  volumes: optional(inSchema),
  sourceConditions: optional(inSchema),
  acknowledge: optional(inSchema),
  sharedWith: optional(inSchema),
  expect: optional(inSchema),
  dependsOn: optional(waitables),
};

/**
 * An execution role with exactly what ECS itself needs for the containers. Nothing is written when they need nothing. It is proved when it is made, and with
 * the rest of the app at synthesis. Throws `ProblemsError`.
 */
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
    const plan = planRole(this, id, props);
    const name = props.service ?? id;
    addToApp(this, () => plan);
    const elements = wire(this, name, plan.resources, { aws_iam_role: props.dependsOn ?? [] });
    const [role] = elements.ofType("aws_iam_role");
    this.ready = [...elements.ofType("aws_iam_role_policy"), ...elements.ofType("aws_iam_role_policy_attachment")];
    if (role === undefined || plan.role === undefined) return;
    const attributes = writtenRole(role, plan.role.role);
    this.arn = attributes.arn;
    this.name = attributes.name;
    this.knownArn = attributes.knownArn;
  }
}

function planRole(scope: Construct, id: string, props: ExecutionRoleProps): RolePlan {
  const reader = readProps(scope, props, executionRolePropShapes);
  const { containers, logs, volumes, sourceConditions, roleName, acknowledge, sharedWith, expect } = props;
  const name = props.service ?? id;
  const path = ["services", name];
  const draft = {
    name,
    options: {
      ...options(reader, { containers, logs, volumes, acknowledge, sharedWith, expect }),
      executionRole: { ...roleNameOption(reader, roleName), ...options(reader, { sourceConditions }) },
    },
    paths: [
      [path, []],
      [[...path, "executionRole", "name"], ["roleName"]],
      [[...path, "executionRole"], []],
    ] as const,
  };
  return planExecutionRoleProps(reader, draft, knownRepositories(reader, props.repositories));
}
