/** Spec -> model: everything named is found, every default explicit, every ARN built, every rule checked. */

import { by, compact, sortedEntries } from "../collections";
import { showText, text } from "../iam/text";
import { error, quote, type Report } from "../problem";
import type { Spec } from "../spec/schema";
import {
  type AccountRegionRequest,
  type DeclaredAccount,
  type ResolvedAccountRegion,
  resolveAccountRegion,
  resolveAccounts,
} from "./accounts";
import { resolveCluster } from "./cluster";
import type { Bucket, ClusterModel, ExecutionRoleModel, Model, Repository, ServiceModel, StackModel } from "./model";
import { checkPullThroughCache, pullersOf, resolveRepository } from "./repository";
import { checkNothingDeclared } from "./rules/nothing-declared";
import { checkRules } from "./rules/rules";
import { clusterOf, resolveService } from "./service";
import { type GivenLate, type StackScope, stackScope } from "./stack-scope";

/** Everything that is being resolved, by stack. */
interface Resolution {
  readonly spec: Spec;
  readonly report: Report;
  readonly accounts: ReadonlyMap<string, DeclaredAccount>;
  readonly scopes: Map<string, StackScope>;
  readonly surroundings: Surroundings;
}

/**
 * What a construct brings along: its account and place, which may hold tokens and replace those of the spec, the tokens themselves, and the
 * clusters and repositories that its spec names and somebody else has written.
 */
export interface Surroundings {
  readonly resolved?: ResolvedAccountRegion;
  readonly given?: GivenLate;
  readonly clusters?: ReadonlyMap<string, ClusterModel>;
  readonly repositories?: ReadonlyMap<string, Repository>;
}

/**
 * Resolves a platform file. Reports every problem it finds and goes on; the model is complete only if it reported no error. Problem codes: all
 * that name references, ARNs, accounts, regions, images, secrets, roles and containers.
 */
export function resolveModel(spec: Spec, report: Report, surroundings: Surroundings = {}): Model {
  const declared = resolveAccounts(spec, report);
  const { resolved } = surroundings;
  const accounts = resolved === undefined ? declared : new Map([[resolved.declared.account.name, resolved.declared]]);
  const resolution: Resolution = { spec, report, accounts, scopes: new Map(), surroundings };
  const clusters = resolveClusters(resolution);
  const repositories = resolveRepositories(resolution);
  const services = resolveServices(resolution, clusters, repositories);
  const buckets = resolveBuckets(resolution);
  const stacks = [...resolution.scopes.entries()]
    .sort(by(([name]) => name))
    .map(([name, scope]) => assemble(name, scope, { clusters, repositories, services, buckets }));
  const ids = [...accounts.values()].flatMap(({ id }) => (typeof id === "string" ? [id] : [])).sort();
  const model = { platform: spec.platform, accounts: ids, stacks, ...compact({ organization: spec.organization }) };
  // A construct is one element of a whole that it does not see.
  if (resolved === undefined) checkNothingDeclared(model, report);
  checkRules(spec, model, report);
  return model;
}

function scopeFor(
  resolution: Resolution,
  request: AccountRegionRequest,
  path: readonly (string | number)[],
): StackScope | undefined {
  const { given } = resolution.surroundings;
  const resolved =
    resolution.surroundings.resolved ??
    resolveAccountRegion(request, path, resolution.spec, resolution.accounts, resolution.report);
  if (resolved === undefined) return undefined;
  const name = `${resolved.declared.account.name}-${showText(resolved.place.region)}`;
  const known = resolution.scopes.get(name);
  if (known !== undefined) return known;
  const scope = stackScope(resolution.spec, resolved, resolution.accounts, resolution.report, given);
  resolution.scopes.set(name, scope);
  return scope;
}

/** What the surroundings have belongs to the one stack that there is then. */
function givenInScope<T>(resolution: Resolution, things: ReadonlyMap<string, T> = new Map()): [string, Scoped<T>][] {
  return [...things].flatMap(([key, value]): [string, Scoped<T>][] => {
    const scope = scopeFor(resolution, {}, []);
    return scope === undefined ? [] : [[key, { scope, value }]];
  });
}

function resolveClusters(resolution: Resolution): ReadonlyMap<string, Scoped<ClusterModel>> {
  const execClusters = new Set(
    Object.values(resolution.spec.services).flatMap((service) => (service.exec ? [service.cluster] : [])),
  );
  const clusters = new Map<string, Scoped<ClusterModel>>(givenInScope(resolution, resolution.surroundings.clusters));
  for (const [key, cluster] of sortedEntries(resolution.spec.clusters)) {
    const scope = scopeFor(resolution, cluster, ["clusters", key]);
    if (scope === undefined) continue;
    clusters.set(key, { scope, value: resolveCluster(scope, key, cluster, { exec: execClusters.has(key) }) });
  }
  return clusters;
}

function resolveRepositories(resolution: Resolution): ReadonlyMap<string, Scoped<Repository>> {
  const repositories = new Map<string, Scoped<Repository>>(givenInScope(resolution, resolution.surroundings.repositories));
  for (const [key, repository] of sortedEntries(resolution.spec.repositories)) {
    const scope = scopeFor(resolution, repository, ["repositories", key]);
    if (scope !== undefined) repositories.set(key, { scope, value: resolveRepository(scope, key, repository) });
  }
  return repositories;
}

