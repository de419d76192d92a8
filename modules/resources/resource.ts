/** Terraform resources as plain data. The shapes are those of the provider bindings, of which nothing is loaded: the imports are types. */
import type { AutoscalingGroupConfig } from "@cdktf/provider-aws/lib/autoscaling-group";
import type { CloudwatchLogGroupConfig } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { EcrLifecyclePolicyConfig } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import type { EcrRepositoryConfig } from "@cdktf/provider-aws/lib/ecr-repository";
import type { EcrRepositoryPolicyConfig } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import type { EcsCapacityProviderConfig } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import type { EcsClusterConfig } from "@cdktf/provider-aws/lib/ecs-cluster";
import type { EcsClusterCapacityProvidersConfig } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import type { EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service";
import type { EcsTaskDefinitionConfig } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { IamInstanceProfileConfig } from "@cdktf/provider-aws/lib/iam-instance-profile";
import type { IamPolicyConfig } from "@cdktf/provider-aws/lib/iam-policy";
import type { IamRoleConfig } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicyConfig } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { IamRolePolicyAttachmentConfig } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { LaunchTemplateConfig } from "@cdktf/provider-aws/lib/launch-template";
import type { S3BucketPolicyConfig } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import type { IResolvable, TerraformMetaArguments } from "cdktf";
import type { Expression } from "../hcl";
import type { Late, LateType, Text } from "../iam/text";

/** Every Terraform resource type that rolewright writes, with the bindings' configuration of it. */
export interface ConfigByType {
  readonly aws_autoscaling_group: AutoscalingGroupConfig;
  readonly aws_cloudwatch_log_group: CloudwatchLogGroupConfig;
  readonly aws_ecr_lifecycle_policy: EcrLifecyclePolicyConfig;
  readonly aws_ecr_repository: EcrRepositoryConfig;
  readonly aws_ecr_repository_policy: EcrRepositoryPolicyConfig;
  readonly aws_ecs_capacity_provider: EcsCapacityProviderConfig;
  readonly aws_ecs_cluster: EcsClusterConfig;
  readonly aws_ecs_cluster_capacity_providers: EcsClusterCapacityProvidersConfig;
  readonly aws_ecs_service: EcsServiceConfig;
  readonly aws_ecs_task_definition: EcsTaskDefinitionConfig;
  readonly aws_iam_instance_profile: IamInstanceProfileConfig;
  readonly aws_iam_policy: IamPolicyConfig;
  readonly aws_iam_role: IamRoleConfig;
  readonly aws_iam_role_policy: IamRolePolicyConfig;
  readonly aws_iam_role_policy_attachment: IamRolePolicyAttachmentConfig;
  readonly aws_launch_template: LaunchTemplateConfig;
  readonly aws_s3_bucket_policy: S3BucketPolicyConfig;
}

/** A Terraform resource type that rolewright writes. */
export type ResourceType = keyof ConfigByType;

/**
 * What a resource's configuration never sets: Terraform's meta-arguments, computed attributes, `region`, which provider 5 does not know, and
 * `triggers`, the one argument that is a mapping in one type and a list in another.
 */
type Left = keyof TerraformMetaArguments | "id" | "region" | "tagsAll" | "triggers";

/** A value of a binding's configuration as data: every string may hold late values or be an expression, nothing is a cdktf token. */
export type Data<C> = C extends string
  ? Text | Expression
  : C extends number | boolean
    ? C
    : C extends readonly (infer Element)[]
      ? readonly Data<Element>[]
      : { readonly [Key in keyof C]: Data<Exclude<C[Key], IResolvable | undefined>> };

/** The configuration of a resource as data. */
type Config<T extends ResourceType> = {
  readonly [Key in keyof ConfigByType[T] as Exclude<Key, Left>]: Data<Exclude<ConfigByType[T][Key], IResolvable | undefined>>;
};

/** Terraform's `lifecycle`; attributes by their Terraform names. */
export interface Lifecycle {
  readonly ignoreChanges?: readonly string[];
  readonly createBeforeDestroy?: boolean;
}

/** A resource. `id` is its name in the Terraform address `type.id`, unique in the stack among its type. */
export interface Resource<T extends ResourceType = ResourceType> {
  readonly type: T;
  readonly id: string;
  readonly config: Config<T>;
  /** Addresses (`type.id`) that references alone would not make it wait for. */
  readonly dependsOn?: readonly string[];
  readonly lifecycle?: Lifecycle;
  /** Lines for the reader of the Terraform: why, not what. */
  readonly comments: readonly string[];
}

/** The address of a resource. */
export function addressOf(resource: Pick<Resource, "type" | "id">): string {
  return `${resource.type}.${resource.id}`;
}

/** An attribute of a resource as a late value: `${aws_iam_role.orders_task.arn}`. */
export function reference(type: ResourceType, id: string, attribute: string, late: LateType): Late {
  const name = `${type}.${id}.${attribute}`;
  return { late, name, template: `\${${name}}` };
}
