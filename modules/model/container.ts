/** Containers: references resolved; what carries no permission goes on in the words of the ECS API. */

import { compact, sortedEntries } from "../collections";
import { error, type Path, quote } from "../problem";
import type { ContainerSpec } from "../spec/schema";
import { type Repositories, resolveImage } from "./image-source";
import { type LogOwner, type LogsSpec, resolveLogging } from "./logging";
import type { Container, ContainerSources, CredentialSpec, LogRouter, ServiceModel } from "./model";
import { resolveS3File } from "./s3-file";
import { isVariable } from "./scope";
import { resolveSecret } from "./secret";
import { type StackScope, textOf } from "./stack-scope";

/** What the sources of a container take from its service. */
export interface SourcesOwner extends LogOwner {
  readonly logs: LogsSpec | undefined;
  readonly logsPath: Path;
}

/** What a container takes from its service. */
export interface ContainerOwner extends SourcesOwner {
  readonly launchType: ServiceModel["launchType"];
  readonly networkMode: ServiceModel["networkMode"];
  readonly hasMemory: boolean;
  readonly exec: boolean;
}

/** One container, or undefined after an error in its image. Problem codes: those of images, secrets, files, keys and logs. */
export function resolveContainer(
  scope: StackScope,
  repositories: Repositories,
  owner: ContainerOwner,
  name: string,
  spec: ContainerSpec,
  path: Path,
): Container | undefined {
  const sources = resolveContainerSources(scope, repositories, owner, name, spec, path);
  const environment = environmentOf(scope, name, spec, path);
  return sources === undefined ? undefined : { ...sources, environment, settings: settingsOf(spec, owner) };
}

/** What ECS itself fetches for a container, or undefined after an error in its image. Problem codes: those of images, secrets, files, keys and logs. */
export function resolveContainerSources(
  scope: StackScope,
  repositories: Repositories,
  owner: SourcesOwner,
  name: string,
  spec: ContainerSpec,
  path: Path,
): ContainerSources | undefined {
  const image = resolveImage(scope, repositories, spec.image, [...path, "image"]);
  const logging = resolveLogging(
    scope,
    owner,
    spec.logs ?? owner.logs,
    spec.logs === undefined ? owner.logsPath : [...path, "logs"],
  );
  const credentials =
    spec.registryCredentials === undefined
      ? undefined
      : resolveSecret(scope, "registryCredentials", spec.registryCredentials, [...path, "registryCredentials"]);
  const router = spec.router === undefined ? undefined : resolveRouter(scope, spec.router, [...path, "router"]);
  const secrets = secretsOf(scope, spec, path);
  const environmentFiles = spec.environmentFiles.flatMap(
    (file, index) => resolveS3File(scope, file, [...path, "environmentFiles", index]) ?? [],
  );
  const credentialSpecs = resolveCredentialSpecs(scope, spec, path);
  if (image === undefined) return undefined;
  const optional = compact({ repositoryCredentials: credentials, router });
  return { name, path, image, environmentFiles, secrets, credentialSpecs, logging, ...optional };
}

function environmentOf(scope: StackScope, name: string, spec: ContainerSpec, path: Path): Container["environment"] {
  const entries = Object.entries(spec.environment).map(([key, value]) => {
    const use = `Environment variable \`${key}\` of container \`${name}\``;
    return [key, textOf(scope, value, "string", [...path, "environment", key], use)] as const;
  });
  return Object.fromEntries(entries);
}

function secretsOf(scope: StackScope, spec: ContainerSpec, path: Path): Container["secrets"] {
  return Object.entries(spec.secrets).flatMap(([key, value]) => {
    const at = [...path, "secrets", key];
    if (Object.hasOwn(spec.environment, key)) {
      const help = "ECS refuses a name that is in both `environment` and `secrets`";
      scope.report(error("duplicate-name", at, `${quote(key)} is an environment variable already`, help));
    }
    return resolveSecret(scope, key, value, at) ?? [];
  });
}

