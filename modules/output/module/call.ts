/** Configuration that calls a module: the block for its README, and a root to try it with. */
import {
  asModule,
  attribute,
  attributeOf,
  type Block,
  type BlockBody,
  block,
  blocksOfType,
  type Configuration,
  configurationFiles,
  type Expression,
  inline,
  literal,
  reference,
} from "../../hcl";
import type { Report } from "../../problem";
import type { StackSummary, VariableSummary } from "../summary";
import { isOptionalKey, samples } from "./sample";

/** The name that a call gives to the module. */
function callName({ stack }: Pick<StackSummary, "stack">): string {
  const name = stack.toLowerCase().replace(/[^a-z0-9_]/g, "_");
  return /^[a-z_]/.test(name) ? name : `_${name}`;
}

function keyName({ name }: VariableSummary): string {
  return name.replace(/(?:_key)?(?:_arn)?$/, "") || name;
}

/** The block that calls the module: variables without a default, and keys; what else has a default is left to it. */
function callBlock(stack: StackSummary, source: string): Block {
  const given = samples(stack).filter(([variable]) => variable.default === undefined || isOptionalKey(variable));
  const body = given.map(([variable, sample]) => {
    const isKey = variable.type === "kms-key-arn";
    return attribute(variable.name, isKey ? reference(`aws_kms_key.${keyName(variable)}.arn`) : literal(sample));
  });
  return block("module", [callName(stack)], [attribute("source", literal(source)), ...body]);
}

/** The `module` block that calls a module in the folder `source`. */
export function moduleCall(stack: StackSummary, source: string, report: Report): string {
  return configurationFiles([callBlock(stack, source)], {}, report).get("main.tf") ?? "";
}

/**
 * The files of a root that calls the module two folders up: its provider, keys made in the same plan, roles to adopt, and the module's outputs. The
 * configuration is that of the stack, with its provider and imports, which no module may have
 * (https://developer.hashicorp.com/terraform/language/import).
 */
export function exampleRoot(configuration: Configuration, stack: StackSummary, report: Report): ReadonlyMap<string, string> {
  const name = callName(stack);
  const keys = stack.variables.filter(({ type }) => type === "kms-key-arn");
  const outputs = blocksOfType(configuration, "output").filter(({ labels }) => labels[0]?.endsWith("_role_arns"));
  const root = [
    ...blocksOfType(asModule(configuration), "terraform"),
    ...blocksOfType(configuration, "provider"),
    ...keys.map(sampleKey),
    callBlock(stack, "../.."),
    ...blocksOfType(configuration, "import").map(({ body }) => {
      const address = inline(attributeOf(body, "to") ?? []);
      return block("import", [], [attribute("to", reference(`module.${name}.${address}`)), ...attributeNamed(body, "id")]);
    }),
    ...outputs.map(({ labels: [output = ""], body }) => {
      const value = attribute("value", reference(`module.${name}.${output}`));
      return block("output", [output], [...attributeNamed(body, "description"), value]);
    }),
  ];
  return configurationFiles(root, { header: ["A root that calls the module, to start from."] }, report);
}

function attributeNamed(body: BlockBody, name: string): BlockBody {
  const value: Expression | undefined = attributeOf(body, name);
  return value === undefined ? [] : [attribute(name, value)];
}

function sampleKey(variable: VariableSummary): Block {
  const description = attribute("description", literal(`Customer-managed key for ${variable.name} of the module`));
  return block("resource", ["aws_kms_key", keyName(variable)], [description, attribute("enable_key_rotation", literal(true))]);
}
