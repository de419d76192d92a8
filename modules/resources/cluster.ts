/** Clusters: Container Insights, ECS Exec, capacity providers. */

import type { EcsClusterConfiguration } from "@cdktf/provider-aws/lib/ecs-cluster";
import { isLate, type Text } from "../iam/text";
import type { ClusterModel, LogGroup } from "../model/model";
import { type Data, type Resource, reference } from "./resource";

/** The log group of ECS Exec when the same stack writes it: where it is, and whether it has a key. */
export interface ExecLogGroup {
  readonly id: string;
  readonly group: LogGroup;
}

/** A cluster; not for one that exists already. */
export function clusterResource(
  cluster: ClusterModel,
  id: string,
  execLogs: ExecLogGroup | undefined,
): Resource<"aws_ecs_cluster"> {
  const { exec, serviceConnectNamespace } = cluster;
  return {
    type: "aws_ecs_cluster",
    id,
    config: {
      name: cluster.name,
      setting: [{ name: "containerInsights", value: cluster.containerInsights }],
      ...(exec === undefined ? {} : { configuration: execConfiguration(exec, execLogs) }),
      ...(serviceConnectNamespace === undefined ? {} : { serviceConnectDefaults: { namespace: serviceConnectNamespace } }),
      tags: cluster.tags,
    },
    comments: [],
  };
}

/**
 * What tasks of the cluster may run on, and the default for those that do not say. `capacities` are the names of its capacity
 * providers in order; undefined when the cluster has no capacity at all.
 */
export function clusterCapacityProvidersResource(
  cluster: ClusterModel,
  id: string,
  capacities: readonly Text[],
): Resource<"aws_ecs_cluster_capacity_providers"> | undefined {
  const fargate = cluster.fargate ? ["FARGATE", "FARGATE_SPOT"] : [];
  const [first] = [...capacities, ...fargate];
  if (first === undefined) return undefined;
  return {
    type: "aws_ecs_cluster_capacity_providers",
    id,
    config: {
      clusterName: reference("aws_ecs_cluster", id, "name", "name"),
      capacityProviders: [...capacities, ...fargate],
      defaultCapacityProviderStrategy: [{ capacityProvider: first, weight: 1 }],
    },
    comments: [],
  };
}

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandConfiguration.html
function execConfiguration(
  exec: NonNullable<ClusterModel["exec"]>,
  execLogs: ExecLogGroup | undefined,
): Data<EcsClusterConfiguration> {
  const { logGroup, bucket, key } = exec;
  const logConfiguration = {
    ...(logGroup === undefined ? {} : logGroupLog(logGroup, execLogs)),
    ...(bucket === undefined ? {} : { s3BucketName: bucket.name, s3BucketEncryptionEnabled: true }),
    ...(bucket?.prefix === undefined ? {} : { s3KeyPrefix: bucket.prefix }),
  };
  return {
    executeCommandConfiguration: {
      ...(key === undefined ? {} : { kmsKeyId: key }),
      logging: logGroup === undefined && bucket === undefined ? "DEFAULT" : "OVERRIDE",
      ...(logGroup === undefined && bucket === undefined ? {} : { logConfiguration }),
    },
  };
}

/** ECS refuses `cloud_watch_encryption_enabled` for a log group without a customer-managed key, so it is left out where the key may be none. */
function logGroupLog(
  name: string,
  written: ExecLogGroup | undefined,
): { cloudWatchLogGroupName: Text; cloudWatchEncryptionEnabled?: boolean } {
  if (written === undefined) return { cloudWatchLogGroupName: name };
  const { key } = written.group;
  const encrypted = key !== undefined && !(isLate(key) && key.mayBeEmpty === true);
  return {
    cloudWatchLogGroupName: reference("aws_cloudwatch_log_group", written.id, "name", "name"),
    ...(encrypted ? { cloudWatchEncryptionEnabled: true } : {}),
  };
}
