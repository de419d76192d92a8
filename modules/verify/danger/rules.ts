/** The danger rules that stand in a list, by what they are about. Those of whole services are made in `permissions.ts`. */
import type { DangerRule } from "./rule";
import { anyKey } from "./rules/any-key";
import { automationEscalations } from "./rules/automation";
import { computeEscalations } from "./rules/compute";
import { copies } from "./rules/copies";
import { foreignRole } from "./rules/foreign-role";
import { foreignWrite } from "./rules/foreign-write";
import { iamEscalations } from "./rules/iam";
import { limits } from "./rules/limits";
import { passRole } from "./rules/pass-role";
import { resourcePolicies } from "./rules/resource-policies";
import { scopableWildcard } from "./rules/scopable-wildcard";

/** Rules under a title, in the order of the documentation. */
interface RuleGroup {
  readonly title: string;
  readonly rules: readonly DangerRule[];
}

/** The listed rules, grouped. Ids are unique. */
export const ruleGroups: readonly RuleGroup[] = [
  { title: "More privileges through IAM", rules: iamEscalations },
  { title: "More privileges through code that runs elsewhere", rules: computeEscalations },
  { title: "More privileges through services that act for somebody", rules: automationEscalations },
  { title: "Limits taken away", rules: limits },
  { title: "The scope of `iam:PassRole`", rules: passRole },
  { title: "Everything instead of something", rules: [scopableWildcard, anyKey] },
  { title: "Out of the organization: to other accounts", rules: [foreignRole, foreignWrite] },
  { title: "Out of the organization: resources opened to others", rules: resourcePolicies },
  { title: "Out of the organization: copies that AWS makes", rules: copies },
];

/** Every rule of the list. All of them can be acknowledged. */
export const namedRules: readonly DangerRule[] = ruleGroups.flatMap(({ rules }) => rules);

/** Actions, in lower case, that a rule of the list judges alone, on whatever resource. */
export const namedAlone: ReadonlySet<string> = new Set(
  [...namedRules.filter(({ kind }) => kind === "single"), ...passRole]
    .flatMap(({ actions }) => actions)
    .map((action) => action.toLowerCase()),
);
