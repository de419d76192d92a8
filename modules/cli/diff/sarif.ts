/** A comparison of access for code scanning. */
import type { Problem } from "../../problem";
import type { AccessDiff } from "../../review/change";
import { packageInfo } from "../package-info";
import { problemResults, problemRules, type SarifResult, sarifLog } from "../report/sarif";
import { accessFindings, findingRules } from "./findings";

const levels = { "access-widened": "error", "access-undecided": "warning", "access-narrowed": "note" } as const;

/** A result for every change: decided widenings are errors, those that could not be decided warnings, everything else notes. Problems follow as results of their own. What has no place stands at the beginning of the platform file, or of what was `compared`. */
export function diffSarif(diff: AccessDiff, file: string | undefined, problems: readonly Problem[], compared?: string): string {
  const rules = Object.entries(findingRules).map(([id, text]) => ({ id, shortDescription: { text } }));
  const results = accessFindings(diff, file).map(
    ({ id, text, at }): SarifResult => ({ ruleId: id, level: levels[id], text, at }),
  );
  const all = [...results, ...problemResults(problems)];
  return sarifLog(packageInfo(), [...rules, ...problemRules(problems)], all, file ?? compared);
}
