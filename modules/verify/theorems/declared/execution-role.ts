/** What the containers of services declare for the execution role that they run with. */

import { type Text, text } from "../../../iam/text";
import type { ContainerSources, S3File, Secret, ServicePart } from "../../../model/model";
import type { TracedPermission } from "../traced-permission";
import { condition, exactly, permit, through } from "./permit";

/**
 * Images of private ECR repositories, awslogs, secrets, files and their keys, container by container
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html).
 */
export function executionRolePermissions(services: readonly ServicePart[]): readonly TracedPermission[] {
  return services.flatMap(({ containers = [], volumes = [] }) => [
    ...containers.flatMap((container) => [
      ...imagePermissions(container),
      ...logPermissions(container),
      ...secretsOf(container).flatMap(secretPermissions),
      ...filesOf(container).flatMap(filePermissions),
    ]),
    ...volumes.flatMap((volume) => (volume.kind === "fsx-windows" ? secretPermissions(volume.credentials) : [])),
  ]);
}

function imagePermissions({ image: { ecr, path } }: ContainerSources): readonly TracedPermission[] {
  if (ecr === undefined) return [];
  const cache = ecr.pullThroughCache;
  const repository = [
    "ecr:BatchGetImage",
    "ecr:GetDownloadUrlForLayer",
    ...(cache === undefined ? [] : ["ecr:BatchImportUpstreamImage"]),
    ...(cache?.createRepositories === true ? ["ecr:CreateRepository"] : []),
  ];
  return [
    ...permit({ actions: ["ecr:GetAuthorizationToken"], on: ["*"] }, [path]),
    ...permit({ actions: repository, on: [ecr.repositoryArn] }, [path]),
  ];
}

function logPermissions({ name, logging }: ContainerSources): readonly TracedPermission[] {
  if (!("groupArn" in logging)) return [];
  const { groupArn, streamPrefix, createGroup, path } = logging;
  const streams = text`${groupArn}:log-stream:${exactly(streamPrefix)}/${name}/*`;
  return [
    ...permit({ actions: ["logs:CreateLogStream", "logs:PutLogEvents"], on: [streams], base: groupArn }, [path]),
    ...(createGroup ? permit({ actions: ["logs:CreateLogGroup"], on: [groupArn, text`${groupArn}:*`] }, [path]) : []),
  ];
}

/** Every secret that ECS itself reads for a container. */
export function secretsOf({ secrets, repositoryCredentials, logging, credentialSpecs }: ContainerSources): readonly Secret[] {
  const specs = credentialSpecs.flatMap((spec) => [spec.kind === "parameter" ? spec.parameter : undefined, spec.secret]);
  const options = "secretOptions" in logging ? logging.secretOptions : [];
  return [...secrets, repositoryCredentials, ...options, ...specs].filter((secret) => secret !== undefined);
}

function secretPermissions({ kind, resource, exact, behind, key, place, path }: Secret): readonly TracedPermission[] {
  const managed = kind === "secrets-manager" ? resource : behind;
  return [
    ...(kind === "parameter" ? permit({ actions: ["ssm:GetParameters"], on: [resource] }, [path]) : []),
    ...(managed === undefined ? [] : permit({ actions: ["secretsmanager:GetSecretValue"], on: [managed] }, [path])),
    ...(key === undefined ? [] : decryption(key, managed, resource, exact, place, path)),
  ];
}

/** A parameter that stands for a secret is decrypted by Secrets Manager, any other parameter by Systems Manager. */
function decryption(
  key: Text,
  managed: Text | undefined,
  resource: Text,
  exact: boolean,
  place: Secret["place"],
  path: Secret["path"],
): readonly TracedPermission[] {
  const context =
    managed === undefined
      ? condition("StringEquals", "kms:EncryptionContext:PARAMETER_ARN", [resource])
      : condition(managed === resource && exact ? "StringEquals" : "StringLike", "kms:EncryptionContext:SecretARN", [managed]);
  const conditions = [through(managed === undefined ? "ssm" : "secretsmanager", place), context];
  return permit({ actions: ["kms:Decrypt"], on: [key], conditions, when: key }, [path]);
}

/** Every file that ECS itself reads from S3 for a container. */
export function filesOf({ environmentFiles, router, credentialSpecs }: ContainerSources): readonly S3File[] {
  const configuration = router?.configuration?.kind === "s3" ? [router.configuration.file] : [];
  return [...environmentFiles, ...configuration, ...credentialSpecs.flatMap((spec) => (spec.kind === "s3" ? [spec.file] : []))];
}

function filePermissions(file: S3File): readonly TracedPermission[] {
  const { bucketArn, objectArn, owner, key, path } = file;
  const conditions = [condition("StringEquals", "aws:ResourceAccount", [owner])];
  const context = condition("StringEquals", "kms:EncryptionContext:aws:s3:arn", [objectArn, bucketArn]);
  return [
    ...permit({ actions: ["s3:GetObject"], on: [objectArn], conditions, owner }, [path]),
    ...permit({ actions: ["s3:GetBucketLocation"], on: [bucketArn], conditions, owner }, [path]),
    ...(key === undefined
      ? []
      : permit({ actions: ["kms:Decrypt"], on: [key], conditions: [through("s3", file), context], when: key }, [path])),
  ];
}
