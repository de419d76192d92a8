/** Stack resources as the value of a `cdk.tf.json`, Terraform's JSON syntax. */
import { groupBy } from "../collections";
import type { Text } from "../iam/text";
import { type Expression, escapeTemplate, terraformString } from "./expression";
import { lookupBlocks } from "./lookup";
import type { Output } from "./output";
import type { ConfigByType, Lifecycle, Resource, ResourceType } from "./resource";
import type { ProviderSettings, StackResources, TerraformSettings } from "./stack";
import type { TerraformVariable } from "./variable";

type JsonRecord = Readonly<Record<string, unknown>>;

/** Arguments whose keys are the user's: they are values, and are not renamed. Everything else with keys is a block. */
export const mapArguments: ReadonlySet<string> = new Set(["driverOpts", "labels", "options", "properties", "tags"]);

/**
 * The value of a stack's `cdk.tf.json`. Strings are templates with everything literal escaped, except where Terraform reads the JSON literally
 * (descriptions and defaults; https://developer.hashicorp.com/terraform/language/syntax/json). A resource's `//` holds its comments and the reasons
 * of its policy statements.
 */
export function stackJson(stack: StackResources): JsonRecord {
  const resources = [...groupBy(stack.resources, ({ type }) => type)].map(([type, sameType]) => [
    type,
    Object.fromEntries(sameType.map((resource) => [resource.id, resourceJson(resource)])),
  ]);
  return unlessEmpty({
    terraform: terraformJson(stack.terraform),
    provider: { aws: [providerJson(stack.provider)] },
    variable: Object.fromEntries(stack.variables.map((variable) => [variable.name, variableJson(variable)])),
    ...lookupBlocks(stack.lookups),
    resource: Object.fromEntries(resources),
    output: Object.fromEntries(stack.outputs.map((output) => [output.name, outputJson(output)])),
    moved: stack.moves,
    import: stack.adoptions.map(({ to, id }) => ({ to, id: escapeTemplate(id) })),
  });
}

/** A value as JSON text: two spaces, keys in their order, a newline at the end. */
export function printJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/**
 * The configuration of a resource as the bindings' constructors take it. `render` makes a string of every text and expression; a framework
 * that has tokens renders those with late values (`isComputed`) by `resolvedString`, when it resolves them.
 */
export function renderedConfig<T extends ResourceType>(
  resource: Resource<T>,
  render: Render = terraformStyle.render,
): ConfigByType[T] {
  return renderBlock(resource.config, { name: (key) => key, render }) as ConfigByType[T];
}

/** Makes a string of a text or an expression. */
export type Render = (value: Text | Expression) => string;

/** How a block is written: the names of its arguments, and its strings. */
interface Style {
  readonly name: (key: string) => string;
  readonly render: Render;
}

const terraformStyle: Style = { name: snakeCase, render: terraformString };

/** The body of a resource in Terraform's JSON syntax. */
export function resourceJson(resource: Resource): JsonRecord {
  const note = resourceNote(resource);
  return {
    ...(note === undefined ? {} : { "//": { rolewright: note } }),
    ...(renderBlock(resource.config, terraformStyle) as JsonRecord),
    ...(resource.dependsOn === undefined || resource.dependsOn.length === 0 ? {} : { depends_on: resource.dependsOn }),
    ...(resource.lifecycle === undefined ? {} : { lifecycle: lifecycleJson(resource.lifecycle) }),
  };
}

/** What the `//` of a resource says to its readers and to the HCL printer; undefined when there is nothing to say. */
export function resourceNote({ comments, reasons }: Resource): JsonRecord | undefined {
  return comments.length === 0 && reasons === undefined ? undefined : unlessEmpty({ comments, statements: reasons ?? {} });
}

function lifecycleJson({ ignoreChanges, createBeforeDestroy }: Lifecycle): JsonRecord {
  return {
    ...(createBeforeDestroy === undefined ? {} : { create_before_destroy: createBeforeDestroy }),
    ...(ignoreChanges === undefined ? {} : { ignore_changes: ignoreChanges }),
  };
}

type Value = Text | Expression | number | boolean | readonly Value[] | { readonly [key: string]: Value };

function renderBlock(block: object, style: Style): unknown {
  const entries = Object.entries(block as Readonly<Record<string, Value>>);
  return Object.fromEntries(
    entries.flatMap(([key, value]) => {
      if (!mapArguments.has(key)) return [[style.name(key), renderValue(value, style)]];
      const map = renderMap(value as Readonly<Record<string, Text>>, style.render);
      return Object.keys(map).length === 0 ? [] : [[style.name(key), map]];
    }),
  );
}

/** By key: Terraform gives maps no order, and the output must not follow that of the platform file. */
function renderMap(map: Readonly<Record<string, Text>>, render: Render): JsonRecord {
  const keys = Object.keys(map).sort();
  return Object.fromEntries(keys.map((key) => [escapeTemplate(key), render(map[key] ?? "")]));
}

function renderValue(value: Value, style: Style): unknown {
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value === "string" || isString(value)) return style.render(value);
  if (Array.isArray(value)) return value.map((item: Value) => renderValue(item, style));
  return renderBlock(value, style);
}

/** Late values, texts in parts and expressions; no block of a resource has an argument called `late`, `parts` or `kind`. */
function isString(value: object): value is Exclude<Text, string> | Expression {
  return "late" in value || "parts" in value || "kind" in value;
}

/** The Terraform name of a binding's property: `httpProtocolIpv6` is `http_protocol_ipv6`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function terraformJson({ requiredVersion, requiredProviders, backend }: TerraformSettings): JsonRecord {
  return {
    required_version: requiredVersion,
    required_providers: requiredProviders,
    ...(backend === undefined ? {} : { backend: { [backend.type]: backend.config } }),
  };
}

function providerJson({ region, allowedAccountIds, assumeRoleArn }: ProviderSettings): JsonRecord {
  return {
    region: terraformString(region),
    allowed_account_ids: allowedAccountIds.map(terraformString),
    ...(assumeRoleArn === undefined ? {} : { assume_role: [{ role_arn: terraformString(assumeRoleArn) }] }),
  };
}

function variableJson({ description, default: initial, validation }: TerraformVariable): JsonRecord {
  return {
    type: "string",
    description,
    ...(initial === undefined ? {} : { default: initial }),
    nullable: false,
    ...(validation === undefined
      ? {}
      : { validation: [{ condition: `\${${validation.condition}}`, error_message: escapeTemplate(validation.errorMessage) }] }),
  };
}

function outputJson({ description, value }: Output): JsonRecord {
  return { description, value: renderMap(value, terraformStyle.render) };
}

function unlessEmpty(record: JsonRecord): JsonRecord {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined && Object.keys(value as object).length > 0),
  );
}
