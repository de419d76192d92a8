/** Texts with late values as sequences of letters, and the parts of an ARN among them. */

import { type Glob, type Letter, literal, showGlob } from "../glob";
import { type Late, partsOf, type Text } from "../text";

const COLON = 0x3a;
/** The code point of `/`. */
export const SLASH = 0x2f;

/**
 * The letters of a text. A late value becomes one letter named after it; late ARNs keep their colons, so that
 * `arn:*:kms:*:*:key/*` speaks of a late key and account comparisons see its account as a letter of its own.
 */
export function lettersOf(text: Text): readonly Letter[] {
  if (typeof text === "string") return literal(text);
  return partsOf(text).flatMap((part) => (typeof part === "string" ? literal(part) : lettersOfLate(part)));
}

function lettersOfLate({ late, name }: Late): readonly Letter[] {
  const part = (of: string): string => `${name}#${of}`;
  if (late === "arn") {
    return [
      ...literal("arn:"),
      part("partition"),
      COLON,
      part("service"),
      COLON,
      part("region"),
      COLON,
      part("account"),
      COLON,
      part("resource"),
    ];
  }
  if (late === "kms-key-arn") {
    return [
      ...literal("arn:"),
      part("partition"),
      ...literal(":kms:"),
      part("region"),
      COLON,
      part("account"),
      ...literal(":key/"),
      part("id"),
    ];
  }
  return [name];
}

/** Whether two texts are the same. */
export function same(left: Glob, right: Glob): boolean {
  return left.length === right.length && left.every((letter, index) => letter === right[index]);
}

/** The text as a string, or undefined when it holds a late value. */
export function plainText(letters: readonly Letter[]): string | undefined {
  const points = letters.filter((letter) => typeof letter === "number");
  return points.length === letters.length ? showGlob(points) : undefined;
}

/** The segments of an ARN; each may be empty, `resource` may hold colons. */
export interface Arn {
  readonly partition: readonly Letter[];
  readonly service: readonly Letter[];
  readonly region: readonly Letter[];
  readonly account: readonly Letter[];
  readonly resource: readonly Letter[];
}

/** The six segments of an ARN (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html), undefined when it is none. */
export function arnOf(letters: readonly Letter[]): Arn | undefined {
  if (!startsWith(letters, "arn:")) return undefined;
  const service = letters.indexOf(COLON, 4);
  const region = letters.indexOf(COLON, service + 1);
  const account = letters.indexOf(COLON, region + 1);
  const resource = letters.indexOf(COLON, account + 1);
  if (service === -1 || region === -1 || account === -1 || resource === -1) return undefined;
  return {
    partition: letters.slice(4, service),
    service: letters.slice(service + 1, region),
    region: letters.slice(region + 1, account),
    account: letters.slice(account + 1, resource),
    resource: letters.slice(resource + 1),
  };
}

/** What follows the last slash: the name in a resource such as `role/path/name`. */
export function lastName(resource: readonly Letter[]): readonly Letter[] {
  return resource.slice(resource.lastIndexOf(SLASH) + 1);
}

/** Whether the letters spell `text`, which is ASCII. */
export function spells(letters: readonly Letter[], text: string): boolean {
  return letters.length === text.length && startsWith(letters, text);
}

/** Whether the letters begin with `prefix`, which is ASCII. */
export function startsWith(letters: readonly Letter[], prefix: string): boolean {
  if (letters.length < prefix.length) return false;
  for (let index = 0; index < prefix.length; index += 1) {
    if (letters[index] !== prefix.charCodeAt(index)) return false;
  }
  return true;
}
