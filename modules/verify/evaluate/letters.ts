/** Texts with late values as sequences of letters, and the parts of an ARN among them. */
import { type Late, partsOf, type Text } from "../../model/text";
import { type Glob, type Letter, literal, show } from "../glob";

const COLON = 0x3a;
const SLASH = 0x2f;

/**
 * The letters of a text. A late value becomes one letter named after it; late ARNs keep their colons, so that
 * `arn:*:kms:*:*:key/*` speaks of a late key and account comparisons see its account as a letter of its own.
 */
export function lettersOf(text: Text): readonly Letter[] {
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
  return points.length === letters.length ? show(points) : undefined;
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
  const colons = letters.flatMap((letter, index) => (letter === COLON ? [index] : []));
  const [first, second, third, fourth, fifth] = colons;
  if (first === undefined || second === undefined || third === undefined || fourth === undefined || fifth === undefined)
    return undefined;
  if (!same(letters.slice(0, first), literal("arn"))) return undefined;
  return {
    partition: letters.slice(first + 1, second),
    service: letters.slice(second + 1, third),
    region: letters.slice(third + 1, fourth),
    account: letters.slice(fourth + 1, fifth),
    resource: letters.slice(fifth + 1),
  };
}

/** What follows the last slash: the name in a resource such as `role/path/name`. */
export function lastName(resource: readonly Letter[]): readonly Letter[] {
  return resource.slice(resource.lastIndexOf(SLASH) + 1);
}

/** Whether the text begins with `prefix`. */
export function startsWith(letters: readonly Letter[], prefix: string): boolean {
  return same(letters.slice(0, prefix.length), literal(prefix));
}
