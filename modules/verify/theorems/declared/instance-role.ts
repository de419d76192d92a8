/** What a capacity declares for the role of its container instances. */

import { text } from "../../../iam/text";
import type { Capacity, ClusterModel } from "../../../model/model";
import type { TracedPermission } from "../traced-permission";
import { condition, permit } from "./permit";

/**
 * What the ECS agent calls on its own cluster, and Session Manager's agent when it is asked for
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html).
 */
export function instanceRolePermissions({ arn, name, place }: ClusterModel, capacity: Capacity): readonly TracedPermission[] {
  const { partition, region, account } = place;
  const own = [text`arn:${partition}:ecs:${region}:${account}:container-instance/${name}/*`];
  const ofCluster = [condition("ArnEquals", "ecs:cluster", [arn])];
  const paths = [capacity.path];
  const tagged = Object.keys(capacity.instanceTags).length > 0 || capacity.propagateInstanceTags;
  const registering = [condition("StringEquals", "ecs:CreateAction", ["RegisterContainerInstance"])];
  const submit = ["ecs:RegisterContainerInstance", "ecs:SubmitAttachmentStateChanges", "ecs:SubmitTaskStateChange"];
  const taskSets = text`arn:${partition}:ecs:${region}:${account}:task-set/${name}/*`;
  const permissions = [
    { actions: submit, on: [arn] },
    { actions: ["ecs:Poll", "ecs:StartTelemetrySession"], on: own, conditions: ofCluster },
    { actions: ["ecs:DiscoverPollEndpoint"], on: ["*"] },
    ...(capacity.serviceConnect ? [{ actions: ["ecs:Poll"], on: [taskSets] }] : []),
    ...(capacity.spot ? [{ actions: ["ecs:UpdateContainerInstancesState"], on: own, conditions: ofCluster }] : []),
    ...(tagged ? [{ actions: ["ecs:TagResource"], on: own, conditions: registering }] : []),
    ...(capacity.propagateInstanceTags ? [{ actions: ["ec2:DescribeTags"], on: ["*"] }] : []),
    ...(capacity.sessionManager ? sessionPermissions(place) : []),
  ];
  return permissions.flatMap((permission) => permit(permission, paths));
}

function sessionPermissions({ partition, region, account }: ClusterModel["place"]) {
  const channel = ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"];
  return [
    { actions: ["ssm:UpdateInstanceInformation"], on: [text`arn:${partition}:ec2:${region}:${account}:instance/*`] },
    { actions: channel.map((name) => `ssmmessages:${name}`), on: ["*"] },
  ];
}
