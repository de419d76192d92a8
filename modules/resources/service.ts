/** ECS services. */
import type { EcsServiceServiceConnectConfiguration, EcsServiceVolumeConfiguration } from "@cdktf/provider-aws/lib/ecs-service";
import type { Text } from "../iam/text";
import type { Deployment, ServiceConnect, ServiceModel } from "../model/model";
import { type Data, type Resource, reference } from "./resource";
import type { RoleLink } from "./role";

/** What an ECS service refers to. */
export interface ServiceLinks {
  readonly clusterArn: Text;
  /** The capacity provider by name; absent on Fargate and on capacity that exists already. */
  readonly capacityProvider?: Text;
  readonly infrastructureRole?: RoleLink;
  /** Addresses that must exist before a task starts: the cluster's capacity providers. */
  readonly after: readonly string[];
  /** Hand the tags of the service on to its tasks. */
  readonly propagateTags: boolean;
}

/** The ECS service of a task definition with the same id. */
export function serviceResource(
  service: ServiceModel,
  deployment: Deployment,
  id: string,
  links: ServiceLinks,
): Resource<"aws_ecs_service"> {
  const { capacityProvider, infrastructureRole } = links;
  const waits = [...links.after, ...(infrastructureRole?.permissions ?? [])];
  const volumes = ebsVolume(service, infrastructureRole);
  const { serviceConnect } = deployment;
  return {
    type: "aws_ecs_service",
    id,
    config: {
      name: service.name,
      cluster: links.clusterArn,
      taskDefinition: reference("aws_ecs_task_definition", id, "arn", "arn"),
      desiredCount: deployment.desiredCount,
      ...(capacityProvider === undefined
        ? { launchType: service.launchType === "fargate" ? "FARGATE" : "EC2" }
        : { capacityProviderStrategy: [{ capacityProvider, weight: 1 }] }),
      enableEcsManagedTags: true,
      ...(links.propagateTags ? { propagateTags: "SERVICE" } : {}),
      ...(service.exec === undefined ? {} : { enableExecuteCommand: true }),
      ...(deployment.circuitBreaker ? { deploymentCircuitBreaker: { enable: true, rollback: true } } : {}),
      ...(service.networkMode === "awsvpc" ? { networkConfiguration: network(service, deployment) } : {}),
      ...(deployment.loadBalancers.length === 0 ? {} : { loadBalancer: loadBalancers(deployment) }),
      ...(serviceConnect === undefined
        ? {}
        : { serviceConnectConfiguration: serviceConnectConfiguration(service, serviceConnect, infrastructureRole) }),
      ...(volumes === undefined ? {} : { volumeConfiguration: volumes }),
      tags: service.tags,
    },
    ...(waits.length === 0 ? {} : { dependsOn: [...new Set(waits)].sort() }),
    comments: [],
  };
}

function network({ launchType }: ServiceModel, { subnets, securityGroups, assignPublicIp }: Deployment) {
  return {
    subnets,
    ...(securityGroups.length === 0 ? {} : { securityGroups }),
    ...(launchType === "fargate" ? { assignPublicIp } : {}),
  };
}

function loadBalancers({ loadBalancers: targets }: Deployment) {
  return targets.map(({ targetGroupArn, container, port }) => ({
    targetGroupArn,
    containerName: container,
    containerPort: port,
  }));
}

function serviceConnectConfiguration(
  service: ServiceModel,
  { namespace, services, tls }: ServiceConnect,
  role: RoleLink | undefined,
): Data<EcsServiceServiceConnectConfiguration> {
  const encryption =
    tls === undefined
      ? {}
      : {
          tls: {
            issuerCertAuthority: { awsPcaAuthorityArn: tls.certificateAuthorityArn },
            ...(tls.key === undefined ? {} : { kmsKey: tls.key }),
            ...(role === undefined ? {} : { roleArn: role.arn }),
          },
        };
  const entries = services.map(({ portName, discoveryName, port, dnsName }) => {
    const aliasPort = port ?? portOf(service, portName);
    return {
      portName,
      ...(discoveryName === undefined ? {} : { discoveryName }),
      ...(aliasPort === undefined ? {} : { clientAlias: { port: aliasPort, ...(dnsName === undefined ? {} : { dnsName }) } }),
      ...encryption,
    };
  });
  return {
    enabled: true,
    ...(namespace === undefined ? {} : { namespace }),
    ...(entries.length === 0 ? {} : { service: entries }),
  };
}

/** The container port that has the name. Settings are plain data in the ECS API's words. */
function portOf({ containers }: ServiceModel, name: string): number | undefined {
  const mappings = containers.flatMap(({ settings }) =>
    Array.isArray(settings.portMappings) ? (settings.portMappings as unknown[]) : [],
  );
  for (const mapping of mappings) {
    if (typeof mapping !== "object" || mapping === null || !("name" in mapping) || !("containerPort" in mapping)) continue;
    if (mapping.name === name && typeof mapping.containerPort === "number") return mapping.containerPort;
  }
  return undefined;
}

/** ECS attaches one EBS volume per task (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html). */
function ebsVolume({ volumes }: ServiceModel, role: RoleLink | undefined): Data<EcsServiceVolumeConfiguration> | undefined {
  const volume = volumes.find((candidate) => candidate.kind === "ebs");
  if (volume === undefined || role === undefined) return undefined;
  return {
    name: volume.name,
    managedEbsVolume: {
      roleArn: role.arn,
      encrypted: true,
      ...(volume.key === undefined ? {} : { kmsKeyId: volume.key }),
      fileSystemType: volume.fileSystemType,
      sizeInGb: volume.sizeGiB,
      volumeType: volume.volumeType,
      tagSpecifications: [{ resourceType: "volume", propagateTags: "SERVICE" }],
    },
  };
}
