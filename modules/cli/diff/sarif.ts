/** A comparison of access for code scanning. */
import type { Problem } from "../../problem";
import type { AccessDiff } from "../../review/change";
import { packageInfo } from "../package-info";
import { problemResults, problemRules, type SarifResult, sarifLog } from "../report/sarif";
import { accessFindings } from "./findings";
import { findingRules } from "./sections";

/** A result for every change, the gravest first, and for every problem before what is no gain: decided widenings and weaker guards are errors, what could not be decided warnings, everything else notes. What has no place stands at the beginning of the platform file, or of what was `compared`. */
export function diffSarif(diff: AccessDiff, file: string | undefined, problems: readonly Problem[], compared?: string): string {
  const rules = Object.entries(findingRules).map(([id, text]) => ({ id, shortDescription: { text } }));
  const results = accessFindings(diff, file).map(
    ({ id, loudness, text, at }): SarifResult => ({ ruleId: id, level: loudness, text, at }),
  );
  const all = [
    ...results.filter(({ level }) => level !== "note"),
    ...problemResults(problems),
    ...results.filter(({ level }) => level === "note"),
  ];
  return sarifLog(packageInfo(), [...rules, ...problemRules(problems)], all, file ?? compared);
}
