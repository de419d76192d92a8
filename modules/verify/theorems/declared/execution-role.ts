/** What the containers of services declare for the execution role that they run with. */

import { type Text, text } from "../../../iam/text";
import type { ContainerSources, S3File, Secret, ServicePart } from "../../../model/model";
import type { Row } from "../row";
import { demand, exactly, permit, through } from "./permit";

/**
 * Images of private ECR repositories, awslogs, secrets, files and their keys, container by container
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html).
 */
export function executionRoleRows(services: readonly ServicePart[]): readonly Row[] {
  return services.flatMap(({ containers = [], volumes = [] }) => [
    ...containers.flatMap((container) => [
      ...imageRows(container),
      ...logRows(container),
      ...secretsOf(container).flatMap(secretRows),
      ...filesOf(container).flatMap(fileRows),
    ]),
    ...volumes.flatMap((volume) => (volume.kind === "fsx-windows" ? secretRows(volume.credentials) : [])),
  ]);
}

function imageRows({ image: { ecr, path } }: ContainerSources): readonly Row[] {
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

function logRows({ name, logging }: ContainerSources): readonly Row[] {
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

function secretRows({ kind, resource, exact, behind, key, place, path }: Secret): readonly Row[] {
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
): readonly Row[] {
  const context =
    managed === undefined
      ? demand("StringEquals", "kms:EncryptionContext:PARAMETER_ARN", [resource])
      : demand(managed === resource && exact ? "StringEquals" : "StringLike", "kms:EncryptionContext:SecretARN", [managed]);
  const demands = [through(managed === undefined ? "ssm" : "secretsmanager", place), context];
  return permit({ actions: ["kms:Decrypt"], on: [key], demands, when: key }, [path]);
}

/** Every file that ECS itself reads from S3 for a container. */
export function filesOf({ environmentFiles, router, credentialSpecs }: ContainerSources): readonly S3File[] {
  const configuration = router?.configuration?.kind === "s3" ? [router.configuration.file] : [];
  return [...environmentFiles, ...configuration, ...credentialSpecs.flatMap((spec) => (spec.kind === "s3" ? [spec.file] : []))];
}

function fileRows(file: S3File): readonly Row[] {
  const { bucketArn, objectArn, owner, key, path } = file;
  const demands = [demand("StringEquals", "aws:ResourceAccount", [owner])];
  const context = demand("StringEquals", "kms:EncryptionContext:aws:s3:arn", [objectArn, bucketArn]);
  return [
    ...permit({ actions: ["s3:GetObject"], on: [objectArn], demands, base: bucketArn }, [path]),
    ...permit({ actions: ["s3:GetBucketLocation"], on: [bucketArn], demands }, [path]),
    ...(key === undefined
      ? []
      : permit({ actions: ["kms:Decrypt"], on: [key], demands: [through("s3", file), context], when: key }, [path])),
  ];
}
