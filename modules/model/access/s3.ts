/** `s3`: from what its items name to ARNs. */
import { type Text, text } from "../../iam/text";
import { accountRegionOf, find, type ResourceNaming } from "./identifier";
import { findKey } from "./key";
import { literals } from "./literal";
import { about, given, type IntentResolver, missing } from "./resolved-item";

const bucket: ResourceNaming = {
  called: "bucket",
  service: "s3",
  resource: /^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])$/,
  name: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  names: "3 to 63 lower case letters, digits, `.` and `-`; keys go into `prefix`",
  form: (name) => name,
  example: "arn:aws:s3:::photos",
  without: ["region", "account"],
};

const accessPoint: ResourceNaming = {
  ...bucket,
  called: "access point",
  resource: /^accesspoint\/([a-z0-9][a-z0-9-]{1,48}[a-z0-9])$/,
  example: "arn:aws:s3:us-east-1:111122223333:accesspoint/photos",
  without: [],
};

/** Objects of a bucket or behind an access point. Codes: those of `find` and `findKey`, missing-key. */
export const s3: IntentResolver<"s3"> = (spec, itemContext) => {
  const { scope, path } = itemContext;
  const isPoint = typeof spec.bucket === "string" && /^arn:[^:]*:[^:]*:[^:]*:[^:]*:accesspoint\//.test(spec.bucket);
  const found = find(spec.bucket, "bucket", isPoint ? accessPoint : bucket, itemContext, isPoint ? { region: spec.region } : {});
  // Neither the name nor the ARN of a bucket tells its region.
  const place = found === undefined || isPoint ? found?.place : accountRegionOf({ region: spec.region }, itemContext);
  const prefixes = spec.prefix === undefined ? [""] : literals(spec.prefix, [...path, "prefix"], scope.report);
  const owner = spec.owner === undefined ? undefined : scope.account(spec.owner, [...path, "owner"]);
  const organization = spec.organizationOnly ? scope.organization : undefined;
  if (spec.organizationOnly && organization === undefined) {
    const help = "say `organization: o-...` at the top of the platform file";
    scope.report(missing("organization", "`organizationOnly` compares with it", help, [...path, "organizationOnly"]));
    return undefined;
  }
  const key = place === undefined ? undefined : findKey(spec.key, place, itemContext);
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
