/** What a resource in a statement names: the thing that people mean by it, if it is one thing and not whatever a wildcard meets. */

/** Kinds of things whose names have no such separator as follows them: what comes behind it is part of the thing. */
const things: readonly RegExp[] = [
  // a late value for the whole ARN is one thing
  /^\0[^\0]*\0(?=[/:])/,
  /^arn:[^:]*:dynamodb:[^:]*:[^:]*:table\/[^/]+(?=\/)/,
  /^arn:[^:]*:kinesis:[^:]*:[^:]*:stream\/[^/]+(?=\/)/,
  /^arn:[^:]*:es:[^:]*:[^:]*:domain\/[^/]+(?=\/\*$)/,
  /^arn:[^:]*:execute-api:[^:]*:[^:]*:[^/]+(?=\/\*$)/,
  /^arn:[^:]*:s3:[^:]+:[^:]*:accesspoint\/[^/]+(?=\/object\/\*$)/,
  /^arn:[^:]*:s3:::[^/]+(?=\/\*$)/,
  /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:[^:]+(?=:)/,
  /^arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+(?=:)/,
  /^arn:[^:]*:ecs:[^:]*:[^:]*:task-definition\/[^:]+(?=:)/,
  /^arn:[^:]*:(?:sns|sqs):[^:]*:[^:]*:[^:]+(?=:\*$)/,
  /^arn:(?:[^:]*:){4}[A-Za-z-]+[/:].+(?=:\*$)/,
];

/** A prefix of the objects of a bucket or an access point, of the paths of a domain or an API: `PREFIX*`, nothing else open. */
const below =
  /^(arn:[^:]*:s3:::[^/]+\/|arn:[^:]*:s3:[^:]+:[^:]*:accesspoint\/[^/]+\/object\/|arn:[^:]*:es:[^:]*:[^:]*:domain\/[^/]+\/|arn:[^:]*:execute-api:[^:]*:[^:]*:[^/]+\/|\0[^\0]*\0\/)(.+)\*$/;

/** A secret of which the six characters that Secrets Manager adds are not known. */
const secret = /^(arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:.+)-\?{6}$/;

/**
 * The name in a resource, by its key (`keyOf`): the resource itself where nothing is open; the bucket of all its objects; the table of its indexes, the
 * group of its log streams, the function of its versions; a prefix of objects or paths; a secret but for its last six characters. Nothing for any other pattern:
 * a wildcard names nothing. Names of secrets, parameters and log groups may have slashes, so that `secret:prod/*` names no secret `prod`.
 */
export function nameOf(resource: string): string | undefined {
  if (resource === "*") return undefined;
  if (!/[*?$]/.test(resource)) return resource;
  const plain = masked(resource);
  if (!isOpen(plain)) return resource;
  const thing = things.map((pattern) => pattern.exec(plain)?.[0]).find((found) => found !== undefined && !isOpen(found));
  if (thing !== undefined) return resource.slice(0, thing.length);
  const whole = secret.exec(plain)?.[1] ?? wholePrefix(plain);
  return whole === undefined || isOpen(whole) ? undefined : resource;
}

/** A key in which the names of late values have no letter that means anything: expressions have colons, slashes and stars of their own. */
export function masked(key: string): string {
  return key.replaceAll(/\0[^\0]*\0/g, (late) => `\0${"x".repeat(late.length - 2)}\0`);
}

/** Things whose content is read through what lies below them, too: indexes and streams of a table, consumers of a stream, streams of a log group. */
const withParts =
  /^arn:[^:]*:(?:dynamodb:[^:]*:[^:]*:table\/[^/]+|kinesis:[^:]*:[^:]*:stream\/[^/]+|logs:[^:]*:[^:]*:log-group:[^:]+)$/;

/** What lies below a thing, as the end of a pattern; nothing for things without such parts, and for patterns. */
export function partsBelow(resource: string): string | undefined {
  const plain = masked(resource);
  if (isOpen(plain) || !withParts.test(plain)) return undefined;
  return plain.includes(":log-group:") ? ":*" : "/*";
}

/** Whether a text names something: it is what it names. */
export function isName(base: string): boolean {
  return nameOf(base) === base;
}

function wholePrefix(resource: string): string | undefined {
  const [, place = "", prefix] = below.exec(resource) ?? [];
  return prefix === undefined ? undefined : `${place}${prefix}`;
}

/** Whether a text has wildcards, or policy variables other than the three that stand for one letter. */
function isOpen(text: string): boolean {
  return /[*?$]/.test(text) && /[*?]|\$\{/.test(text.replaceAll(/\$\{[*?$]\}/g, ""));
}
