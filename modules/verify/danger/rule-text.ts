/** The documentation of a danger rule, from the data that decides. */
import { documentedUses } from "./documented-use";
import type { DangerRule } from "./rule";

/** What a role must not hold, what its holder can do, and what does not count, as sentences; the last is empty where everything counts. Names stand in backticks. */
export interface DangerText {
  readonly holds: string;
  readonly harm: string;
  readonly exceptions: string;
}

/** The sentences of a rule. */
export function dangerText(rule: DangerRule): DangerText {
  return { holds: holds(rule), harm: `Whoever holds that can ${rule.harm}.`, exceptions: exceptions(rule) };
}

function holds({ kind, actions }: DangerRule): string {
  const names = actions.map((action) => `\`${action}\``);
  if (names.length === 0) return "One permission: any action on `*`.";
  if (kind === "combined") return `One role: ${names.join(" + ")}.`;
  if (kind === "single") return `One role: ${names.length === 1 ? "" : "any of "}${names.join(", ")}.`;
  return `One permission: ${names.join(", ")}.`;
}

function exceptions(rule: DangerRule): string {
  if (rule.kind === "scope") return rule.unless;
  const uses = [
    ...rule.actions.flatMap((action) => documentedUses.get(action)?.words ?? []),
    ...(rule.worksOf === undefined ? [] : ["the role of container instances, whose agents do that"]),
  ];
  return [...new Set(uses)].map((words) => `Does not count: ${words}.`).join(" ");
}
