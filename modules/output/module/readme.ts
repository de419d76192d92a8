/** The README of a module, in the shape of terraform-docs (https://terraform-docs.io). */

import { by, compare, isObject } from "../../collections";
import { attributeOf, type Block, type BlockBody, blocksOfType, type Configuration, expressionJson, inline } from "../../hcl";
import type { Report } from "../../problem";
import { code, phrase, plain, table } from "../markdown";
import { readmeOf } from "../readme";
import type { StackSummary } from "../summary";
import { moduleCall } from "./call";

const registry = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs";

/** The README of a module: what it makes and why, how to call it, and the tables that terraform-docs would write. */
export function moduleReadme(configuration: Configuration, stack: StackSummary, report: Report): string {
  const usage = [
    "## Usage",
    `\`\`\`hcl\n${moduleCall(stack, "./path/to/this/folder", report)}\`\`\``,
    `Call it with a provider of account ${code(stack.accountId)} in ${code(stack.region)}: ARNs of that account are written out in the policies.`,
    "`examples/root` is a whole configuration to start from. `terraform init && terraform test` runs the tests in `tests/` without an account (Terraform 1.7 or later).",
  ];
  return readmeOf(stack, [...usage, ["<!-- BEGIN_TF_DOCS -->", ...docs(configuration), "<!-- END_TF_DOCS -->"].join("\n")]);
}

function docs(configuration: Configuration): readonly string[] {
  return [
    section("Requirements", ["Name", "Version"], requirements(configuration), "No requirements."),
    section("Providers", ["Name", "Version"], providers(configuration), "No providers."),
    section("Modules", ["Name", "Source", "Version"], [], "No modules."),
    section("Resources", ["Name", "Type"], resources(configuration), "No resources."),
    section("Inputs", ["Name", "Description", "Type", "Default", "Required"], inputs(configuration), "No inputs."),
    section("Outputs", ["Name", "Description"], outputs(configuration), "No outputs."),
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

/** Literal data of an attribute. */
function dataOf(body: BlockBody, name: string): unknown {
  const value = attributeOf(body, name);
  return value && expressionJson(value, "literal");
}

function settings(configuration: Configuration): BlockBody {
  return blocksOfType(configuration, "terraform").flatMap(({ body }) => body);
}

function providerVersions(configuration: Configuration): readonly (readonly [string, string])[] {
  const required = blocksOfType(settings(configuration), "required_providers").flatMap(({ body }) => body);
  return required.flatMap((item) => {
    const value = item.kind === "attribute" ? expressionJson(item.value, "literal") : undefined;
    return item.kind === "attribute"
      ? [[item.name, isObject(value) ? String(value.version ?? "n/a") : String(value)] as const]
      : [];
  });
}

function requirements(configuration: Configuration): readonly (readonly string[])[] {
  const version = dataOf(settings(configuration), "required_version");
  const terraform = typeof version === "string" ? [["terraform", version] as const] : [];
  return [...terraform, ...providerVersions(configuration)].map(([name, wanted]) => [
    anchored("requirement", name),
    shownVersion(wanted),
  ]);
}

function providers(configuration: Configuration): readonly (readonly string[])[] {
  return providerVersions(configuration).map(([name, version]) => [anchored("provider", name), shownVersion(version)]);
}

/** As it is, where nothing in it is markup. */
function shownVersion(version: string): string {
  return /^[0-9A-Za-z., <>=~!-]*$/.test(version) && !/<\S/.test(version) ? version : plain(version);
}

function resources(configuration: Configuration): readonly (readonly string[])[] {
  const rows = (kind: "resource" | "data", folder: string, word: string) =>
    blocksOfType(configuration, kind).map(({ labels: [type = "", id] }) => {
      const page = `${registry}/${folder}/${type.replace(/^aws_/, "")}`;
      return [`[${`${type}.${id}`.replaceAll("_", "\\_")}](${page})`, word];
    });
  const all = [...rows("resource", "resources", "resource"), ...rows("data", "data-sources", "data source")];
  return all.toSorted(([a = ""], [b = ""]) => compare(a, b));
}

function namedBlocks(configuration: Configuration, type: string): readonly (readonly [string, Block["body"]])[] {
  return blocksOfType(configuration, type)
    .map(({ labels: [name = ""], body }) => [name, body] as const)
    .toSorted(by(([name]) => name));
}

function inputs(configuration: Configuration): readonly (readonly string[])[] {
  return namedBlocks(configuration, "variable").map(([name, body]) => {
    const preset = dataOf(body, "default");
    const shown = preset === undefined ? "n/a" : code(JSON.stringify(preset));
    return [
      anchored("input", name),
      phrase(String(dataOf(body, "description") ?? "")),
      code(inline(attributeOf(body, "type") ?? [])),
      shown,
      preset === undefined ? "yes" : "no",
    ];
  });
}

function outputs(configuration: Configuration): readonly (readonly string[])[] {
  return namedBlocks(configuration, "output").map(([name, body]) => {
    return [anchored("output", name), phrase(String(dataOf(body, "description") ?? ""))];
  });
}
