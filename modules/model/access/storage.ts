/** `s3`, `dynamodb`, `dynamodb-stream` and `efs`: from names to ARNs. */

import { type Text, text } from "../../iam/text";
import { error, quote } from "../../problem";
import { isVariable } from "../scope";
import { about, findLimits, given, missing, namesProblem, type Resolver } from "./draft";
import { type Found, find, ifNamed, type Kind, placeOf, type Site } from "./identifier";
import { findKey } from "./key";
import { literalProblem, literals } from "./literal";

const bucket: Kind = {
  called: "bucket",
  service: "s3",
  resource: /^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])$/,
  name: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  names: "3 to 63 lower case letters, digits, `.` and `-`; keys go into `prefix`",
  form: (name) => name,
  example: "arn:aws:s3:::photos",
  without: ["region", "account"],
};

const accessPoint: Kind = {
  ...bucket,
  called: "access point",
  resource: /^accesspoint\/([a-z0-9][a-z0-9-]{1,48}[a-z0-9])$/,
  example: "arn:aws:s3:us-east-1:111122223333:accesspoint/photos",
  without: [],
};

/** Objects of a bucket or behind an access point. Codes: those of `find` and `findKey`, missing-key. */
export const s3: Resolver<"s3"> = (spec, site) => {
  const { scope, path } = site;
  const isPoint = typeof spec.bucket === "string" && /^arn:[^:]*:[^:]*:[^:]*:[^:]*:accesspoint\//.test(spec.bucket);
  const found = find(spec.bucket, "bucket", isPoint ? accessPoint : bucket, site, isPoint ? { region: spec.region } : {});
  // Neither the name nor the ARN of a bucket tells its region.
  const place = found === undefined || isPoint ? found?.place : placeOf({ region: spec.region }, site);
  const prefixes = spec.prefix === undefined ? [""] : literals(spec.prefix, [...path, "prefix"], scope.report);
  const owner = spec.owner === undefined ? undefined : scope.account(spec.owner, [...path, "owner"]);
  const organization = spec.organizationOnly ? scope.organization : undefined;
  if (spec.organizationOnly && organization === undefined) {
    const help = "say `organization: o-...` at the top of the platform file";
    scope.report(missing("organization", "`organizationOnly` compares with it", help, [...path, "organizationOnly"]));
    return undefined;
  }
  const key = place === undefined ? undefined : findKey(spec.key, place, site);
  if (found === undefined || place === undefined || prefixes === undefined || key === undefined) return undefined;
  if (spec.owner !== undefined && owner === undefined) return undefined;
  return {
    ...about({ ...found, place }),
    resources: isPoint
      ? { accesspoint: [found.arn], accesspointobject: prefixes.map((prefix) => text`${found.arn}/object/${prefix}*`) }
      : { bucket: [found.arn], object: prefixes.map((prefix) => text`${found.arn}/${prefix}*`) },
    limits: given<readonly Text[]>({
      prefix: spec.prefix === undefined ? undefined : prefixes.map((prefix) => `${prefix}*`),
      owner: owner === undefined ? undefined : [owner],
      organization: organization === undefined ? undefined : [organization],
    }),
    flags: spec.versions ? ["versions"] : [],
    ...key,
  };
};

const table: Kind = {
  called: "table",
  service: "dynamodb",
  resource: /^table\/([A-Za-z0-9_.-]{3,255})$/,
  name: /^[A-Za-z0-9_.-]{3,255}$/,
  names: "3 to 255 letters, digits, `_`, `.` and `-`",
  form: (name) => text`table/${name}`,
  example: "arn:aws:dynamodb:us-east-1:111122223333:table/orders",
};

