/** ECS, read back. */
import { type PlannedResource, referred } from "../../scripts/terraform/plan";
import { parsed } from "./compare";
import { type Applied, call, first, iamArn, object, objects, type Reader, tagsOf } from "./reader";

const roleOf = (applied: Applied, resource: PlannedResource, attribute: string): string | undefined =>
  iamArn(applied, "role", referred(resource, attribute, "aws_iam_role"));

/** A cluster by its name, whether the service refers to it or names it by ARN. */
function clusterName({ cluster }: Readonly<Record<string, unknown>>, resource: PlannedResource, { plan }: Applied): unknown {
  const written = referred(resource, "cluster", "aws_ecs_cluster");
  return written === undefined ? String(cluster).split("/").pop() : plan.get(written)?.values.name;
}

const cluster: Reader = {
  calls: ({ name }) => [call("ecs", "describe_clusters", { clusters: [name], include: ["SETTINGS", "CONFIGURATIONS", "TAGS"] })],
  actual: ([answer]) => {
    const found = first(answer, "clusters");
    return { ...found, name: found.clusterName, setting: found.settings, tags: tagsOf(found.tags) };
  },
};

const capacityProvider: Reader = {
  calls: ({ name }) => [call("ecs", "describe_capacity_providers", { capacityProviders: [name], include: ["TAGS"] })],
  actual: ([answer]) => {
    const found = first(answer, "capacityProviders");
    const group = object(found.autoScalingGroupProvider);
    return { ...found, group: String(group.autoScalingGroupArn).split("/").pop(), tags: tagsOf(found.tags) };
  },
  expected: (_, resource, { plan }) => ({
    group: plan.get(referred(resource, "auto_scaling_group_provider", "aws_autoscaling_group") ?? "")?.values.name,
  }),
};

const clusterCapacityProviders: Reader = {
  calls: ({ cluster_name: name }) => [call("ecs", "describe_clusters", { clusters: [name] })],
  actual: ([answer]) => {
    const found = first(answer, "clusters");
    return { ...found, cluster_name: found.clusterName };
  },
};

const taskDefinition: Reader = {
  calls: ({ family }) => [call("ecs", "describe_task_definition", { taskDefinition: family, include: ["TAGS"] })],
  actual: ([answer]) => {
    const task = object(answer?.taskDefinition);
    return { ...task, volume: objects(task.volumes).map(taskVolume), tags: tagsOf(answer?.tags) };
  },
  expected: (values, resource, applied) => {
    const containers = values.container_definitions;
    const roles = ["task_role_arn", "execution_role_arn"].map((name) => [name, roleOf(applied, resource, name) ?? values[name]]);
    return { ...Object.fromEntries(roles), ...(containers === undefined ? {} : { container_definitions: parsed(containers) }) };
  },
  terraformOnly: ["skip_destroy", "track_latest"],
};

/** Terraform says 0 where no port is chosen. */
function taskVolume(volume: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const efs = object(volume.efsVolumeConfiguration);
  return {
    ...volume,
    host_path: object(volume.host).sourcePath,
    configure_at_launch: volume.configuredAtLaunch,
    efs_volume_configuration: { ...efs, transit_encryption_port: efs.transitEncryptionPort ?? 0 },
  };
}

const service: Reader = {
  calls: (values, resource, applied) => [
    call("ecs", "describe_services", {
      cluster: clusterName(values, resource, applied),
      services: [values.name],
      include: ["TAGS"],
    }),
  ],
  actual: ([answer]) => {
    const found = first(answer, "services");
    const deployment = object(found.deploymentConfiguration);
    const [running = {}] = objects(found.deployments);
    return {
      ...running,
      ...found,
      name: found.serviceName,
      family: String(found.taskDefinition).replace(/^.*\/|:\d+$/g, ""),
      network_configuration: network(object(object(found.networkConfiguration).awsvpcConfiguration)),
      deployment_circuit_breaker: deployment.deploymentCircuitBreaker,
      deployment_maximum_percent: deployment.maximumPercent,
      deployment_minimum_healthy_percent: deployment.minimumHealthyPercent,
      deployment_controller: found.deploymentController,
      load_balancer: found.loadBalancers,
      service_connect_configuration: withServices(object(running.serviceConnectConfiguration)),
      volume_configuration: objects(running.volumeConfigurations).map(serviceVolume),
      tags: tagsOf(found.tags),
    };
  },
  expected: (_, resource, { plan }) => ({
    family: plan.get(referred(resource, "task_definition", "aws_ecs_task_definition") ?? "")?.values.family,
  }),
  terraformOnly: ["wait_for_steady_state", "force_new_deployment", "force_delete", "sigint_rollback"],
};

function network(configuration: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...configuration, assign_public_ip: configuration.assignPublicIp === "ENABLED" };
}

function withServices(configuration: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const services = objects(configuration.services).map((one) => {
    const tls = object(one.tls);
    return { ...one, client_alias: one.clientAliases, tls: { ...tls, issuer_cert_authority: tls.issuerCertificateAuthority } };
  });
  return { ...configuration, service: services };
}

function serviceVolume(volume: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const managed = object(volume.managedEBSVolume);
  return {
    ...volume,
    managed_ebs_volume: { ...managed, size_in_gb: managed.sizeInGiB, file_system_type: managed.filesystemType },
  };
}

/** Readers by type. */
export const ecsReaders: Readonly<Record<string, Reader>> = {
  aws_ecs_cluster: cluster,
  aws_ecs_capacity_provider: capacityProvider,
  aws_ecs_cluster_capacity_providers: clusterCapacityProviders,
  aws_ecs_task_definition: taskDefinition,
  aws_ecs_service: service,
};
