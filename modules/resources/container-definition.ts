/** Container definitions as the ECS API takes them (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html). */

import { by, sortedEntries } from "../collections";
import { concat, type Text } from "../iam/text";
import type { Container, CredentialSpec, Logging, LogRouter, Secret } from "../model/model";
import { type Expression, type Json, jsonList, jsonObject, jsonOf } from "./expression";

/** The container definitions of a task; fields in one order, mappings sorted by name. */
export function containerDefinitions(containers: readonly Container[]): Expression {
  return { kind: "json", value: jsonList(containers.map(containerDefinition)) };
}

function containerDefinition(container: Container): Json {
  const { settings } = container;
  return jsonObject({
    name: container.name,
    image: container.image.uri,
    ...Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, value === undefined ? undefined : jsonOf(value)])),
    environment: unlessEmpty(nameValues(container.environment)),
    environmentFiles: unlessEmpty(container.environmentFiles.map((file) => jsonObject({ value: file.objectArn, type: "s3" }))),
    secrets: unlessEmpty(secretList(container.secrets)),
    repositoryCredentials:
      container.repositoryCredentials === undefined
        ? undefined
        : jsonObject({ credentialsParameter: container.repositoryCredentials.valueFrom }),
    credentialSpecs: unlessEmpty(container.credentialSpecs.map(credentialSpec)),
    logConfiguration: logConfiguration(container.logging),
    firelensConfiguration: container.router === undefined ? undefined : firelens(container.router),
  });
}

function unlessEmpty(values: readonly Json[]): Json | undefined {
  return values.length === 0 ? undefined : jsonList(values);
}

function nameValues(record: Readonly<Record<string, Text>>): readonly Json[] {
  return sortedEntries(record).map(([name, value]) => jsonObject({ name, value }));
}

function secretList(secrets: readonly Secret[]): readonly Json[] {
  return secrets.toSorted(by(({ name }) => name)).map(({ name, valueFrom }) => jsonObject({ name, valueFrom }));
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/linux-gmsa.html
function credentialSpec(spec: CredentialSpec): Text {
  const prefix = spec.domainless ? "credentialspecdomainless:" : "credentialspec:";
  return concat(prefix, spec.kind === "s3" ? spec.file.objectArn : spec.parameter.resource);
}

/** The API has no driver for "no logs": the configuration is left out. */
function logConfiguration(logging: Logging): Json | undefined {
  if (!("options" in logging)) return undefined;
  const secretOptions = "secretOptions" in logging ? unlessEmpty(secretList(logging.secretOptions)) : undefined;
  const options = "group" in logging ? { ...awslogsOptions(logging), ...logging.options } : logging.options;
  const hasOptions = Object.keys(options).length > 0;
  return jsonObject({ logDriver: logging.driver, options: hasOptions ? mapping(options) : undefined, secretOptions });
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
function awslogsOptions(logging: Extract<Logging, { readonly group: Text }>): Readonly<Record<string, Text>> {
  return {
    "awslogs-group": logging.group,
    "awslogs-region": logging.region,
    "awslogs-stream-prefix": logging.streamPrefix,
    ...(logging.createGroup ? { "awslogs-create-group": "true" } : {}),
  };
}

function mapping(record: Readonly<Record<string, Text>>): Json {
  return { kind: "object", entries: sortedEntries(record) };
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html
function firelens({ type, options, configuration }: LogRouter): Json {
  const file: Readonly<Record<string, Text>> =
    configuration === undefined
      ? {}
      : {
          "config-file-type": configuration.kind,
          "config-file-value": configuration.kind === "s3" ? configuration.file.objectArn : configuration.value,
        };
  const all = { ...options, ...file };
  return jsonObject({ type, options: Object.keys(all).length === 0 ? undefined : mapping(all) });
}