function resolveRouter(scope: StackScope, spec: NonNullable<ContainerSpec["router"]>, path: Path): LogRouter {
  const base = { type: spec.type, options: spec.options };
  const configuration = spec.configuration;
  if (configuration === undefined) return base;
  if ("file" in configuration) return { ...base, configuration: { kind: "file", value: configuration.file } };
  const file = resolveS3File(scope, configuration.s3, [...path, "configuration", "s3"]);
  return file === undefined ? base : { ...base, configuration: { kind: "s3", file } };
}

function resolveCredentialSpecs(scope: StackScope, spec: ContainerSpec, path: Path): readonly CredentialSpec[] {
  return spec.credentialSpecs.flatMap((entry, index): CredentialSpec[] => {
    const at = [...path, "credentialSpecs", index];
    const secret = entry.secret === undefined ? undefined : resolveSecret(scope, "secret", entry.secret, [...at, "secret"]);
    const common = { domainless: entry.domainless, ...(secret === undefined ? {} : { secret }) };
    if ("s3" in entry.from) {
      const file = resolveS3File(scope, entry.from.s3, [...at, "from", "s3"]);
      return file === undefined ? [] : [{ ...common, kind: "s3", file }];
    }
    const from = entry.from.parameter;
    const parameter = resolveSecret(scope, "credentialSpec", { parameter: from }, isVariable(from) ? at : [...at, "from"]);
    return parameter === undefined ? [] : [{ ...common, kind: "parameter", parameter }];
  });
}

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
function settingsOf(spec: ContainerSpec, owner: ContainerOwner): Readonly<Record<string, unknown>> {
  const needsMemory =
    owner.launchType === "ec2" && !owner.hasMemory && spec.memory === undefined && spec.memoryReservation === undefined;
  const settings: Record<string, unknown> = {
    essential: spec.essential,
    cpu: spec.cpu,
    memory: needsMemory ? 512 : spec.memory,
    memoryReservation: spec.memoryReservation,
    command: spec.command,
    entryPoint: spec.entryPoint,
    workingDirectory: spec.workingDirectory,
    user: spec.user,
    readonlyRootFilesystem: spec.readonlyRootFilesystem,
    privileged: spec.privileged,
    linuxParameters: (spec.initProcess ?? owner.exec) ? { initProcessEnabled: true } : undefined,
    portMappings: spec.ports.length === 0 ? undefined : spec.ports.map((port) => portMapping(port, owner)),
    mountPoints:
      spec.mounts.length === 0
        ? undefined
        : spec.mounts.map(({ volume, path, readOnly }) => ({ sourceVolume: volume, containerPath: path, readOnly })),
    dependsOn: entriesOrNone(spec.dependsOn)?.map(([containerName, condition]) => ({ containerName, condition })),
    healthCheck: spec.healthCheck,
    stopTimeout: spec.stopTimeout,
    startTimeout: spec.startTimeout,
    dockerLabels: entriesOrNone(spec.dockerLabels) === undefined ? undefined : spec.dockerLabels,
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function entriesOrNone<T>(record: Readonly<Record<string, T>>): [string, T][] | undefined {
  const entries = sortedEntries(record);
  return entries.length === 0 ? undefined : entries;
}

function portMapping(spec: ContainerSpec["ports"][number], owner: ContainerOwner): Readonly<Record<string, unknown>> {
  const port = typeof spec === "number" ? { port: spec, protocol: "tcp" as const } : spec;
  const hostPort = "hostPort" in port ? port.hostPort : undefined;
  const fixed = owner.networkMode === "awsvpc" || owner.networkMode === "host";
  return {
    containerPort: port.port,
    hostPort: hostPort ?? (fixed ? port.port : 0),
    protocol: port.protocol,
    ...("name" in port && port.name !== undefined ? { name: port.name } : {}),
    ...("appProtocol" in port && port.appProtocol !== undefined ? { appProtocol: port.appProtocol } : {}),
  };
}
