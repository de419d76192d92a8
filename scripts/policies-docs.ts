/** The catalogue of intents as Markdown, from the data that the policies are made of. */
import { catalogue } from "../modules/policy/catalogue";
import type { Intent, Verb } from "../modules/policy/intents/intent";

const start = "<!-- catalogue: written by scripts/write-policies-docs.ts from modules/policy/catalogue.ts -->";
const end = "<!-- end of catalogue -->";

/** `page` with the catalogue between its two markers brought up to date. */
export function withCatalogue(page: string): string {
  const [before, rest] = page.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error("the page has no place for the catalogue");
  const intents = Object.entries(catalogue).map(([name, intent]) => section(name, intent as Intent));
  return `${before}${start}\n\n${intents.join("\n")}\n${end}${after}`;
}

function section(name: string, intent: Intent): string {
  const rows = Object.entries(intent.verbs).flatMap(([verb, value]) => rowsOf(verb, value, intent));
  const limits = Object.entries(intent.limits ?? {}).map(
    ([option, { operator, key }]) => `\`${option}\`: \`${operator}\` \`${key}\``,
  );
  return [
    `#### \`${name}\``,
    "",
    "| `can` | Actions | Resource | Customer-managed key |",
    "|---|---|---|---|",
    ...rows,
    "",
    ...(limits.length === 0 ? [] : [`Conditions: ${limits.join("; ")}.`]),
    ...(intent.wildcard === undefined ? [] : [`Why \`*\`: ${intent.wildcard}.`]),
    ...(intent.encryption === undefined ? [] : [encryption(intent.encryption)]),
    `[AWS page](${intent.page})`,
    "",
  ].join("\n");
}

function encryption({ service, context, page }: NonNullable<Intent["encryption"]>): string {
  const keys = Object.keys(context).map((key) => `\`${key}\``);
  const bound = keys.length === 0 ? "no documented encryption context" : `encryption context ${keys.join(", ")}`;
  return `Key: via \`${service}\`, ${bound} ([page](${page})).`;
}

function rowsOf(verb: string, value: Verb, intent: Intent): string[] {
  return value.groups.map((group, index) => {
    const resources = group.on.map((kind) => `\`${intent.resources[kind]?.arn ?? kind}\``);
    const actions = group.actions.map((action) => `\`${action}\``).join(", ");
    const when = group.flag === undefined ? "" : ` (with \`${group.flag}\`)`;
    const key =
      index === 0 ? (value.key ?? []).flatMap(({ actions: names }) => names.map((action) => `\`${action}\``)).join(", ") : "";
    return `| ${index === 0 ? `\`${verb}\`` : ""} | ${actions}${when} | ${resources.length === 0 ? "`*`" : resources.join("<br>")} | ${key} |`;
  });
}
