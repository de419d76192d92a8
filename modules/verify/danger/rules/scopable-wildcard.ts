/** Actions on `*` although AWS offers resources for them. */
import { hasNoResource } from "../../../iam/actions/table";
import type { DangerRule } from "../rule";

/**
 * Every `*` has its reason: AWS offers no resource for the action, the catalogue says what narrows it instead, or the user said why. An action of which
 * AWS's service authorization reference does not know that it has none counts as one with resources.
 */
export const scopableWildcard: DangerRule = {
  kind: "scope",
  id: "scopable-wildcard",
  actions: [],
  harm: "use the action on everything there is, although nobody said why it needs more than some resources",
  source:
    "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  unless:
    "Actions do not count that have no resource types, actions of the catalogue that something else narrows (the namespace of metrics), and items with a `why`.",
  meets: (row, { reasonOf }) => {
    if (row.resource !== "*" || hasNoResource(row.action) === true) return false;
    const { why = "", wildcard = "" } = reasonOf(row) ?? {};
    return `${why}${wildcard}`.trim() === "";
  },
};
