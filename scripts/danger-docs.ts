/** The danger rules as Markdown, from the data that decides. */
import { documentedUses } from "../modules/verify/danger/documented-use";
import type { DangerRule } from "../modules/verify/danger/rule";
import { dangerRules, ruleGroups } from "../modules/verify/danger/rules";

const start = "<!-- rules: written by scripts/write-danger-docs.ts from modules/verify/danger/rules.ts -->";
const end = "<!-- end of rules -->";

/** `page` with the rules between its two markers brought up to date. */
export function withDangerRules(page: string): string {
  const [before, rest] = page.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error("the page has no place for the rules");
  const groups = ruleGroups.map(({ title, rules }) => `## ${title}\n\n${rules.map(entry).join("\n")}`);
  return `${before}${start}\n\n${dangerRules.length} rules.\n\n${groups.join("\n")}\n${end}${after}`;
}

function entry(rule: DangerRule): string {
  const counts = exceptions(rule);
  return [
    `### \`${rule.id}\``,
    "",
    `${holds(rule)} Whoever holds that can ${rule.harm}.${counts === "" ? "" : ` ${counts}`} [Source](${rule.source})`,
    "",
  ].join("\n");
}

function holds({ kind, actions }: DangerRule): string {
  const names = actions.map((action) => `\`${action}\``);
  if (names.length === 0) return "One permission: any action on `*`.";
  if (kind === "combined") return `One role: ${names.join(" + ")}.`;
  return `One permission: ${names.join(", ")}.`;
}

function exceptions(rule: DangerRule): string {
  if (rule.kind === "scope") return rule.unless;
  return rule.actions
    .flatMap((action) => {
      const use = documentedUses.get(action);
      return use === undefined ? [] : [`Does not count: ${use.words}.`];
    })
    .join(" ");
}
