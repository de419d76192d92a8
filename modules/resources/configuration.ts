/** A stack as the tree of its Terraform configuration, and that as the value of a `cdk.tf.json`. */
import {
  attribute,
  type Block,
  type BlockBody,
  block,
  type Configuration,
  configurationJson,
  type Expression,
  isExpression,
  list,
  literal,
  noteOf,
  reference,
  repeatable,
} from "../hcl";
import { configBody, snakeCase } from "./config";
import { textExpression, textMap, texts } from "./expression";
import { lookupBlocks } from "./lookup";
import type { StackOutput } from "./output";
import type { Lifecycle, Resource } from "./resource";
import type { ProviderSettings, StackResources, TerraformSettings } from "./stack";
import type { TerraformVariable } from "./variable";

/** Everything of a stack, in the order in which a reader meets it. Comments say why; above a statement of a policy stands what it is for. */
export function stackConfiguration(stack: StackResources): Configuration {
  return [
    terraformBlock(stack.terraform),
    providerBlock(stack.provider),
    ...stack.variables.map(variableBlock),
    ...lookupBlocks(stack.lookups),
    ...stack.resources.map(resourceBlock),
    ...stack.outputs.map(outputBlock),
    ...stack.moves.map(({ from, to }) =>
      repeatable(block("moved", [], [attribute("from", reference(from)), attribute("to", reference(to))])),
    ),
    ...stack.adoptions.map(({ to, id }) =>
      repeatable(block("import", [], [attribute("to", reference(to)), attribute("id", literal(id))])),
    ),
  ];
}

/** The value of a stack's `cdk.tf.json`. A resource's `//` holds its comments and the reasons of its policy statements. */
export function stackJson(stack: StackResources): Readonly<Record<string, unknown>> {
  return configurationJson(stackConfiguration(stack));
}

/** A value as JSON text: two spaces, keys in their order, a newline at the end. */
export function printJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The block of a resource. */
export function resourceBlock(resource: Resource): Block {
  const { type, id, config, dependsOn = [], lifecycle, comments } = resource;
  const body = [
    ...configBody(config),
    ...(dependsOn.length === 0 ? [] : [attribute("depends_on", references(dependsOn))]),
    ...(lifecycle === undefined ? [] : [lifecycleBlock(lifecycle)]),
  ];
  return block("resource", [type, id], body, comments);
}

/** What the `//` of a resource says to its readers and to readers of the JSON; undefined when there is nothing to say. */
export function resourceNote({ comments, config }: Resource): Readonly<Record<string, unknown>> | undefined {
  const entries = Object.entries(config as Readonly<Record<string, unknown>>);
  return noteOf(
    comments,
    entries.flatMap(([key, value]): [string, Expression][] => (isExpression(value) ? [[snakeCase(key), value]] : [])),
  );
}

function references(addresses: readonly string[]): Expression {
  return list(addresses.map(reference));
}

function lifecycleBlock({ ignoreChanges, createBeforeDestroy }: Lifecycle): Block {
  return block(
    "lifecycle",
    [],
    [
      ...(createBeforeDestroy === undefined ? [] : [attribute("create_before_destroy", literal(createBeforeDestroy))]),
      ...(ignoreChanges === undefined ? [] : [attribute("ignore_changes", references(ignoreChanges))]),
    ],
  );
}

function terraformBlock({ requiredVersion, requiredProviders, backend }: TerraformSettings): Block {
  const body: BlockBody = [
    attribute("required_version", literal(requiredVersion)),
    block("required_providers", [], attributesOf(requiredProviders)),
    ...(backend === undefined ? [] : [block("backend", [backend.type], attributesOf(backend.config))]),
  ];
  return block("terraform", [], body);
}

function attributesOf(values: Readonly<Record<string, unknown>>): BlockBody {
  return Object.entries(values).map(([name, value]) => attribute(name, literal(value)));
}

function providerBlock({ region, allowedAccountIds, assumeRoleArn }: ProviderSettings): Block {
  const assumeRole = assumeRoleArn && block("assume_role", [], [attribute("role_arn", textExpression(assumeRoleArn))]);
  const body: BlockBody = [
    attribute("region", textExpression(region)),
    attribute("allowed_account_ids", texts(allowedAccountIds)),
    ...(assumeRole ? [repeatable(assumeRole)] : []),
  ];
  return repeatable(block("provider", ["aws"], body));
}

function variableBlock({ name, description, default: initial, validation }: TerraformVariable): Block {
  const body: BlockBody = [
    attribute("type", reference("string")),
    attribute("description", literal(description)),
    ...(initial === undefined ? [] : [attribute("default", literal(initial))]),
    attribute("nullable", literal(false)),
    ...(validation === undefined
      ? []
      : [
          repeatable(
            block(
              "validation",
              [],
              [attribute("condition", validation.condition), attribute("error_message", literal(validation.errorMessage))],
            ),
          ),
        ]),
  ];
  return block("variable", [name], body);
}

function outputBlock({ name, description, value }: StackOutput): Block {
  return block("output", [name], [attribute("description", literal(description)), attribute("value", textMap(value))]);
}
