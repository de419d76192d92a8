/** Does a statement apply to a request? */
import { matches } from "../glob";
import { holds, lookup } from "./condition";
import type { PolicyStatement } from "./document";
import type { PreparedRequest } from "./prepared-request";
import { resolve } from "./template";

/**
 * Whether action, resource and conditions of the statement all match; who makes the request is another question. A resource with a
 * variable that has no value matches nothing, so that `NotResource` with it covers everything else
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value).
 */
export function applies(statement: PolicyStatement, prepared: PreparedRequest): boolean {
  const { actions, resources, conditions } = statement;
  if (actions.entries.some((glob) => matches(glob, prepared.action)) === actions.negated) return false;
  if (resources !== undefined && matchesResource(resources.entries, prepared) === resources.negated) return false;
  return conditions.every((condition) => holds(condition, prepared));
}

function matchesResource(entries: NonNullable<PolicyStatement["resources"]>["entries"], prepared: PreparedRequest): boolean {
  return entries.some((entry) => {
    const glob = resolve(entry, lookup(prepared));
    return glob !== undefined && matches(glob, prepared.resource);
  });
}
