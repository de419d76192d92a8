/** EC2 capacity around a launch template: instance profile, Auto Scaling group, capacity provider. */
import type { AutoscalingGroupMixedInstancesPolicy, AutoscalingGroupTag } from "@cdktf/provider-aws/lib/autoscaling-group";
import type { InstanceStart } from "../agent/plan";
import type { Capacity } from "../model/model";
import { launchTemplateResource } from "./launch-template";
import { type Data, type Resource, reference } from "./resource";
import type { RoleLink } from "./role";

/** What the capacity of a cluster refers to. */
export interface CapacityLinks {
  readonly start: InstanceStart;
  readonly role: RoleLink;
  /** Addresses that must exist before an instance starts: its cluster. */
  readonly after: readonly string[];
}

/** All resources of a capacity, but for its role. */
export function capacityResources(capacity: Capacity, id: string, links: CapacityLinks): readonly Resource[] {
  return [
    instanceProfileResource(capacity, id, links.role),
    launchTemplateResource(capacity, id, links.start, reference("aws_iam_instance_profile", id, "arn", "arn")),
    autoScalingGroupResource(capacity, id, [...links.after, ...links.role.permissions]),
    capacityProviderResource(capacity, id),
  ];
}

function instanceProfileResource(capacity: Capacity, id: string, role: RoleLink): Resource<"aws_iam_instance_profile"> {
  return {
    type: "aws_iam_instance_profile",
    id,
    config: { name: capacity.instanceProfile, path: capacity.role.rolePath, role: role.name, tags: capacity.tags },
    comments: [],
  };
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html
function autoScalingGroupResource(
  capacity: Capacity,
  id: string,
  dependsOn: readonly string[],
): Resource<"aws_autoscaling_group"> {
  const version = reference("aws_launch_template", id, "latest_version", "string");
  const template = reference("aws_launch_template", id, "id", "id");
  const mixed = capacity.spot || capacity.instanceTypes.length > 1;
  return {
    type: "aws_autoscaling_group",
    id,
    config: {
      name: capacity.fullName,
      minSize: capacity.min,
      maxSize: capacity.max,
      vpcZoneIdentifier: capacity.subnets,
      protectFromScaleIn: true,
      ...(mixed
        ? { mixedInstancesPolicy: mixedInstances(capacity, { launchTemplateId: template, version }) }
        : { launchTemplate: { id: template, version } }),
      tag: groupTags(capacity),
    },
    dependsOn,
    lifecycle: { ignoreChanges: ["desired_capacity"] },
    comments: ["the capacity provider sets the desired capacity and protects instances that run tasks"],
  };
}

type MixedInstances = Data<AutoscalingGroupMixedInstancesPolicy>;

function mixedInstances(
  { spot, instanceTypes }: Capacity,
  launchTemplateSpecification: MixedInstances["launchTemplate"]["launchTemplateSpecification"],
): MixedInstances {
  return {
    instancesDistribution: {
      onDemandBaseCapacity: 0,
      onDemandPercentageAboveBaseCapacity: spot ? 0 : 100,
      ...(spot ? { spotAllocationStrategy: "price-capacity-optimized" } : { onDemandAllocationStrategy: "prioritized" }),
    },
    launchTemplate: { launchTemplateSpecification, override: instanceTypes.map((instanceType) => ({ instanceType })) },
  };
}

/** ECS adds `AmazonECSManaged` itself; written here, it is no difference to the next plan. */
function groupTags(capacity: Capacity): readonly Data<AutoscalingGroupTag>[] {
  const tags: Readonly<Record<string, string>> = { ...capacity.tags, AmazonECSManaged: "true", Name: capacity.fullName };
  return Object.keys(tags)
    .sort()
    .map((key) => ({ key, value: tags[key] ?? "", propagateAtLaunch: true }));
}

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AutoScalingGroupProvider.html
function capacityProviderResource(capacity: Capacity, id: string): Resource<"aws_ecs_capacity_provider"> {
  return {
    type: "aws_ecs_capacity_provider",
    id,
    config: {
      name: capacity.fullName,
      autoScalingGroupProvider: {
        autoScalingGroupArn: reference("aws_autoscaling_group", id, "arn", "arn"),
        managedDraining: "ENABLED",
        managedTerminationProtection: "ENABLED",
        managedScaling: { status: "ENABLED", targetCapacity: 100 },
      },
      tags: capacity.tags,
    },
    comments: [],
  };
}
