/** Services: task definitions with their roles, and how they run. */

import type { Text } from "../iam/text";
import type { Path } from "../problem";
import type { AccessItem } from "./access/access";
import type { AccountRegion, ExecutionRoleModel, Role, Tags } from "./identity";
import type { Container, ContainerSources, Exec, Volume } from "./task";

/** A role that tasks run with. */
export interface TaskRoleModel {
  readonly role: Role;
  /** Empty for the service's own role, otherwise the name of the override that it is for. */
  readonly override?: string;
  readonly access: readonly AccessItem[];
  /** The role may assume itself, and so names itself in its trust policy. */
  readonly selfAssume: boolean;
}

/** The `aws_ecs_service` of a service, when the platform file wants one. */
export interface Deployment {
  readonly desiredCount: number;
  readonly subnets: readonly Text[];
  readonly securityGroups: readonly Text[];
  readonly assignPublicIp: boolean;
  readonly circuitBreaker: boolean;
  readonly loadBalancers: readonly { readonly targetGroupArn: Text; readonly container: string; readonly port: number }[];
  readonly serviceConnect?: ServiceConnect;
}

/** Service Connect (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html). */
export interface ServiceConnect {
  readonly namespace?: string;
  readonly services: readonly {
    readonly portName: string;
    readonly discoveryName?: string;
    readonly port?: number;
    readonly dnsName?: string;
  }[];
  readonly tls?: { readonly certificateAuthorityArn: Text; readonly key?: Text };
  readonly path: Path;
}

/** A danger that the platform file takes on for a service, by the id of its rule. */
interface Acknowledgement {
  readonly id: string;
  readonly why: string;
}

/** Whose a role is, and what its author says about it. */
export interface RoleOwner {
  readonly name: string;
  readonly path: Path;
  readonly place: AccountRegion;
  /** Services that may reach what only this one was granted. */
  readonly sharedWith?: readonly string[];
  readonly acknowledge?: readonly Acknowledgement[];
}

/** What task roles are derived from, and nothing else: a service has it, and so has a task role that is written alone. */
export interface TaskRoleInputs extends RoleOwner {
  readonly taskRole: TaskRoleModel;
  readonly overrides: readonly TaskRoleModel[];
  readonly volumes: readonly Volume[];
  readonly exec?: Exec;
}

/** What an execution role is derived from, and nothing else: a service has it, and so has an execution role that is written alone. */
export interface ExecutionRoleInputs extends RoleOwner {
  /** The execution role, if it turns out to need a permission; shared ones are the same value. */
  readonly executionRole: ExecutionRoleModel;
  readonly containers: readonly ContainerSources[];
  readonly volumes: readonly Volume[];
}

/** A service, or as much of one as the roles that are looked at are derived from: a role that is written alone has its own part only. */
export type ServicePart = RoleOwner &
  Partial<Omit<ServiceModel, keyof RoleOwner | "containers">> &
  Partial<Pick<ExecutionRoleInputs, "containers">>;

/** A service: its task definition, its roles and what they need. */
export interface ServiceModel extends TaskRoleInputs, ExecutionRoleInputs {
  /** Its name in an earlier platform file, under which Terraform may know it. */
  readonly renamed?: string;
  readonly cluster: { readonly name: Text; readonly arn: Text; readonly key: string };
  /** The capacity that it runs on; absent on Fargate and on clusters that exist already. */
  readonly capacityProvider?: Text;
  readonly launchType: "ec2" | "fargate";
  readonly networkMode: "awsvpc" | "bridge" | "host" | "none" | "default";
  readonly os: "linux" | "windows";
  /** `operatingSystemFamily` of the runtime platform, where it must be said. */
  readonly osFamily?: string;
  readonly architecture: "x86_64" | "arm64";
  readonly cpu?: number;
  readonly memory?: number;
  readonly family: string;
  readonly containers: readonly Container[];
  /** Assumed by ECS itself for EBS volumes and Service Connect certificates; absent when neither is used. */
  readonly infrastructureRole?: Role;
  readonly deployment?: Deployment;
  readonly tags: Tags;
}