function resolveServices(
  resolution: Resolution,
  clusters: ReadonlyMap<string, Scoped<ClusterModel>>,
  repositories: ReadonlyMap<string, Scoped<Repository>>,
): readonly Scoped<ServiceModel>[] {
  const surroundings = {
    clusters: values(clusters),
    repositories: values(repositories),
    sharedRoles: new Map<string, ExecutionRoleModel>(),
  };
  const resolved = sortedEntries(resolution.spec.services).flatMap(([name, service]) => {
    const cluster = clusters.get(service.cluster);
    if (cluster === undefined) {
      // A cluster that is declared but has no place was reported already.
      if (!Object.hasOwn(resolution.spec.clusters, service.cluster))
        clusterOf(surroundings.clusters, name, service, resolution.report);
      return [];
    }
    return [{ scope: cluster.scope, value: resolveService(cluster.scope, surroundings, name, service, cluster.value) }];
  });
  // A shared role is complete only when the last service that shares it has been seen.
  const shared = new Map([...surroundings.sharedRoles.values()].map((role) => [role.role, role]));
  return resolved.map(({ scope, value }) => ({
    scope,
    value: { ...value, executionRole: shared.get(value.executionRole.role) ?? value.executionRole },
  }));
}

function resolveBuckets(resolution: Resolution): readonly Scoped<Bucket>[] {
  return sortedEntries(resolution.spec.buckets).flatMap(([name, bucket]) => {
    const path = ["buckets", name];
    const scope = scopeFor(resolution, bucket, path);
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
      resolution.report(
        error(
          "invalid-name",
          path,
          `${quote(name)} is not the name of a bucket`,
          "bucket names have 3 to 63 lower case letters, digits, `.` and `-`",
        ),
      );
    }
    if (resolution.spec.organization === undefined) {
      resolution.report(
        error(
          "missing-key",
          [...path, "organizationOnly"],
          "the platform names no organization",
          "add `organization: o-...` at the top",
        ),
      );
      return [];
    }
    if (scope === undefined) return [];
    return [
      {
        scope,
        value: { name, arn: text`arn:${scope.place.partition}:s3:::${name}`, organization: resolution.spec.organization, path },
      },
    ];
  });
}

/** Something with the stack that it belongs to. */
interface Scoped<T> {
  readonly scope: StackScope;
  readonly value: T;
}

function values<T>(scoped: ReadonlyMap<string, Scoped<T>>): ReadonlyMap<string, T> {
  return new Map([...scoped].map(([key, { value }]) => [key, value]));
}

interface Parts {
  readonly clusters: ReadonlyMap<string, Scoped<ClusterModel>>;
  readonly repositories: ReadonlyMap<string, Scoped<Repository>>;
  readonly services: readonly Scoped<ServiceModel>[];
  readonly buckets: readonly Scoped<Bucket>[];
}

function assemble(name: string, scope: StackScope, parts: Parts): StackModel {
  const mine = <T>(scoped: Iterable<Scoped<T>>): T[] =>
    [...scoped].flatMap((entry) => (entry.scope === scope ? [entry.value] : []));
  const services = mine(parts.services);
  const everyService = parts.services.map(({ value }) => value);
  const { backend } = scope.spec.terraform;
  return {
    name,
    account: scope.declared.account,
    place: scope.place,
    clusters: mine(parts.clusters.values()).map((cluster) => withUse(cluster, services)),
    repositories: mine(parts.repositories.values()).map((repository) => {
      const complete = { ...repository, pullers: pullersOf(repository, everyService) };
      checkPullThroughCache(complete, scope.report);
      return complete;
    }),
    services,
    executionRoles: [...new Set(services.map((service) => service.executionRole))],
    logGroups: sortedEntries(Object.fromEntries(scope.logGroups)).map(([, group]) => group),
    buckets: mine(parts.buckets),
    lookups: sortedEntries(Object.fromEntries(scope.lookups)).map(([, lookup]) => lookup),
    variables: sortedEntries(Object.fromEntries(scope.variables)).map(([, variable]) => variable),
    propagateTags: scope.spec.defaults.propagateTags,
    ...compact({
      backend: backend === undefined ? undefined : { type: backend.type, config: backendConfig(backend.config, name) },
    }),
  };
}

function backendConfig(
  config: Readonly<Record<string, string | number | boolean>>,
  stack: string,
): Readonly<Record<string, string | number | boolean>> {
  return Object.fromEntries(
    sortedEntries(config).map(([key, value]) => [key, typeof value === "string" ? value.replaceAll("{stack}", stack) : value]),
  );
}

/** The cluster with what its services make of each capacity: the agent is configured for exactly these network modes. */
function withUse(cluster: ClusterModel, services: readonly ServiceModel[]): ClusterModel {
  const capacities = cluster.capacities.map((capacity) => {
    const users = services.filter((service) => service.capacityProvider === capacity.fullName);
    return {
      ...capacity,
      networkModes: [...new Set(users.map((service) => service.networkMode))].sort(),
      serviceConnect: users.some((service) => service.deployment?.serviceConnect !== undefined),
    };
  });
  const fargate =
    cluster.fargate || services.some((service) => service.cluster.key === cluster.key && service.launchType === "fargate");
  return { ...cluster, capacities, fargate };
}
