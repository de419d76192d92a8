/** The danger rules as Markdown, from the data that decides. */

import { permissionRules } from "../modules/verify/danger/permissions";
import type { DangerRule } from "../modules/verify/danger/rule";
import { dangerText } from "../modules/verify/danger/rule-text";
import { namedRules, ruleGroups } from "../modules/verify/danger/rules";
import { type HostRisk, hostRisks } from "../modules/verify/theorems/host-risks";

const start = "<!-- rules: written by scripts/write-danger-docs.ts from modules/verify/danger/rules.ts -->";
const end = "<!-- end of rules -->";

/** `page` with the rules between its two markers brought up to date. */
export function withDangerRules(page: string): string {
  const [before, rest] = page.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error("the page has no place for the rules");
  const groups = ruleGroups.map(({ title, rules }) => `## ${title}\n\n${rules.map(entry).join("\n")}`);
  const hosts = `## Out of the task: onto the container instance\n\n${hostRisks.map(hostEntry).join("\n")}`;
  const services = permissionRules();
  const ofServices = `## Permissions management, by service\n\n${services.map(serviceLine).join("\n")}\n`;
  const all = namedRules.length + hostRisks.length;
  const counts = `${all} rules, and one for each of ${services.length} services.`;
  return `${before}${start}\n\n${counts}\n\n${[...groups, hosts, ofServices].join("\n")}\n${end}${after}`;
}

function serviceLine({ id, actions }: DangerRule): string {
  return `- \`${id}\`: ${actions.map((action) => `\`${action}\``).join(", ")}`;
}

function hostEntry({ id, harm, counts, source }: HostRisk): string {
  const sentence = `One service on EC2, on instances that another service uses too: its tasks can ${harm}.`;
  return [`### \`${id}\``, "", `${sentence} ${counts} [Source](${source})`, ""].join("\n");
}

function entry(rule: DangerRule): string {
  const { holds, harm, exceptions } = dangerText(rule);
  const counts = exceptions === "" ? "" : ` ${exceptions}`;
  return [`### \`${rule.id}\``, "", `${holds} ${harm}${counts} [Source](${rule.source})`, ""].join("\n");
}
