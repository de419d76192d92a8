/** Image references -> the registry that holds them, and the repository whose policy the pull needs. */

import { isPartition } from "../iam/partition";
import { differs, showText, type Text, text } from "../iam/text";
import { error, type Path, quote, warning } from "../problem";
import type { ContainerSpec } from "../spec/schema";
import { declaredNames } from "./declared-names";
import { ecrHost, type Image, imageProblem, parseImage } from "./image";
import type { AccountRegion, ContainerImage, EcrSource, Repository } from "./model";
import { type StackScope, textOf } from "./stack-scope";

/** The repositories of the platform by their keys, known before any service is resolved. */
export type Repositories = ReadonlyMap<string, Repository>;

/**
 * The image of a container. A name without a host must be a declared repository: a typing error must not become an image of a public
 * registry. Problem codes: `invalid-image`, `unknown-reference`, `partition-mismatch`, `undeclared-repository` (a warning).
 */
export function resolveImage(
  scope: StackScope,
  repositories: Repositories,
  spec: ContainerSpec["image"],
  path: Path,
): ContainerImage | undefined {
  if (typeof spec === "string") return imageOf(scope, repositories, spec, "", path);
  const at = [...path, "repository"];
  if (spec.tag !== undefined && spec.digest !== undefined) {
    scope.report(error("invalid-image", path, "an image has a tag or a digest, not both", "keep one of them"));
    return undefined;
  }
  const suffix = suffixOf(scope, spec, path);
  const whole = typeof suffix === "string" ? `${spec.repository}${suffix}` : spec.repository;
  const image = imageOf(scope, repositories, whole, typeof suffix === "string" ? "" : suffix, at);
  if (image !== undefined && typeof suffix !== "string" && /[:@][^/]*$/.test(spec.repository)) {
    scope.report(error("invalid-image", at, `${quote(spec.repository)} has a tag or digest already`, "leave it out here"));
    return undefined;
  }
  return image;
}

function suffixOf(scope: StackScope, spec: Exclude<ContainerSpec["image"], string>, path: Path): Text {
  if (spec.digest !== undefined) {
    return text`@${textOf(scope, spec.digest, "string", [...path, "digest"], `Digest of image \`${spec.repository}\``)}`;
  }
  if (spec.tag === undefined) return "";
  return text`:${textOf(scope, spec.tag, "string", [...path, "tag"], `Tag of image \`${spec.repository}\``)}`;
}

function imageOf(
  scope: StackScope,
  repositories: Repositories,
  reference: string,
  suffix: Text,
  path: Path,
): ContainerImage | undefined {
  const problem = imageProblem(reference, path);
  const image = parseImage(reference);
  if (problem !== undefined || image === undefined) {
    if (problem !== undefined) scope.report(problem);
    return undefined;
  }
  if (image.kind === "name") return namedImage(scope, repositories, image, suffix, path);
  const uri = text`${reference}${suffix}`;
  if (image.kind !== "ecr") return { uri, path };
  const source = registrySource(scope, repositories, image, path);
  return source === undefined ? undefined : { uri, path, ecr: source };
}

function namedImage(
  scope: StackScope,
  repositories: Repositories,
  image: Extract<Image, { kind: "name" }>,
  suffix: Text,
  path: Path,
): ContainerImage | undefined {
  const repository = declaredOf(repositories, image.repository);
  if (repository === undefined) {
    // Declared, but in a place that was refused already.
    if (Object.hasOwn(scope.spec.repositories, image.repository)) return undefined;
    const help = `${declaredNames("repositories", image.repository, repositories.keys())}; an image of Docker Hub is written \`docker.io/${image.repository.includes("/") ? "" : "library/"}${image.repository}\``;
    scope.report(error("unknown-reference", path, `no repository ${quote(image.repository)}`, help));
    return undefined;
  }
  const { partition } = repository.place;
  if (differs(partition, scope.place.partition)) return crossPartition(scope, image.uri, showText(partition), path);
  const name = repository.pullThroughCache
    ? `${repository.name}${image.repository.slice(repository.key.length)}`
    : repository.name;
  const tail = image.digest !== undefined ? `@${image.digest}` : image.tag !== undefined ? `:${image.tag}` : "";
  return { uri: text`${repository.url ?? urlOf(repository.place, name)}${tail}${suffix}`, path, ecr: sourceOf(repository, name) };
}

/** The host of a registry and a repository in it. */
function urlOf({ account, region, partition }: AccountRegion, name: string): Text {
  const host = typeof partition === "string" && isPartition(partition) ? ecrHost(account, region, partition) : "";
  return text`${host}/${name}`;
}

function crossPartition(scope: StackScope, uri: string, partition: string, path: Path): undefined {
  const help = `no credentials of one partition work in another: copy the image to a repository in ${showText(scope.place.partition)}`;
  scope.report(error("partition-mismatch", path, `image ${quote(uri)} is in partition ${quote(partition)}`, help));
  return undefined;
}

/** The declared repository of that key or, for pull through caches, the one whose key is the first part of the path. */
function declaredOf(repositories: Repositories, repository: string): Repository | undefined {
  const exact = repositories.get(repository);
  if (exact !== undefined && !exact.pullThroughCache) return exact;
  return [...repositories.values()].find((candidate) => candidate.pullThroughCache && repository.startsWith(`${candidate.key}/`));
}

function registrySource(
  scope: StackScope,
  repositories: Repositories,
  image: Extract<Image, { kind: "ecr" }>,
  path: Path,
): EcrSource | undefined {
  if (differs(image.partition, scope.place.partition)) return crossPartition(scope, image.uri, image.partition, path);
  const declared = [...repositories.values()].find(
    (candidate) =>
      candidate.place.account === image.account &&
      candidate.place.region === image.region &&
      (candidate.pullThroughCache ? image.repository.startsWith(`${candidate.name}/`) : candidate.name === image.repository),
  );
  if (declared !== undefined) return sourceOf(declared, image.repository);
  if (differs(image.account, scope.declared.id)) {
    const message = `repository ${quote(image.repository)} of account ${quote(image.account)} is not declared, so its repository policy is not written`;
    const help =
      "declare it in `repositories` (with `existing: true` if it exists), or see to it that its policy lets the execution role pull";
    scope.report(warning("undeclared-repository", path, message, help));
  }
  const { partition, region, account } = image;
  return {
    repositoryArn: `arn:${partition}:ecr:${region}:${account}:repository/${image.repository}`,
    repositoryName: image.repository,
    place: { account, region, partition },
  };
}

function sourceOf(repository: Repository, name: string): EcrSource {
  const { account, region, partition } = repository.place;
  const arn = text`arn:${partition}:ecr:${region}:${account}:repository/`;
  return {
    repositoryArn: repository.pullThroughCache ? text`${arn}${name}` : repository.arn,
    repositoryName: name,
    place: repository.place,
    declared: repository.key,
    ...(repository.pullThroughCache
      ? { pullThroughCache: { prefixArn: text`${arn}${repository.name}/*`, createRepositories: repository.createRepositories } }
      : {}),
  };
}
