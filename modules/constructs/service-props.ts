/** What a service is made of. */
import type { ITerraformDependable } from "cdktf";
import { type AccountProps, accountPropShapes } from "./account-props";
import { type CapacityReference, capacityShape } from "./ec2-capacity";
import type { ServiceInput } from "./inputs";
import { type ClusterReference, clusterShape, type RoleReference, roleShape, waitables } from "./references";
import { type RepositoryReference, repositoriesShape } from "./repositories";
import { inSchema, optional, type PropShapes, required, text } from "./shape";

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
  /** Danger rules that roles of the service may meet, each with the reason why. Default: none, a dangerous role is refused. */
  readonly acknowledge?: ServiceInput["acknowledge"];
  /** Services of the app that may reach what only this one was granted, as wildcards of theirs do. Default: none. */
  readonly sharedWith?: ServiceInput["sharedWith"];
  /** What the roles of the service must, and must not, be able to do; proved at synthesis. Default: nothing more is expected. */
  readonly expect?: ServiceInput["expect"];
  /** What else the ECS service waits for, for instance a listener; without `deployment` the task definition. Default: nothing. */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** The form of all props. */
export const servicePropShapes: PropShapes<ServiceProps> = {
  ...accountPropShapes,
  service: optional(text),
  cluster: clusterShape(),
  capacity: optional(capacityShape),
  containers: required(inSchema, "pass `{ name: { image } }`"),
  repositories: optional(repositoriesShape),
  volumes: optional(inSchema),
  access: optional(inSchema),
  exec: optional(inSchema),
  logs: optional(inSchema),
  launchType: optional(inSchema),
  networkMode: optional(inSchema),
  os: optional(inSchema),
  windowsRelease: optional(inSchema),
  architecture: optional(inSchema),
  cpu: optional(inSchema),
  memory: optional(inSchema),
  family: optional(inSchema),
  taskRole: roleShape("a `TaskRole`"),
  taskRoleOverrides: optional(inSchema),
  executionRole: roleShape("an `ExecutionRole`"),
  deployment: optional(inSchema),
  acknowledge: optional(inSchema),
  sharedWith: optional(inSchema),
  expect: optional(inSchema),
  dependsOn: optional(waitables),
};
