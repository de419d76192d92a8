/** Every danger rule, by what it is about. */
import type { DangerRule } from "./rule";
import { anyKey } from "./rules/any-key";
import { copies } from "./rules/copies";
import { automationEscalations } from "./rules/escalation-automation";
import { computeEscalations } from "./rules/escalation-compute";
import { iamEscalations } from "./rules/escalation-iam";
import { foreignRole } from "./rules/foreign-role";
import { foreignWrite } from "./rules/foreign-write";
import { limits } from "./rules/limits";
import { passRole } from "./rules/pass-role";
import { resourcePolicies } from "./rules/resource-policies";
import { scopableWildcard } from "./rules/scopable-wildcard";
import { storagePolicies } from "./rules/storage-policies";

/** Rules under a title, in the order of the documentation. */
interface RuleGroup {
  readonly title: string;
  readonly rules: readonly DangerRule[];
}

/** All rules, grouped. Ids are unique. */
export const ruleGroups: readonly RuleGroup[] = [
  { title: "More privileges through IAM", rules: iamEscalations },
  { title: "More privileges through code that runs elsewhere", rules: computeEscalations },
  { title: "More privileges through services that act for somebody", rules: automationEscalations },
  { title: "Limits taken away", rules: limits },
  { title: "The scope of `iam:PassRole`", rules: passRole },
  { title: "Everything instead of something", rules: [scopableWildcard, anyKey] },
  { title: "Out of the organization: to other accounts", rules: [foreignRole, foreignWrite] },
  { title: "Out of the organization: resources opened to others", rules: [...storagePolicies, ...resourcePolicies] },
  { title: "Out of the organization: copies that AWS makes", rules: copies },
];

/** Every danger rule. All of them can be acknowledged. */
export const dangerRules: readonly DangerRule[] = ruleGroups.flatMap(({ rules }) => rules);