/** Items of a table. Codes: those of `find` and `findKey`; invalid-value for `leadingKeys` with `scan`. */
export const dynamodb: Resolver<"dynamodb"> = (spec, site, can) => {
  const { scope, path } = site;
  const found = find(spec.table, "table", table, site, spec);
  const key = found && findKey(spec.key, found.place, site);
  const limits = findLimits({ leadingKeys: spec.leadingKeys, attributes: spec.attributes }, site);
  const indexes = found && indexesOf(spec.indexes, found, site);
  if (spec.leadingKeys !== undefined && can.includes("scan")) {
    const help = "leave out `scan` (a scan reads every partition key) or `leadingKeys`";
    scope.report(error("invalid-value", [...path, "leadingKeys"], "`leadingKeys` cannot narrow `scan`", help));
    return undefined;
  }
  if (found === undefined || key === undefined || limits === undefined || indexes === undefined) return undefined;
  return {
    ...about(found),
    resources: { table: [found.arn], ...(indexes.length === 0 ? {} : { index: indexes }) },
    limits: { ...limits, ...(limits.attributes === undefined ? {} : { writtenAttributes: limits.attributes }) },
    ...key,
  };
};

function indexesOf(
  indexes: "all" | readonly string[] | undefined,
  { arn }: Found,
  { scope, path }: Site,
): readonly Text[] | undefined {
  if (indexes === undefined) return [];
  if (indexes === "all") return [text`${arn}/index/*`];
  const names = literals(indexes, [...path, "indexes"], scope.report);
  const problem = names && namesProblem(names, { ...table, called: "secondary index" }, [...path, "indexes"]);
  if (problem !== undefined) scope.report(problem);
  return problem === undefined ? names?.map((name) => text`${arn}/index/${name}`) : undefined;
}

/** The stream of a table. Codes: those of `find` and `findKey`. */
export const dynamodbStream: Resolver<"dynamodb-stream"> = (spec, site) => {
  const found = find(spec.table, "table", table, site, spec);
  const key = found && findKey(spec.key, found.place, site);
  const label = streamLabel(spec.label, site);
  if (found === undefined || key === undefined || label === undefined) return undefined;
  return { ...about(found), resources: { stream: [text`${found.arn}/stream/${label}`] }, ...key };
};

function streamLabel(label: Parameters<typeof isVariable>[0] | undefined, { scope, path: base }: Site): Text | undefined {
  if (label === undefined) return "*";
  const path = [...base, "label"];
  if (isVariable(label)) return scope.variable(label, "name", path, "label of the stream of `dynamodb-stream`");
  const literal = literalProblem(label, path);
  const help = "labels are times: `2026-01-31T12:00:00.000`";
  const problem =
    literal ??
    (/^[0-9T:.-]+$/.test(label) ? undefined : error("invalid-name", path, `${quote(label)} is not the label of a stream`, help));
  if (problem !== undefined) scope.report(problem);
  return problem === undefined ? label : undefined;
}

const fileSystem: Kind = {
  called: "file system",
  service: "elasticfilesystem",
  resource: /^file-system\/(fs-[0-9a-f]{8,40})$/,
  name: /^fs-[0-9a-f]{8,40}$/,
  names: "the id, `fs-` and hexadecimal digits",
  form: (name) => text`file-system/${name}`,
  example: "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-0123456789abcdef0",
};

const efsAccessPoint: Kind = {
  ...fileSystem,
  called: "access point",
  resource: /^access-point\/(fsap-[0-9a-f]{8,40})$/,
  name: /^fsap-[0-9a-f]{8,40}$/,
  names: "the id, `fsap-` and hexadecimal digits",
  form: (name) => text`access-point/${name}`,
  example: "arn:aws:elasticfilesystem:us-east-1:111122223333:access-point/fsap-0123456789abcdef0",
};

/** A file system. Codes: those of `find`. */
export const efs: Resolver<"efs"> = (spec, site) => {
  const found = find(spec.fileSystem, "fileSystem", fileSystem, site, ifNamed(spec.fileSystem, spec));
  const point =
    spec.accessPoint === undefined
      ? undefined
      : find(spec.accessPoint, "accessPoint", efsAccessPoint, site, ifNamed(spec.accessPoint, spec));
  if (found === undefined || (spec.accessPoint !== undefined && point === undefined)) return undefined;
  return {
    ...about(found),
    resources: { "file-system": [found.arn] },
    limits: point === undefined ? {} : { accessPoint: [point.arn] },
  };
};
