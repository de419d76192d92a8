/**
 * The model: names resolved, defaults explicit, ARNs built. Everything after this stage reads it and nothing else, so two platform files
 * with one model give the same Terraform. Lists are sorted by name: the order of the platform file does not matter.
 */

import type { Late, LateType, Text } from "../iam/text";
import type { Path } from "../problem";
import type { Account, AccountRegion, ExecutionRoleModel } from "./identity";
import type { Bucket, ClusterModel, LogGroup, Repository } from "./infrastructure";
import type { ServiceModel, ServicePart } from "./workload";

export type { Account, AccountRegion, ExecutionRoleModel, LiteralAccountRegion, Role, Tags } from "./identity";
export type { Bucket, Capacity, ClusterModel, LogGroup, Puller, Repository } from "./infrastructure";
export type {
  Container,
  ContainerImage,
  ContainerSources,
  CredentialSpec,
  EcrSource,
  Exec,
  Logging,
  LogRouter,
  S3File,
  Secret,
  Volume,
} from "./task";
export type {
  Deployment,
  ExecutionRoleInputs,
  RoleOwner,
  ServiceConnect,
  ServiceModel,
  ServicePart,
  TaskRoleInputs,
  TaskRoleModel,
} from "./workload";

/** A Terraform variable of a stack. */
export interface StackVariable {
  readonly name: string;
  readonly type: LateType;
  readonly description: string;
  readonly default?: string;
  readonly late: Late;
  readonly path: Path;
}

/** A secret whose customer-managed key Terraform looks up when it plans. */
export interface SecretLookup {
  /** A Terraform name, unique in the stack. */
  readonly id: string;
  /** How Terraform finds the secret: by its complete ARN or by its name. */
  readonly by: { readonly arn: Text } | { readonly name: string };
  /** The ARN of the key; `""` when the secret is under the AWS managed key. */
  readonly key: Late;
  readonly path: Path;
}

/** Everything of one account and region: one Terraform root. */
export interface StackModel {
  /** `<account>-<region>`. */
  readonly name: string;
  readonly account: Account;
  readonly place: AccountRegion;
  readonly clusters: readonly ClusterModel[];
  readonly repositories: readonly Repository[];
  readonly services: readonly ServiceModel[];
  readonly executionRoles: readonly ExecutionRoleModel[];
  readonly logGroups: readonly LogGroup[];
  readonly buckets: readonly Bucket[];
  readonly variables: readonly StackVariable[];
  /** Secrets whose keys Terraform looks up, by id. */
  readonly lookups: readonly SecretLookup[];
  /** Where Terraform keeps the state of this stack; absent when the platform file does not say. */
  readonly backend?: Backend;
  /** ECS services hand their tags on to their tasks. */
  readonly propagateTags: boolean;
}

/** As much of a stack as roles and resource policies are proved of: a whole stack, or what a construct writes of one. */
export interface RoleStack extends Omit<StackModel, "services" | "variables" | "lookups" | "backend" | "propagateTags"> {
  readonly services: readonly ServicePart[];
}

/** A Terraform backend (https://developer.hashicorp.com/terraform/language/backend). */
export interface Backend {
  readonly type: string;
  readonly config: Readonly<Record<string, string | number | boolean>>;
}

/** A whole platform. */
export interface Model {
  readonly platform: string;
  readonly organization?: string;
  /** Ids of the accounts that the platform file declares, those without a stack too; what only Terraform knows is not among them. */
  readonly accounts: readonly string[];
  readonly stacks: readonly StackModel[];
}
