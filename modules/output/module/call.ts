/** Configuration that calls a module: the block for its README, and a root to try it with. */

import { isObject } from "../../collections";
import { printHcl } from "../../hcl";
import type { JsonBody as Json } from "../../hcl/read/form";
import type { Report } from "../../problem";
import type { StackSummary, VariableSummary } from "../summary";
import { isOptionalKey, samples } from "./sample";

/** The name that a call gives to the module. */
function callName({ stack }: Pick<StackSummary, "stack">): string {
  const name = stack.toLowerCase().replace(/[^a-z0-9_]/g, "_");
  return /^[a-z_]/.test(name) ? name : `_${name}`;
}

/** Variables without a default, and keys; what else has a default is left to it. */
function argumentsOf(stack: StackSummary, source: string): Json {
  const given = samples(stack).filter(([variable]) => variable.default === undefined || isOptionalKey(variable));
  return {
    source,
    ...Object.fromEntries(
      given.map(([variable, sample]) => [
        variable.name,
        variable.type === "kms-key-arn" ? `\${aws_kms_key.${keyName(variable)}.arn}` : sample,
      ]),
    ),
  };
}

function keyName({ name }: VariableSummary): string {
  return name.replace(/(?:_key)?(?:_arn)?$/, "") || name;
}

/** The `module` block that calls a module in the folder `source`. */
export function moduleCall(stack: StackSummary, source: string, report: Report): string {
  const json = { module: { [callName(stack)]: argumentsOf(stack, source) } };
  return printHcl(json, { flavour: "root" }, report)?.get("main.tf") ?? "";
}

/**
 * The files of a root that calls the module two folders up: its provider, keys made in the same plan, roles to adopt, and the module's outputs. `json` is
 * the stack of the module, with its provider and imports, which no module may have
 * (https://developer.hashicorp.com/terraform/language/import).
 */
export function exampleRoot(json: Json, stack: StackSummary, report: Report): ReadonlyMap<string, string> {
  const name = callName(stack);
  const keys = stack.variables.filter(({ type }) => type === "kms-key-arn");
  const { backend: _backend, ...terraform } = isObject(json.terraform) ? json.terraform : {};
  const outputs = isObject(json.output) ? Object.entries(json.output) : [];
  const adopted = Array.isArray(json.import) ? json.import.filter(isObject) : [];
  const root = {
    terraform,
    provider: json.provider,
    ...(keys.length === 0
      ? {}
      : { resource: { aws_kms_key: Object.fromEntries(keys.map((key) => [keyName(key), sampleKey(key)])) } }),
    module: { [name]: argumentsOf(stack, "../..") },
    import: adopted.map(({ to, id }) => ({ to: `module.${name}.${to}`, id })),
    output: Object.fromEntries(
      outputs
        .filter(([output]) => output.endsWith("_role_arns"))
        .map(([output, body]) => [
          output,
          { description: isObject(body) ? body.description : output, value: `\${module.${name}.${output}}` },
        ]),
    ),
  };
  return printHcl(root, { flavour: "root", header: ["A root that calls the module, to start from."] }, report) ?? new Map();
}

function sampleKey({ name }: VariableSummary): Json {
  return { description: `Customer-managed key for ${name} of the module`, enable_key_rotation: true };
}
