/** Where containers log to, and the log groups that the platform writes for them. */

import { differs, showText, type Text, text } from "../iam/text";
import { error, type Path, quote } from "../problem";
import type { ContainerSpec } from "../spec/schema";
import type { LogGroup, Logging, Tags } from "./model";
import { resolveSecret } from "./secret";
import { keyOf, type StackScope } from "./stack-scope";

/** Log settings of a container or a service. */
export type LogsSpec = NonNullable<ContainerSpec["logs"]>;

/** Whose logs: the service names the group and the stream prefix. */
export interface LogOwner {
  readonly service: string;
  /** The service's name in an earlier platform file. */
  readonly renamed?: string;
  readonly tags: Tags;
}

const defaults: LogsSpec = {
  driver: "awslogs",
  existing: false,
  createGroup: false,
  retentionDays: 30,
  options: {},
  secretOptions: {},
};

/**
 * The log configuration of one container; the group is collected in the scope unless it exists or the agent creates it. Problem codes: `duplicate-name`
 * for one group with two settings, `invalid-region`, `invalid-value`, and those of keys and secrets.
 */
export function resolveLogging(scope: StackScope, owner: LogOwner, spec: LogsSpec | undefined, path: Path): Logging {
  const logs = spec ?? defaults;
  if (logs.driver === "none") return { driver: "none" };
  const secretOptions = Object.entries(logs.secretOptions).flatMap(
    ([name, secret]) => resolveSecret(scope, name, secret, [...path, "secretOptions", name]) ?? [],
  );
  if (logs.driver !== "awslogs") return { driver: logs.driver, options: logs.options, secretOptions, path };
  const group = logs.group ?? `/ecs/${scope.platform}/${owner.service}`;
  const region = logs.region ?? scope.place.region;
  const groupArn = logGroupArn(scope, group, region);
  const managed = !logs.existing && !logs.createGroup;
  if (managed) declareGroup(scope, owner, logs, group, path);
  return {
    driver: "awslogs",
    group,
    groupArn,
    streamPrefix: logs.streamPrefix ?? owner.service,
    region,
    createGroup: logs.createGroup,
    managed,
    options: logs.options,
    path,
  };
}

/** The ARN of a log group, without the `:*` that some actions want behind it. */
export function logGroupArn(scope: StackScope, name: string, region: Text): Text {
  return text`arn:${scope.place.partition}:logs:${region}:${scope.declared.id}:log-group:${name}`;
}

function declareGroup(scope: StackScope, owner: LogOwner, logs: LogsSpec, name: string, path: Path): void {
  if (logs.region !== undefined && differs(logs.region, scope.place.region)) {
    const help = "add `existing: true`, or let the agent create it with `createGroup: true`";
    scope.report(
      error(
        "invalid-region",
        [...path, "region"],
        `log group ${quote(name)} in ${logs.region} cannot be written by the stack of ${showText(scope.place.region)}`,
        help,
      ),
    );
    return;
  }
  const key = keyOf(scope, logs.key, [...path, "key"], scope.place.region);
  addLogGroup(scope, {
    name,
    arn: logGroupArn(scope, name, scope.place.region),
    retentionDays: logs.retentionDays,
    tags: owner.tags,
    path,
    ...(key === undefined ? {} : { key }),
    ...(logs.group === undefined && owner.renamed !== undefined ? { renamed: `/ecs/${scope.platform}/${owner.renamed}` } : {}),
  });
}

/** Collects a log group of the stack. Problem code: `duplicate-name` when it is there already with other settings. */
export function addLogGroup(scope: StackScope, group: LogGroup): void {
  const known = scope.logGroups.get(group.name);
  if (known === undefined) {
    scope.logGroups.set(group.name, group);
    return;
  }
  if (known.retentionDays !== group.retentionDays || JSON.stringify(known.key) !== JSON.stringify(group.key)) {
    const help = "give it the same `retentionDays` and `key` everywhere, or another name";
    scope.report(error("duplicate-name", group.path, `log group ${quote(group.name)} is declared with two settings`, help));
  }
}
