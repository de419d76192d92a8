/** Task definitions. */
import type { EcsTaskDefinitionVolume } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { ServiceModel, Volume } from "../model/model";
import { containerDefinitions } from "./container-definition";
import type { Data, Resource } from "./resource";
import type { RoleLink } from "./role";

/** What a task definition refers to. */
export interface TaskDefinitionLinks {
  readonly taskRole: RoleLink;
  /** Absent when no container needs one. */
  readonly executionRole?: RoleLink;
  /** Addresses of what its tasks use from the start: log groups. */
  readonly after: readonly string[];
}

/** The task definition of a service. It waits for every permission of both its roles, so that no task starts without them. */
export function taskDefinitionResource(
  service: ServiceModel,
  id: string,
  links: TaskDefinitionLinks,
): Resource<"aws_ecs_task_definition"> {
  const { taskRole, executionRole } = links;
  const waits = [...taskRole.permissions, ...(executionRole?.permissions ?? []), ...links.after];
  return {
    type: "aws_ecs_task_definition",
    id,
    config: {
      family: service.family,
      requiresCompatibilities: [service.launchType === "fargate" ? "FARGATE" : "EC2"],
      ...(service.networkMode === "default" ? {} : { networkMode: service.networkMode }),
      ...(service.cpu === undefined ? {} : { cpu: String(service.cpu) }),
      ...(service.memory === undefined ? {} : { memory: String(service.memory) }),
      taskRoleArn: taskRole.arn,
      ...(executionRole === undefined ? {} : { executionRoleArn: executionRole.arn }),
      containerDefinitions: containerDefinitions(service.containers),
      ...(service.osFamily === undefined
        ? {}
        : { runtimePlatform: { operatingSystemFamily: service.osFamily, cpuArchitecture: service.architecture.toUpperCase() } }),
      ...(service.volumes.length === 0 ? {} : { volume: service.volumes.map(volume) }),
      tags: service.tags,
    },
    dependsOn: [...new Set(waits)].sort(),
    comments: [],
  };
}

function volume(value: Volume): Data<EcsTaskDefinitionVolume> {
  const { name } = value;
  switch (value.kind) {
    case "host":
      return value.hostPath === undefined ? { name } : { name, hostPath: value.hostPath };
    case "ebs":
      return { name, configureAtLaunch: true };
    case "efs":
      return { name, efsVolumeConfiguration: efsVolume(value) };
    case "fsx-windows":
      return {
        name,
        fsxWindowsFileServerVolumeConfiguration: {
          fileSystemId: value.fileSystemId,
          rootDirectory: value.rootDirectory,
          authorizationConfig: { credentialsParameter: value.credentials.valueFrom, domain: value.domain },
        },
      };
  }
}

/** IAM authorisation and access points both demand transit encryption, so it is always on (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html). */
function efsVolume(
  value: Extract<Volume, { kind: "efs" }>,
): NonNullable<Data<EcsTaskDefinitionVolume>["efsVolumeConfiguration"]> {
  const authorizationConfig = {
    ...(value.accessPointId === undefined ? {} : { accessPointId: value.accessPointId }),
    iam: value.iam ? "ENABLED" : "DISABLED",
  };
  return {
    fileSystemId: value.fileSystemId,
    ...(value.rootDirectory === undefined ? {} : { rootDirectory: value.rootDirectory }),
    transitEncryption: "ENABLED",
    ...(value.iam || value.accessPointId !== undefined ? { authorizationConfig } : {}),
  };
}
