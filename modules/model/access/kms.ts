/** `kms`: a key that the code calls itself. */

import { parseArn } from "../../iam/arn";
import type { Text } from "../../iam/text";
import { error, type Problem, quote } from "../../problem";
import { isVariable, type OrVariable } from "../scope";
import type { ItemContext } from "./identifier";
import { findKey } from "./key";
import { characterProblem, literalProblem } from "./literal";
import type { IntentResolver, ResolvedItem } from "./resolved-item";

/** A key. Codes: those of `findKey`; invalid-value and wildcard-in-arn for the service and the encryption context. */
export const kms: IntentResolver<"kms"> = (spec, itemContext, can) => {
  const { scope, path } = itemContext;
  const service = spec.via === undefined || /^[a-z0-9-]{1,63}$/.test(spec.via);
  if (!service) {
    const help = "write the first word of the service's host name: `s3`, `secretsmanager`";
    scope.report(error("invalid-value", [...path, "via"], `${quote(spec.via ?? "")} is not a service`, help));
  }
  const other = can.find((verb) => !["decrypt", "encrypt", "generate-data-key"].includes(verb));
  if (spec.context !== undefined && other !== undefined) {
    const help = "only decrypting, encrypting and data keys have an encryption context; write two items";
    scope.report(error("invalid-value", [...path, "context"], `\`${other}\` has no encryption context`, help));
    return undefined;
  }
  const context = contextOf(spec.context, itemContext);
  const key = findKey(spec.key, "anywhere", itemContext)?.key;
  if (!service || context === undefined || key === undefined) return undefined;
  const arn = typeof key === "string" ? parseArn(key) : undefined;
  return {
    name: nameOf(spec.key, key),
    place: { ...scope.place, ...(arn === undefined ? {} : { account: arn.account, region: arn.region }) },
    resources: { key: [key] },
    limits: spec.via === undefined ? {} : { via: [spec.via] },
    key,
    context,
  };
};

function contextOf(
  context: Readonly<Record<string, OrVariable>> | undefined,
  { scope, path: base }: ItemContext,
): ResolvedItem["context"] | undefined {
  const problems: Problem[] = [];
  const entries = Object.entries(context ?? {}).map(([name, value]): [string, Text] => {
    const path = [...base, "context", name];
    const problem =
      literalProblem(name, path) ??
      (isVariable(value) ? undefined : (characterProblem(value, path) ?? literalProblem(value, path)));
    if (problem !== undefined) problems.push(problem);
    return [name, isVariable(value) ? scope.variable(value, "string", path, "encryption context of `kms`") : value];
  });
  for (const problem of problems) scope.report(problem);
  return problems.length > 0 ? undefined : Object.fromEntries(entries);
}

/** The name from `keys` or of the variable; of a bare ARN the id. */
function nameOf(reference: OrVariable, key: Text): string {
  if (isVariable(reference)) return reference.var;
  if (!reference.startsWith("arn:")) return reference;
  return typeof key === "string" ? key.replace(/^.*\//, "") : reference;
}
