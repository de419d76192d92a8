/** What two resources are to each other if late values turn out to make them meet. */
import { type Glob, literal, mayIntersect, wildcard } from "../../iam/glob";
import type { Text } from "../../iam/text";
import { masked, nameOf, partsBelow } from "./names";
import { keyOf } from "./traced-permission";

/**
 * Whether two resources that only late values can make meet would then have one name, so that both name it: `orders` and `${var.table}` with the
 * indexes of each. Not so for a wildcard, nor for a part of one and the whole of the other.
 */
export function wouldBeOneName(reached: Text, granted: Text, base: string): boolean {
  const [one, two] = [keyOf(reached), keyOf(granted)];
  const name = nameOf(one);
  if (name === undefined || nameOf(base) !== base || !two.startsWith(base)) return false;
  const [part, whole] = [one.slice(name.length), two.slice(base.length)];
  // All that lies below one thing has what lies below the other, and a thing itself is none of it: its name has no separator.
  const isThing = part === "" && (partsBelow(name) !== undefined || isPure(name));
  const isSamePart = part === whole || (/^[/:]\*$/.test(whole) && (isThing || part.startsWith(whole.charAt(0))));
  return isSamePart && (separators(name) === separators(base) || isPure(name) || isPure(base)) && mayBeOne(name, base);
}

/** Whether a bucket that only Terraform knows is all that two resources may have in common: their keys are apart. */
export function haveOtherKeys(left: Text, right: Text): boolean {
  const [one, two] = [left, right].map((resource) => keyGlob(keyOf(resource)));
  return one !== undefined && two !== undefined && !mayIntersect(one, two);
}

/** The objects of a resource of S3; undefined for a bucket itself and for other services. */
function keyGlob(key: string): Glob | undefined {
  const [bucket] = /^arn:[^:]*:s3:::[^/]+\//.exec(masked(key)) ?? [];
  return bucket === undefined ? undefined : globOf(key.slice(bucket.length));
}

function separators(name: string): number {
  return name.replaceAll(/\0[^\0]*\0/g, "").replaceAll(/[^/:]/g, "").length;
}

/** A late value for the whole ARN. */
function isPure(name: string): boolean {
  return /^\0[^\0]*\0$/.test(name);
}

function mayBeOne(left: string, right: string): boolean {
  return mayIntersect(lettersOfKey(left), lettersOfKey(right));
}

/** The letters of a key; wildcards of a prefix stand for themselves. */
function lettersOfKey(key: string): Glob {
  return key.split("\0").flatMap((part, index) => (index % 2 === 0 ? literal(part) : [part]));
}

function globOf(key: string): Glob {
  return lettersOfKey(key).map((token) => (typeof token === "number" ? wildcard(token) : token));
}
