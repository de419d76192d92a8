/** What a statement of the user's own claims, and what it names: a wildcard names nothing but what stands whole before it. */

import type { Claim, Demand } from "./claim";
import { headOf, isOpen } from "./pattern";
import { mapOf, type Options, textOf, textsOf } from "./raw";

/** Resources that hold others, which AWS authorises by an ARN below theirs. */
const containers = [
  /^arn:aws:dynamodb:[^:]*:[^:]*:table\/[^/*?]+(?=\/(?:index|stream)\/)/,
  /^arn:aws:kinesis:[^:]*:[^:]*:stream\/[^/*?]+(?=\/consumer\/)/,
  /^arn:aws:logs:[^:]*:[^:]*:log-group:[^:*?]+(?=:)/,
  /^arn:aws:lambda:[^:]*:[^:]*:function:[^:*?]+(?=:)/,
  /^arn:aws:es:[^:]*:[^:]*:domain\/[^/*?]+(?=\/\*$)/,
];

/** What a resource of a statement names. */
function nameIn(resource: string): Pick<Claim, "unit" | "wild"> {
  if (resource.startsWith("arn:aws:logs:"))
    return { unit: containers[2]?.exec(resource)?.[0] ?? plain(resource), wild: isOpen(resource) };
  if (!isOpen(resource)) return { unit: resource, wild: false };
  if (/^arn:aws:secretsmanager:[^*?]*-\?{6}$/.test(resource)) return { unit: resource, wild: false };
  const isPrefix = /^arn:aws:(?:s3:::|es:[^:]*:[^:]*:domain\/)[^*?/]+\//.test(resource) && !/:domain\/[^/]*\/\*$/.test(resource);
  if (isPrefix) return { unit: headOf(resource), wild: true };
  const execution = /^(arn:aws:states:[^:]*:[^:]*:)execution:([^:*?]+):/.exec(resource);
  if (execution !== null) return { unit: `${execution[1]}stateMachine:${execution[2]}`, wild: true };
  const holder = containers.map((form) => form.exec(resource)?.[0]).find((found) => found !== undefined);
  return { unit: holder, wild: true };
}

function plain(resource: string): string | undefined {
  return isOpen(resource) ? undefined : resource;
}

/** The claims of a statement: each resource with all actions, as far as they speak of its service. */
export function statementClaims(options: Options): readonly Claim[] {
  const demands = Object.entries(mapOf(options.conditions)).flatMap(([operator, keys]) =>
    Object.entries(mapOf(keys)).map(([key, values]): Demand => ({ key, how: howOf(operator), values: textsOf(values) })),
  );
  return textsOf(options.resources).map((resource) => ({
    ...(resource === "*" ? { unit: undefined, wild: true } : nameIn(resource)),
    actions: textsOf(options.actions),
    resource,
    demands: [...demands, ...untilOf(options)],
  }));
}

function howOf(operator: string): Demand["how"] {
  return operator === "StringLike" ? "like" : operator.startsWith("ForAllValues:") ? "all" : "equals";
}

/** The end of a grant. */
export function untilOf(options: Options): readonly Demand[] {
  const until = textOf(options.until);
  return until === undefined ? [] : [{ key: "aws:CurrentTime", how: "before", values: [until] }];
}
