/** Container definitions as the ECS API takes them (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html). */

import { by, sortedEntries } from "../collections";
import { document, type Expression, list, literal } from "../hcl";
import { concat, type Text } from "../iam/text";
import type { Container, CredentialSpec, Logging, LogRouter, Secret } from "../model/model";
import { fields, textExpression, textMap } from "./expression";

/** The container definitions of a task; fields in one order, mappings sorted by name. */
export function containerDefinitions(containers: readonly Container[]): Expression {
  return document(list(containers.map(containerDefinition)));
}

function containerDefinition(container: Container): Expression {
  const { settings } = container;
  return fields({
    name: container.name,
    image: container.image.uri,
    ...Object.fromEntries(
      Object.entries(settings).map(([key, value]) => [key, value === undefined ? undefined : literal(value)]),
    ),
    environment: unlessEmpty(nameValues(container.environment)),
    environmentFiles: unlessEmpty(container.environmentFiles.map((file) => fields({ value: file.objectArn, type: "s3" }))),
    secrets: unlessEmpty(secretList(container.secrets)),
    repositoryCredentials:
      container.repositoryCredentials === undefined
        ? undefined
        : fields({ credentialsParameter: container.repositoryCredentials.valueFrom }),
    credentialSpecs: unlessEmpty(container.credentialSpecs.map((spec) => textExpression(credentialSpec(spec)))),
    logConfiguration: logConfiguration(container.logging),
    firelensConfiguration: container.router === undefined ? undefined : firelens(container.router),
  });
}

function unlessEmpty(values: readonly Expression[]): Expression | undefined {
  return values.length === 0 ? undefined : list(values);
}

function nameValues(record: Readonly<Record<string, Text>>): readonly Expression[] {
  return sortedEntries(record).map(([name, value]) => fields({ name, value }));
}

function secretList(secrets: readonly Secret[]): readonly Expression[] {
  return secrets.toSorted(by(({ name }) => name)).map(({ name, valueFrom }) => fields({ name, valueFrom }));
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/linux-gmsa.html
function credentialSpec(spec: CredentialSpec): Text {
  const prefix = spec.domainless ? "credentialspecdomainless:" : "credentialspec:";
  return concat(prefix, spec.kind === "s3" ? spec.file.objectArn : spec.parameter.resource);
}

/** The API has no driver for "no logs": the configuration is left out. */
function logConfiguration(logging: Logging): Expression | undefined {
  if (!("options" in logging)) return undefined;
  const secretOptions = "secretOptions" in logging ? unlessEmpty(secretList(logging.secretOptions)) : undefined;
  const options = "group" in logging ? { ...awslogsOptions(logging), ...logging.options } : logging.options;
  const hasOptions = Object.keys(options).length > 0;
  return fields({ logDriver: logging.driver, options: hasOptions ? textMap(options) : undefined, secretOptions });
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

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html
function firelens({ type, options, configuration }: LogRouter): Expression {
  const file: Readonly<Record<string, Text>> =
    configuration === undefined
      ? {}
      : {
          "config-file-type": configuration.kind,
          "config-file-value": configuration.kind === "s3" ? configuration.file.objectArn : configuration.value,
        };
  const all = { ...options, ...file };
  return fields({ type, options: Object.keys(all).length === 0 ? undefined : textMap(all) });
}
