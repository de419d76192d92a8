/** `efs`: from what its items name to ARNs. */
import { text } from "../../iam/text";
import { find, ifNamed, type ResourceNaming } from "./identifier";
import { about, type IntentResolver } from "./resolved-item";

const fileSystem: ResourceNaming = {
  called: "file system",
  service: "elasticfilesystem",
  resource: /^file-system\/(fs-[0-9a-f]{8,40})$/,
  name: /^fs-[0-9a-f]{8,40}$/,
  names: "the id, `fs-` and hexadecimal digits",
  form: (name) => text`file-system/${name}`,
  example: "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-0123456789abcdef0",
};

const efsAccessPoint: ResourceNaming = {
  ...fileSystem,
  called: "access point",
  resource: /^access-point\/(fsap-[0-9a-f]{8,40})$/,
  name: /^fsap-[0-9a-f]{8,40}$/,
  names: "the id, `fsap-` and hexadecimal digits",
  form: (name) => text`access-point/${name}`,
  example: "arn:aws:elasticfilesystem:us-east-1:111122223333:access-point/fsap-0123456789abcdef0",
};

/** A file system. Codes: those of `find`. */
export const efs: IntentResolver<"efs"> = (spec, itemContext) => {
  const found = find(spec.fileSystem, "fileSystem", fileSystem, itemContext, ifNamed(spec.fileSystem, spec));
  const point =
    spec.accessPoint === undefined
      ? undefined
      : find(spec.accessPoint, "accessPoint", efsAccessPoint, itemContext, ifNamed(spec.accessPoint, spec));
  if (found === undefined || (spec.accessPoint !== undefined && point === undefined)) return undefined;
  return {
    ...about(found),
    resources: { "file-system": [found.arn] },
    limits: point === undefined ? {} : { accessPoint: [point.arn] },
  };
};
