/** The constructs, for apps of CDKTF. This entry point loads cdktf; `rolewright` itself does not. */
import "./peers";

export type { AccountProps } from "./account-props";
export { Cluster, type ClusterProps } from "./cluster";
export { type CapacityCluster, type CapacityReference, Ec2Capacity, type Ec2CapacityProps } from "./ec2-capacity";
export { ExecutionRole, type ExecutionRoleProps } from "./execution-role";
export type { AccessProp, Grantable } from "./grants";
export type { CapacityInput, ClusterInput, ServiceInput } from "./inputs";
export { PlatformStack, type PlatformStackProps } from "./platform-stack";
export { ProblemsError } from "./problems-error";
export type { ClusterReference, ExecLogging, RoleReference, WrittenRole } from "./references";
export type { RepositoryReference } from "./repositories";
export { RepositoryPolicy, type RepositoryPolicyProps, type RepositoryPuller } from "./repository-policy";
export { Service } from "./service";
export type { ServiceProps } from "./service-props";
export { TaskRole, type TaskRoleProps } from "./task-role";
