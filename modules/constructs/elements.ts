/** Resources as data -> the bindings' classes, by one table. */
import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import type { ITerraformDependable, TerraformMetaArguments, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { type Render, renderedConfig } from "../resources/config";
import { resourceNote } from "../resources/configuration";
import type { ConfigByType, Resource, ResourceType } from "../resources/resource";

type Binding<T extends ResourceType> = new (scope: Construct, id: string, config: ConfigByType[T]) => TerraformResource;

const bindings: { readonly [T in ResourceType]: Binding<T> } = {
  aws_autoscaling_group: AutoscalingGroup,
  aws_cloudwatch_log_group: CloudwatchLogGroup,
  aws_ecr_lifecycle_policy: EcrLifecyclePolicy,
  aws_ecr_repository: EcrRepository,
  aws_ecr_repository_policy: EcrRepositoryPolicy,
  aws_ecs_capacity_provider: EcsCapacityProvider,
  aws_ecs_cluster: EcsCluster,
  aws_ecs_cluster_capacity_providers: EcsClusterCapacityProviders,
  aws_ecs_service: EcsService,
  aws_ecs_task_definition: EcsTaskDefinition,
  aws_iam_instance_profile: IamInstanceProfile,
  aws_iam_policy: IamPolicy,
  aws_iam_role: IamRole,
  aws_iam_role_policy: IamRolePolicy,
  aws_iam_role_policy_attachment: IamRolePolicyAttachment,
  aws_launch_template: LaunchTemplate,
  aws_s3_bucket_policy: S3BucketPolicy,
};

/** How a resource becomes an element of a construct tree. */
export interface Wiring {
  /** The id of its construct. */
  readonly id: string;
  /** What it waits for. */
  readonly dependsOn: readonly ITerraformDependable[];
  /** Strings of its configuration; by default literal Terraform templates. */
  readonly render?: Render;
}

/** The element of a resource: the class of its type, with `lifecycle`, `depends_on` and the note for readers in `//`. */
export function elementOf<T extends ResourceType>(scope: Construct, resource: Resource<T>, wiring: Wiring): TerraformResource {
  const { lifecycle } = resource;
  const meta: TerraformMetaArguments = {
    ...(wiring.dependsOn.length === 0 ? {} : { dependsOn: [...wiring.dependsOn] }),
    ...(lifecycle === undefined ? {} : { lifecycle: { ...lifecycle, ignoreChanges: [...(lifecycle.ignoreChanges ?? [])] } }),
  };
  const binding: Binding<T> = bindings[resource.type];
  const element = new binding(scope, wiring.id, { ...renderedConfig(resource, wiring.render), ...meta });
  const note = resourceNote(resource);
  if (note !== undefined) element.addOverride("//", { rolewright: note });
  return element;
}
