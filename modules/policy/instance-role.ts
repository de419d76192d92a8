/**
 * What a container instance role must be able to do: what the ECS agent calls, on its own cluster. No image, log or data access: tasks
 * have roles of their own (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html).
 */

import { text } from "../iam/text";
import type { Capacity, ClusterModel } from "../model/model";
import type { Path } from "../problem";
import { allow } from "./grant";
import { roleActions } from "./role-actions";
import type { Grant } from "./statement";

const guide = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide";

/** The grants of the role of a cluster's container instances; what the capacity does not use adds no statement. */
export function instanceRoleGrants(cluster: ClusterModel, capacity: Capacity): readonly Grant[] {
  const { path } = capacity;
  return [
    ...agentGrants(cluster, path),
    ...(capacity.serviceConnect ? [serviceConnectGrant(cluster, path)] : []),
    ...(capacity.spot ? [drainGrant(cluster, path)] : []),
    ...tagGrants(cluster, capacity),
    ...(capacity.sessionManager ? sessionGrants(cluster, path) : []),
  ];
}

const unknownInstance = "ECS gives container instances their ids when they register";

function agentGrants(cluster: ClusterModel, path: Path): readonly Grant[] {
  const page = `${guide}/security-iam-roles.html`;
  const register = { paths: [path], what: "register with the cluster and report the state of tasks", page };
  const poll = { paths: [path], what: "receive orders for container instances of the cluster", wildcard: unknownInstance, page };
  const endpoint = {
    paths: [path],
    what: "find the endpoint of ECS",
    wildcard: "`ecs:DiscoverPollEndpoint` has no resource type",
    page,
  };
  return [
    allow("RegisterInstance", roleActions.registerInstance, [cluster.arn], register),
    allow("PollOrders", roleActions.pollOrders, [instancesOf(cluster)], poll, {
      Condition: inCluster(cluster),
    }),
    allow("DiscoverEndpoint", roleActions.discoverEndpoint, ["*"], endpoint),
  ];
}

function serviceConnectGrant(cluster: ClusterModel, path: Path): Grant {
  const { partition, region, account } = cluster.place;
  const reason = {
    paths: [path],
    what: "receive the configuration of Service Connect",
    wildcard: "ECS gives task sets their ids when services are deployed",
    page: `${guide}/service-connect.html`,
  };
  return allow(
    "PollServiceConnect",
    roleActions.pollServiceConnect,
    [text`arn:${partition}:ecs:${region}:${account}:task-set/${cluster.name}/*`],
    reason,
  );
}

function drainGrant(cluster: ClusterModel, path: Path): Grant {
  const reason = {
    paths: [path],
    what: "drain a Spot instance that is about to end",
    wildcard: unknownInstance,
    page: `${guide}/container-instance-spot.html`,
  };
  const Condition = inCluster(cluster);
  return allow("DrainInstance", roleActions.drainInstance, [instancesOf(cluster)], reason, { Condition });
}

function tagGrants(cluster: ClusterModel, { path, instanceTags, propagateInstanceTags }: Capacity): readonly Grant[] {
  const page = `${guide}/instance-details-tags.html`;
  if (Object.keys(instanceTags).length === 0 && !propagateInstanceTags) return [];
  const tag = { paths: [path], what: "tag the container instance when it registers", wildcard: unknownInstance, page };
  const Condition = { StringEquals: { "ecs:CreateAction": ["RegisterContainerInstance"] } };
  const read = {
    paths: [path],
    what: "read the tags of the EC2 instance",
    wildcard: "`ec2:DescribeTags` has no resource type",
    page,
  };
  return [
    allow("TagInstance", roleActions.tagInstance, [instancesOf(cluster)], tag, { Condition }),
    ...(propagateInstanceTags ? [allow("ReadInstanceTags", roleActions.readInstanceTags, ["*"], read)] : []),
  ];
}

/** Sessions only: the AWS managed policy for Session Manager reads every SSM parameter of the account. */
function sessionGrants(cluster: ClusterModel, path: Path): readonly Grant[] {
  const { partition, region, account } = cluster.place;
  const page = "https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html";
  const register = {
    paths: [path],
    what: "register with Session Manager",
    wildcard: "EC2 gives instances their ids when they start",
    page,
  };
  const channel = { paths: [path], what: "open Session Manager sessions", wildcard: "`ssmmessages` has no resource types", page };
  return [
    allow(
      "RegisterSessions",
      roleActions.registerSessions,
      [text`arn:${partition}:ec2:${region}:${account}:instance/*`],
      register,
    ),
    allow("OpenSessionChannel", roleActions.sessionChannel, ["*"], channel),
  ];
}

function instancesOf({ place: { partition, region, account }, name }: ClusterModel) {
  return text`arn:${partition}:ecs:${region}:${account}:container-instance/${name}/*`;
}

function inCluster({ arn }: ClusterModel) {
  return { ArnEquals: { "ecs:cluster": [arn] } };
}
