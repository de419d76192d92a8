/**
 * What an execution role must be able to do, derived from the containers and nothing else
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html).
 */

import { distinct } from "../collections";
import { concat, showText, type Text, text } from "../iam/text";
import type { ContainerSources, EcrSource, ExecutionRoleInputs, S3File, Secret } from "../model/model";
import { type Path, quote } from "../problem";
import { counted, listed, plural } from "../wording";
import { allow, literal, sortedPaths, sortedTexts } from "./grant";
import { type Decryption, decryptGrants } from "./kms";
import { type RoleAction, roleActions } from "./role-actions";
import { withUniqueSids } from "./sid";
import type { Grant } from "./statement";

const guide = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide";
const page = `${guide}/task_execution_IAM_role.html`;

/**
 * The grants of the execution role that these services run with: one service, or those that share the role. Empty when no
 * container needs one; a feature that no container uses adds no statement.
 */
export function executionRoleGrants(services: readonly Pick<ExecutionRoleInputs, "containers" | "volumes">[]): readonly Grant[] {
  const containers = services.flatMap((service) => service.containers);
  const secrets = services.flatMap(secretsOf);
  const files = containers.flatMap(filesOf);
  return withUniqueSids([
    ...pullGrants(containers),
    ...logGrants(containers),
    ...secretGrants(secrets),
    ...parameterGrants(secrets),
    ...fileGrants(files),
    ...decryptGrants([...secrets.flatMap(secretDecryptions), ...files.flatMap(fileDecryptions)]),
  ]);
}

type Pull = { readonly source: EcrSource; readonly path: Path };

/** Nothing for images of ECR Public and other registries; no KMS, because ECR decrypts images under grants of its own. */
function pullGrants(containers: readonly ContainerSources[]): readonly Grant[] {
  const pulls = containers.flatMap(({ image }): Pull[] =>
    image.ecr === undefined ? [] : [{ source: image.ecr, path: image.path }],
  );
  if (pulls.length === 0) return [];
  const cached = pulls.filter(({ source }) => source.pullThroughCache !== undefined);
  const created = pulls.filter(({ source }) => source.pullThroughCache?.createRepositories === true);
  const cachePage = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html";
  const token = {
    paths: pathsOf(pulls),
    what: "get a token for the registry",
    wildcard: "`ecr:GetAuthorizationToken` has no resource type",
    page,
  };
  return [
    allow("GetRegistryToken", roleActions.registryToken, ["*"], token),
    ...repositoryGrant("PullImages", roleActions.pull, pulls, "pull", page),
    ...repositoryGrant("ImportImages", roleActions.importImages, cached, "import from upstream", cachePage),
    ...repositoryGrant("CreateRepositories", roleActions.createRepositories, created, "create at the first pull", cachePage),
  ];
}

function repositoryGrant(
  Sid: string,
  actions: readonly RoleAction[],
  pulls: readonly Pull[],
  verb: string,
  source: string,
): readonly Grant[] {
  if (pulls.length === 0) return [];
  const names = sortedTexts(pulls.map((pull) => pull.source.repositoryName));
  const repositories = sortedTexts(pulls.map((pull) => pull.source.repositoryArn));
  return [allow(Sid, actions, repositories, { paths: pathsOf(pulls), what: `${verb} ${list("image", names)}`, page: source })];
}

/** The streams that ECS names `PREFIX/CONTAINER/TASK`, so that services that share a group cannot write into each other's streams. */
function logGrants(containers: readonly ContainerSources[]): readonly Grant[] {
  const logs = containers.flatMap(({ name, logging }) => ("groupArn" in logging ? [{ name, ...logging }] : []));
  if (logs.length === 0) return [];
  const created = logs.filter(({ createGroup }) => createGroup);
  const streams = logs.map(({ name, groupArn, streamPrefix }) => text`${groupArn}:log-stream:${literal(streamPrefix)}/${name}/*`);
  const logsPage = `${guide}/using_awslogs.html`;
  const send = {
    paths: pathsOf(logs),
    what: `send logs to ${list("log group", sortedTexts(logs.map(({ group }) => group)))}`,
    wildcard: "ECS names each log stream after the task",
    page: logsPage,
  };
  const delivery = allow("SendLogs", roleActions.sendLogs, sortedTexts(streams), send);
  if (created.length === 0) return [delivery];
  const create = {
    paths: pathsOf(created),
    what: `create ${list("log group", sortedTexts(created.map(({ group }) => group)))}`,
    wildcard: "ECS asks for the ARN of the group with an empty log stream behind it",
    page: logsPage,
  };
  const groups = created.flatMap(({ groupArn }) => [groupArn, text`${groupArn}:*`]);
  return [allow("CreateLogGroups", roleActions.createLogGroups, sortedTexts(groups), create), delivery];
}

