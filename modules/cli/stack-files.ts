/** The files of a stack in the form that was asked for. */
import { asModule, configurationFiles, configurationJson } from "../hcl";
import { exampleRoot } from "../output/module/call";
import { moduleReadme } from "../output/module/readme";
import { moduleTests } from "../output/module/tests";
import { stackReadme } from "../output/readme";
import type { StackSummary } from "../output/summary";
import type { PlatformPlan, StackPlan } from "../pipeline";
import type { Report } from "../problem";
import { printJson, stackConfiguration } from "../resources/configuration";
import { resourceFiles } from "../resources/files";
import { encodeAccess } from "../review/encode";
import { snapshot } from "../review/snapshot";
import type { StackForm } from "./stack-forms";

/**
 * Where the JSON lies beside HCL. Terraform reads `*.tf` and `*.tf.json` of one folder as one configuration, in which everything would stand twice; it does not
 * read the folders below.
 */
const jsonFolder = "json";

/** Data sources stand together, where people look for what a configuration reads. */
function fileOf(address: string, files: ReturnType<typeof resourceFiles>) {
  return address.startsWith("data.") ? "data.tf" : files.get(address);
}

/** Name of the file that has the access of a stack, for `rolewright diff`. */
export const accessName = "access.json";

/** The files of a stack by their path in its folder: its Terraform, a README and its access. Codes: those of `printHcl`. */
export function stackFiles(
  plan: StackPlan,
  summary: StackSummary,
  form: StackForm,
  name: PlatformPlan["name"],
  report: Report,
): ReadonlyMap<string, string> {
  const access = printJson(encodeAccess(snapshot(plan, name), summary.source));
  return new Map([...terraformFiles(plan, summary, form, report), [accessName, access]]);
}

function terraformFiles(
  plan: StackPlan,
  summary: StackSummary,
  { syntax, flavour }: StackForm,
  report: Report,
): ReadonlyMap<string, string> {
  const configuration = stackConfiguration(plan.resources);
  if (syntax === "json") {
    return new Map([
      ["README.md", stackReadme(summary)],
      ["cdk.tf.json", printJson(configurationJson(configuration))],
    ]);
  }
  const files = resourceFiles(plan.stack, plan.policies, plan.resources.resources);
  const header = [`Written by rolewright from ${summary.source}: change that file and generate again, not this one.`];
  const own = flavour === "module" ? asModule(configuration) : configuration;
  const hcl = configurationFiles(own, { fileFor: (address) => fileOf(address, files), header }, report);
  if (flavour === "module") {
    const example = [...exampleRoot(configuration, summary, report)].map(
      ([name, text]) => [`examples/root/${name}`, text] as const,
    );
    const tests = ["tests/policies.tftest.hcl", moduleTests(configuration, summary)] as const;
    return new Map([["README.md", moduleReadme(configuration, summary, report)], ...hcl, ...example, tests]);
  }
  const both = syntax === "both";
  return new Map([
    ["README.md", stackReadme(both ? { ...summary, jsonFolder } : summary)],
    ...hcl,
    ...(both ? [[`${jsonFolder}/cdk.tf.json`, printJson(configurationJson(configuration))] as const] : []),
  ]);
}
