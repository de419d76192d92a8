/** Which statements reach the thing that an ARN names. */

import { acceptsResource } from "../../iam/actions/table";
import { resourceGlob } from "../../iam/evaluate/named";
import { ANY_STRING, type Glob, glob, intersects, joinStars } from "../../iam/glob";
import { isLate, latesOf, partsOf, showText, type Text } from "../../iam/text";
import { quote } from "../../problem";
import type { AddressedStatement } from "./statements";

/** ARNs have at most 2,048 characters (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html); longer ones name nothing. */
const longestArn = 2048;

/**
 * How each statement reaches an ARN, or a pattern of ARNs: "by name", "by the wildcard ...", "if `var.x` says so"; undefined for those that do
 * not, because of their resources or because none of their actions can be on it. Late values and policy variables may become anything.
 */
export function reaching(arn: string): (statement: AddressedStatement) => string | undefined {
  if (arn.length > longestArn) return () => undefined;
  const asked = glob(arn);
  return ({ owner, attribute, grant: { statement } }) => {
    if (attribute === "assume_role_policy") return owner.arn === arn ? "this role may be assumed" : undefined;
    if (owner.arn === arn && owner.kind.endsWith(" role")) return "of this role";
    const named = namedIn(statement.Condition ?? {}, arn, asked);
    if (named !== undefined) return named;
    if (statement.Resource === undefined) return intersects(glob(owner.arn), asked) === undefined ? undefined : "by name";
    if (statement.Action.every((action) => acceptsResource(action, arn) === false)) return undefined;
    return statement.Resource.map((resource) => reachedBy(resource, arn, asked)).find((how) => how !== undefined);
  };
}

function reachedBy(resource: Text, arn: string, asked: Glob): string | undefined {
  if (resource === arn) return "by name";
  const own = resourceGlob(resource);
  const open = joinStars(own.map((token) => (typeof token === "string" ? ANY_STRING : token)));
  if (intersects(open, asked) === undefined) return undefined;
  const lates = [...new Set(latesOf(resource).map(({ name }) => quote(name)))];
  if (lates.length > 0)
    return `if ${lates.join(" and ")} ${lates.length === 1 ? "says" : "say"} so: ${quote(showText(resource))}`;
  return hasWildcard(resource)
    ? `by the wildcard ${quote(showText(resource))}`
    : `by its name ${quote(showText(resource))}, which fits`;
}

function hasWildcard(resource: Text): boolean {
  return partsOf(resource).some((part) => !isLate(part) && /[*?]|\$\{/.test(part));
}

/** Conditions name what a statement is for: the role that pulls, the secret that a key decrypts. */
function namedIn(
  condition: NonNullable<AddressedStatement["grant"]["statement"]["Condition"]>,
  arn: string,
  asked: Glob,
): string | undefined {
  for (const keys of Object.values(condition)) {
    for (const [key, values] of Object.entries(keys)) {
      const isPrincipal = key.toLowerCase() === "aws:principalarn";
      const found = values.find(
        (value) => value === arn || (isPrincipal && intersects(resourceGlob(value), asked) !== undefined),
      );
      if (found !== undefined) return `through its condition on ${quote(key)}`;
    }
  }
  return undefined;
}
