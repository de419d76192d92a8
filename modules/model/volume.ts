/** Volumes of a task. */

import { sortedEntries } from "../collections";
import { parseArn } from "../iam/arn";
import { differs, showText, type Text, text } from "../iam/text";
import { error, type Path, quote } from "../problem";
import type { ServiceSpec } from "../spec/schema";
import type { Volume } from "./model";
import { isVariable, type OrVariable } from "./scope";
import { resolveSecret } from "./secret";
import { keyOf, type StackScope, textOf } from "./stack-scope";

type VolumeSpec = ServiceSpec["volumes"][string];

/** The volumes of a task by name, without those that have an error. Problem codes: `invalid-arn`, `invalid-value`, and those of keys and secrets. */
export function resolveVolumes(scope: StackScope, volumes: ServiceSpec["volumes"], path: Path): readonly Volume[] {
  return sortedEntries(volumes).flatMap(([name, volume]) => resolveVolume(scope, name, volume, [...path, name]) ?? []);
}

function resolveVolume(scope: StackScope, name: string, spec: VolumeSpec, path: Path): Volume | undefined {
  if (spec.efs !== undefined) return efsVolume(scope, name, spec.efs, path);
  if (spec.ebs !== undefined) {
    const key = keyOf(scope, spec.ebs.key, [...path, "ebs", "key"], scope.place.region);
    const { sizeGiB, type, fileSystem } = spec.ebs;
    return {
      name,
      path,
      kind: "ebs",
      sizeGiB,
      volumeType: type,
      fileSystemType: fileSystem,
      ...(key === undefined ? {} : { key }),
    };
  }
  if (spec.fsxWindows !== undefined) {
    const at = [...path, "fsxWindows"];
    const credentials = resolveSecret(scope, "credentials", spec.fsxWindows.credentials, [...at, "credentials"]);
    const use = `Id of the FSx file system of volume \`${name}\``;
    const fileSystemId = textOf(scope, spec.fsxWindows.fileSystem, "id", [...at, "fileSystem"], use);
    if (credentials === undefined) return undefined;
    return {
      name,
      path,
      kind: "fsx-windows",
      fileSystemId,
      rootDirectory: spec.fsxWindows.path,
      domain: spec.fsxWindows.domain,
      credentials,
    };
  }
  return { name, path, kind: "host", ...(typeof spec.host === "string" ? { hostPath: spec.host } : {}) };
}

function efsVolume(scope: StackScope, name: string, spec: NonNullable<VolumeSpec["efs"]>, path: Path): Volume | undefined {
  const at = [...path, "efs"];
  const fileSystem = efsIdentity(scope, spec.fileSystem, "file-system", /^fs-[0-9a-f]{8,40}$/, [...at, "fileSystem"]);
  const accessPoint =
    spec.accessPoint === undefined
      ? undefined
      : efsIdentity(scope, spec.accessPoint, "access-point", /^fsap-[0-9a-f]{8,40}$/, [...at, "accessPoint"]);
  if (spec.accessPoint !== undefined && spec.path !== undefined) {
    scope.report(error("invalid-value", [...at, "path"], "an access point has a directory of its own", "leave out `path`"));
  }
  if (fileSystem === undefined) return undefined;
  return {
    name,
    path,
    kind: "efs",
    fileSystemId: fileSystem.id,
    fileSystemArn: fileSystem.arn,
    iam: spec.iam,
    can: spec.can,
    ...(accessPoint === undefined ? {} : { accessPointId: accessPoint.id, accessPointArn: accessPoint.arn }),
    ...(spec.path === undefined ? {} : { rootDirectory: spec.path }),
  };
}

function efsIdentity(
  scope: StackScope,
  value: OrVariable,
  type: "file-system" | "access-point",
  pattern: RegExp,
  path: Path,
): { readonly id: Text; readonly arn: Text } | undefined {
  const { partition, region } = scope.place;
  const prefix = text`arn:${partition}:elasticfilesystem:${region}:${scope.declared.id}:${type}/`;
  if (isVariable(value)) {
    const id = scope.variable(value, "id", path, `Id of the EFS ${type.replace("-", " ")}`);
    return { id, arn: text`${prefix}${id}` };
  }
  const arn = parseArn(value);
  const id = arn === undefined ? value : arn.resource.replace(`${type}/`, "");
  if (
    !pattern.test(id) ||
    (arn !== undefined &&
      (arn.service !== "elasticfilesystem" || differs(arn.region, region) || differs(arn.partition, partition)))
  ) {
    const example = type === "file-system" ? "fs-0123456789abcdef0" : "fsap-0123456789abcdef0";
    scope.report(
      error(
        "invalid-arn",
        path,
        `${quote(value)} is not an EFS ${type.replace("-", " ")} of ${showText(region)}`,
        `write its id, as in \`${example}\`, or its ARN`,
      ),
    );
    return undefined;
  }
  return { id, arn: arn === undefined ? text`${prefix}${id}` : value };
}
