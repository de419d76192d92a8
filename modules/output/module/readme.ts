/** The README of a module, in the shape of terraform-docs (https://terraform-docs.io). */

import { by, compare, isObject } from "../../collections";
import type { JsonBody as Json } from "../../hcl/read/form";
import type { Report } from "../../problem";
import { code, phrase, plain, table } from "../markdown";
import { readmeOf } from "../readme";
import type { StackSummary } from "../summary";
import { moduleCall } from "./call";

const registry = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs";

/** The README of a module: what it makes and why, how to call it, and the tables that terraform-docs would write. `json` is its stack. */
export function moduleReadme(json: Json, stack: StackSummary, report: Report): string {
  const usage = [
    "## Usage",
    `\`\`\`hcl\n${moduleCall(stack, "./path/to/this/folder", report)}\`\`\``,
    `Call it with a provider of account ${code(stack.accountId)} in ${code(stack.region)}: ARNs of that account are written out in the policies.`,
    "`examples/root` is a whole configuration to start from. `terraform init && terraform test` runs the tests in `tests/` without an account (Terraform 1.7 or later).",
  ];
  return readmeOf(stack, [...usage, ["<!-- BEGIN_TF_DOCS -->", ...docs(json), "<!-- END_TF_DOCS -->"].join("\n")]);
}

function docs(json: Json): readonly string[] {
  return [
    section("Requirements", ["Name", "Version"], requirements(json), "No requirements."),
    section("Providers", ["Name", "Version"], providers(json), "No providers."),
    section("Modules", ["Name", "Source", "Version"], [], "No modules."),
    section("Resources", ["Name", "Type"], resources(json), "No resources."),
    section("Inputs", ["Name", "Description", "Type", "Default", "Required"], inputs(json), "No inputs."),
    section("Outputs", ["Name", "Description"], outputs(json), "No outputs."),
  ];
}

function section(title: string, header: readonly string[], rows: readonly (readonly string[])[], none: string): string {
  return `## ${title}\n\n${rows.length === 0 ? none : table(header, rows)}\n`;
}

/** A name with the anchor that terraform-docs gives it. */
function anchored(kind: string, name: string): string {
  const shown = name.replaceAll("_", "\\_");
  return `<a name="${kind}_${name}"></a> [${shown}](#${kind}\\_${shown})`;
}

function settings(json: Json): Json {
  return isObject(json.terraform) ? json.terraform : {};
}

function providerVersions(json: Json): readonly (readonly [string, string])[] {
  const { required_providers: required } = settings(json);
  const entries = isObject(required) ? Object.entries(required) : [];
  return entries.map(([name, value]) => [name, isObject(value) ? String(value.version ?? "n/a") : String(value)] as const);
}

function requirements(json: Json): readonly (readonly string[])[] {
  const { required_version: version } = settings(json);
  const terraform = typeof version === "string" ? [["terraform", version] as const] : [];
  return [...terraform, ...providerVersions(json)].map(([name, wanted]) => [anchored("requirement", name), shownVersion(wanted)]);
}

function providers(json: Json): readonly (readonly string[])[] {
  return providerVersions(json).map(([name, version]) => [anchored("provider", name), shownVersion(version)]);
}

/** As it is, where nothing in it is markup. */
function shownVersion(version: string): string {
  return /^[0-9A-Za-z., <>=~!-]*$/.test(version) && !/<\S/.test(version) ? version : plain(version);
}

function resources(json: Json): readonly (readonly string[])[] {
  const rows = (kind: "resource" | "data", folder: string, word: string) =>
    Object.entries(isObject(json[kind]) ? json[kind] : {}).flatMap(([type, bodies]) =>
      Object.keys(isObject(bodies) ? bodies : {}).map((id) => {
        const page = `${registry}/${folder}/${type.replace(/^aws_/, "")}`;
        return [`[${`${type}.${id}`.replaceAll("_", "\\_")}](${page})`, word];
      }),
    );
  const all = [...rows("resource", "resources", "resource"), ...rows("data", "data-sources", "data source")];
  return all.toSorted(([a = ""], [b = ""]) => compare(a, b));
}

function bodiesOf(value: unknown): readonly (readonly [string, Json])[] {
  const entries = isObject(value) ? Object.entries(value) : [];
  return entries.flatMap(([name, body]) => (isObject(body) ? [[name, body] as const] : [])).toSorted(by(([name]) => name));
}

function inputs(json: Json): readonly (readonly string[])[] {
  return bodiesOf(json.variable).map(([name, { description, type, default: preset }]) => {
    const shown = preset === undefined ? "n/a" : code(JSON.stringify(preset));
    return [
      anchored("input", name),
      phrase(String(description ?? "")),
      code(String(type)),
      shown,
      preset === undefined ? "yes" : "no",
    ];
  });
}

function outputs(json: Json): readonly (readonly string[])[] {
  return bodiesOf(json.output).map(([name, { description }]) => [anchored("output", name), phrase(String(description ?? ""))]);
}
