/** A stack on disk in the form that Terraform is to read. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { printHcl } from "../../modules/hcl";
import type { Problem, Report } from "../../modules/problem";
import type { StackJson } from "../../scripts/terraform/root";

/** The form that Terraform reads: JSON, HCL of a root, or HCL of a module that a root calls. */
export type Form = "json" | "hcl" | "module";

/** Writes the files of a stack; what cannot be printed is a finding. */
export function writeStack(folder: string, json: StackJson, form: Form, findings: string[]): void {
  const report = ({ severity, message }: Problem): void => {
    if (severity === "error") findings.push(message);
  };
  for (const [name, text] of filesOf(json, form, report)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function filesOf(json: StackJson, form: Form, report: Report): Iterable<readonly [string, string]> {
  if (form === "json") return [["cdk.tf.json", JSON.stringify(json)]];
  if (form === "hcl") return printHcl(json, { flavour: "root" }, report) ?? [];
  const { import: _imports, ...module } = json as StackJson & { readonly import?: unknown };
  const files = [...(printHcl(module, { flavour: "module" }, report) ?? [])];
  return [...files.map(([name, text]) => [`module/${name}`, text] as const), ["main.tf.json", JSON.stringify(callerOf(json))]];
}

/** A root that hands its variables on to the module. */
function callerOf({ terraform, provider, variable }: StackJson): object {
  const given = Object.keys(variable ?? {}).map((name) => [name, `\${var.${name}}`] as const);
  return { terraform, provider, variable, module: { stack: { source: "./module", ...Object.fromEntries(given) } } };
}
