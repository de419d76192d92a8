/** Repositories, and who pulls from them. */

import { compact } from "../collections";
import { showText, text } from "../iam/text";
import { error, type Path, quote } from "../problem";
import type { RepositorySpec } from "../spec/schema";
import type { Puller, Repository, ServiceModel } from "./model";
import { keyOf, type StackScope } from "./stack-scope";

/** One repository, before its pullers are known. Problem codes: `missing-key`, `partition-mismatch`, `unknown-reference`, and those of keys. */
export function resolveRepository(scope: StackScope, key: string, spec: RepositorySpec): Repository {
  const path: Path = ["repositories", key];
  const name = spec.name ?? key;
  const { place } = scope;
  if (spec.pull.organization && scope.organization === undefined) {
    scope.report(
      error(
        "missing-key",
        [...path, "pull", "organization"],
        "the platform names no organization",
        "add `organization: o-...` at the top",
      ),
    );
  }
  const cache = spec.pullThroughCache;
  return {
    key,
    name,
    arn: text`arn:${place.partition}:ecr:${place.region}:${place.account}:repository/${name}${cache === false ? "" : "/*"}`,
    path,
    place,
    existing: spec.existing || cache !== false,
    immutableTags: spec.immutableTags,
    scanOnPush: spec.scanOnPush,
    expireUntaggedDays: spec.expireUntaggedDays,
    pullers: [],
    accounts: spec.pull.accounts.flatMap((account, index) => scope.account(account, [...path, "pull", "accounts", index]) ?? []),
    pullThroughCache: cache !== false,
    createRepositories: typeof cache === "object" ? cache.createRepositories : true,
    tags: { ...scope.declared.account.tags, ...spec.tags },
    ...compact({
      renamed: spec.renamed,
      keepImages: spec.keepImages,
      encryptionKey: keyOf(scope, spec.key, [...path, "key"], place.region),
      organization: spec.pull.organization ? scope.organization : undefined,
    }),
  };
}

/** The execution roles of other accounts that pull from each repository: the other half of their own pull statements. */
export function pullersOf(repository: Repository, services: readonly ServiceModel[]): readonly Puller[] {
  const pullers = new Map<string, Puller>();
  for (const service of services) {
    if (showText(service.place.account) === showText(repository.place.account)) continue;
    const container = service.containers.find(({ image }) => image.ecr?.declared === repository.key);
    if (container === undefined) continue;
    const { arn } = service.executionRole.role;
    const id = JSON.stringify(arn);
    if (!pullers.has(id))
      pullers.set(id, { service: service.name, account: service.place.account, roleArn: arn, path: container.image.path });
  }
  return [...pullers.values()];
}

/** Pull through caches have no single repository whose policy could let others in. Problem code: `cross-account-resource`. */
export function checkPullThroughCache(repository: Repository, report: StackScope["report"]): void {
  const [puller] = repository.pullers;
  if (!repository.pullThroughCache || puller === undefined) return;
  const help =
    "give the workload account a pull through cache rule of its own, or a repository creation template with a repository policy";
  const message = `images of pull through cache ${quote(repository.key)} cannot be pulled from another account by repository policy`;
  report(error("cross-account-resource", puller.path, message, help));
}
