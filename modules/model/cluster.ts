/** Clusters. */

import { compact, sortedEntries } from "../collections";
import { text } from "../iam/text";
import { error, type Path, quote } from "../problem";
import type { ClusterSpec } from "../spec/schema";
import { resolveCapacity } from "./capacity";
import { addLogGroup, logGroupArn } from "./logging";
import type { Capacity, ClusterModel, Tags } from "./model";
import { keyOf, type StackScope } from "./stack-scope";

/** What the services of the platform make of a cluster. */
export interface ClusterUse {
  /** Some service uses ECS Exec, so that its sessions need a log. */
  readonly exec: boolean;
}

/** One cluster. Problem codes: those of its capacity, `invalid-value`, and those of keys. */
export function resolveCluster(scope: StackScope, key: string, spec: ClusterSpec, use: ClusterUse): ClusterModel {
  const path: Path = ["clusters", key];
  const name = spec.name ?? key;
  const tags = { ...scope.declared.account.tags, ...spec.tags };
  checkExisting(scope, key, spec, path);
  const capacities = capacitiesOf(scope, key, name, spec, path);
  const exec = spec.exec !== undefined || (use.exec && !spec.existing) ? execOf(scope, key, spec, tags, path) : undefined;
  return {
    key,
    name,
    arn: text`arn:${scope.place.partition}:ecs:${scope.place.region}:${scope.declared.id}:cluster/${name}`,
    path,
    place: scope.place,
    existing: spec.existing,
    containerInsights: spec.containerInsights,
    fargate: capacities.length === 0,
    capacities,
    tags,
    ...compact({ exec, renamed: spec.renamed, serviceConnectNamespace: spec.serviceConnectNamespace }),
  };
}

function capacitiesOf(scope: StackScope, key: string, name: string, spec: ClusterSpec, path: Path): readonly Capacity[] {
  if (spec.ec2 !== undefined && spec.capacity !== undefined) {
    scope.report(
      error(
        "invalid-value",
        [...path, "ec2"],
        "a cluster has `ec2` or `capacity`, not both",
        "move `ec2` into `capacity` under a name of its own",
      ),
    );
  }
  if (spec.ec2 !== undefined) {
    const request = { cluster: name, clusterKey: key, name: "ec2", parts: [scope.platform, key], path: [...path, "ec2"] };
    return [resolveCapacity(scope, request, spec.ec2)];
  }
  return sortedEntries(spec.capacity ?? {}).map(([capacityName, capacity]) => {
    const parts = [scope.platform, key, capacityName];
    const request = { cluster: name, clusterKey: key, name: capacityName, parts, path: [...path, "capacity", capacityName] };
    return resolveCapacity(scope, request, capacity);
  });
}

function checkExisting(scope: StackScope, key: string, spec: ClusterSpec, path: Path): void {
  if (!spec.existing) return;
  for (const option of ["ec2", "capacity"] as const) {
    if (spec[option] === undefined) continue;
    const help = "capacity is written with its cluster: leave out `existing`, or the capacity";
    scope.report(error("invalid-value", [...path, option], `cluster ${quote(key)} exists already and is not changed`, help));
  }
}

function execOf(scope: StackScope, key: string, spec: ClusterSpec, tags: Tags, path: Path): NonNullable<ClusterModel["exec"]> {
  const exec = spec.exec ?? { retentionDays: 90 as const };
  const at = [...path, "exec"];
  const kmsKey = keyOf(scope, exec.key, [...at, "key"], scope.place.region);
  if (exec.bucket !== undefined && exec.logGroup !== undefined) {
    scope.report(
      error("invalid-value", at, "sessions are logged to a log group or to a bucket, not both", "keep `logGroup` or `bucket`"),
    );
  }
  if (exec.bucket !== undefined) return compact({ bucket: compact({ name: exec.bucket, prefix: exec.prefix }), key: kmsKey });
  const logGroup = exec.logGroup ?? `/ecs/${scope.platform}/${key}/exec`;
  if (!spec.existing) {
    addLogGroup(scope, {
      name: logGroup,
      arn: logGroupArn(scope, logGroup, scope.place.region),
      retentionDays: exec.retentionDays,
      tags,
      path: at,
      ...compact({
        key: kmsKey,
        renamed:
          exec.logGroup === undefined && spec.renamed !== undefined ? `/ecs/${scope.platform}/${spec.renamed}/exec` : undefined,
      }),
    });
  }
  return compact({ logGroup, key: kmsKey });
}