/** Every secret that ECS reads for a service: into variables and log options, and for registries, credential specifications and volumes. */
function secretsOf({ containers, volumes }: Pick<ExecutionRoleInputs, "containers" | "volumes">): readonly Secret[] {
  return [
    ...containers.flatMap(({ secrets, repositoryCredentials, logging, credentialSpecs }) => [
      ...secrets,
      ...(repositoryCredentials === undefined ? [] : [repositoryCredentials]),
      ...("secretOptions" in logging ? logging.secretOptions : []),
      ...credentialSpecs.flatMap((spec) => [
        ...(spec.kind === "parameter" ? [spec.parameter] : []),
        ...(spec.secret === undefined ? [] : [spec.secret]),
      ]),
    ]),
    ...volumes.flatMap((volume) => (volume.kind === "fsx-windows" ? [volume.credentials] : [])),
  ];
}

function secretGrants(secrets: readonly Secret[]): readonly Grant[] {
  const read = secrets.flatMap((secret) => managedSecretOf(secret) ?? []);
  if (read.length === 0) return [];
  const what = whatIsRead("secret", read);
  const resources = sortedTexts(read.map(({ resource }) => resource));
  return [allow("ReadSecrets", roleActions.readSecrets, resources, { paths: pathsOf(read), what, page })];
}

function parameterGrants(secrets: readonly Secret[]): readonly Grant[] {
  const read = secrets.filter(({ kind }) => kind === "parameter");
  if (read.length === 0) return [];
  const what = whatIsRead("parameter", read);
  const resources = sortedTexts(read.map(({ resource }) => resource));
  return [allow("ReadParameters", roleActions.readParameters, resources, { paths: pathsOf(read), what, page })];
}

/** In an order that does not follow the platform file. */
function whatIsRead(noun: string, secrets: readonly Pick<Secret, "name">[]): string {
  return `read ${list(noun, secrets.map(({ name }) => name).sort())}`;
}

/** The Secrets Manager side of a secret: itself, or the secret behind a parameter `/aws/reference/secretsmanager/...`. */
function managedSecretOf(secret: Secret): Pick<Secret, "name" | "resource" | "exact" | "path"> | undefined {
  const { name, path, behind } = secret;
  if (secret.kind === "secrets-manager") return secret;
  return behind === undefined ? undefined : { name, path, resource: behind, exact: !showText(behind).endsWith("?") };
}

function secretDecryptions(secret: Secret): readonly Decryption[] {
  if (secret.key === undefined) return [];
  const { key, path, place } = secret;
  const { region, partition } = place;
  const managed = managedSecretOf(secret);
  const { resource, exact } = managed ?? { resource: secret.resource, exact: true };
  return [
    { key, path, region, partition, service: managed === undefined ? "ssm" : "secretsmanager", context: [resource], exact },
  ];
}

/** Every file that ECS reads from S3 for a container. */
function filesOf({ environmentFiles, router, credentialSpecs }: ContainerSources): readonly S3File[] {
  return [
    ...environmentFiles,
    ...(router?.configuration?.kind === "s3" ? [router.configuration.file] : []),
    ...credentialSpecs.flatMap((spec) => (spec.kind === "s3" ? [spec.file] : [])),
  ];
}

/** Per owner, because `aws:ResourceAccount` keeps the role from reading a bucket that somebody else has taken over by its name. */
function fileGrants(files: readonly S3File[]): readonly Grant[] {
  const owners = sortedTexts(files.map(({ owner }) => owner));
  return owners.flatMap((owner) => {
    const owned = files.filter((file) => showText(file.owner) === showText(owner));
    const Condition = { StringEquals: { "aws:ResourceAccount": [owner] } };
    const objects = sortedTexts(owned.map(({ objectArn }) => objectArn));
    const buckets = sortedTexts(owned.map(({ bucketArn }) => bucketArn));
    const filePage = `${guide}/use-environment-file.html`;
    const read = { paths: pathsOf(owned), what: `read ${list("file", objects.map(keyOf))}`, page: filePage };
    const locate = { paths: pathsOf(owned), what: `find the region of ${list("bucket", buckets.map(keyOf))}`, page: filePage };
    return [
      allow("ReadFiles", roleActions.readFiles, objects, read, { Condition }),
      allow("LocateBuckets", roleActions.locateBuckets, buckets, locate, { Condition }),
    ];
  });
}

/** With bucket keys the encryption context is the bucket's ARN, without them the object's. */
function fileDecryptions({ key, region, partition, objectArn, bucketArn, path }: S3File): readonly Decryption[] {
  return key === undefined ? [] : [{ key, service: "s3", region, partition, context: [objectArn, bucketArn], exact: true, path }];
}

function keyOf(arn: Text): Text {
  return concat(showText(arn).replace(/^.*:::/, ""));
}

function pathsOf(users: readonly { readonly path: Path }[]): readonly Path[] {
  return sortedPaths(users.map(({ path }) => path));
}

/** "image `a`", "images `a` and `b`", "7 images": how reasons name things. */
function list(noun: string, names: readonly Text[]): string {
  const shown = distinct(names.map(showText)).map(quote);
  return shown.length <= 3 ? `${plural(shown.length, noun)} ${listed(shown)}` : counted(shown.length, noun);
}
