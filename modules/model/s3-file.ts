/** Files on S3 that ECS itself reads: environment files, FireLens configurations, credential specifications. */

import { hasWildcard, parseArn } from "../iam/arn";
import { differs, showText, text } from "../iam/text";
import { error, type Path, quote } from "../problem";
import type { ContainerSpec } from "../spec/schema";
import type { S3File } from "./model";
import { keyOf, type StackScope } from "./stack-scope";

type S3FileSpec = ContainerSpec["environmentFiles"][number];

/** A file on S3. Problem codes: `invalid-arn`, `wildcard-in-arn`, `partition-mismatch`, and those of keys and accounts. */
export function resolveS3File(scope: StackScope, spec: S3FileSpec, path: Path): S3File | undefined {
  const long = typeof spec === "string" ? { object: spec } : spec;
  const at = typeof spec === "string" ? path : [...path, "object"];
  const found = objectOf(scope, long.object, at);
  const owner = long.owner === undefined ? scope.declared.id : scope.account(long.owner, [...path, "owner"]);
  if (found === undefined || owner === undefined) return undefined;
  const { region, partition } = scope.place;
  const key = keyOf(scope, long.key, [...path, "key"], region);
  return {
    bucketArn: text`arn:${partition}:s3:::${found.bucket}`,
    objectArn: text`arn:${partition}:s3:::${found.bucket}/${found.key}`,
    owner,
    region,
    partition,
    path,
    ...(key === undefined ? {} : { key }),
  };
}

function objectOf(scope: StackScope, object: string, path: Path): { bucket: string; key: string } | undefined {
  const arn = parseArn(object);
  if (arn !== undefined && differs(arn.partition, scope.place.partition)) {
    const help = `use a bucket in partition ${showText(scope.place.partition)}`;
    scope.report(error("partition-mismatch", path, `${quote(object)} is in partition ${quote(arn.partition)}`, help));
    return undefined;
  }
  const whole = arn?.service === "s3" ? arn.resource : object.startsWith("s3://") ? object.slice(5) : undefined;
  const match = whole === undefined ? null : /^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(.+)$/su.exec(whole);
  if (match === null) {
    scope.report(
      error(
        "invalid-arn",
        path,
        `${quote(object)} is not an object on S3`,
        "write `s3://bucket/key` or `arn:aws:s3:::bucket/key`",
      ),
    );
    return undefined;
  }
  const [, bucket = "", key = ""] = match;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  if (hasWildcard(key) || /[\u0000-\u001f$]/.test(key)) {
    scope.report(
      error(
        "wildcard-in-arn",
        path,
        `${quote(object)} does not name one object`,
        "write the whole key, without `*`, `?`, `$` and control characters",
      ),
    );
    return undefined;
  }
  return { bucket, key };
}
