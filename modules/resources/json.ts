/** Stack resources as the value of a `cdk.tf.json`, Terraform's JSON syntax. */
import type { Text } from "../model/text";
import { type Expression, escapeTemplate, terraformString } from "./expression";
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
  const resources = new Map<string, (readonly [string, JsonRecord])[]>();
  for (const resource of stack.resources) {
    const entry = [resource.id, resourceJson(resource)] as const;
    const sameType = resources.get(resource.type);
    if (sameType === undefined) resources.set(resource.type, [entry]);
    else sameType.push(entry);
  }
  return unlessEmpty({
    terraform: terraformJson(stack.terraform),
    provider: { aws: [providerJson(stack.provider)] },
    variable: Object.fromEntries(stack.variables.map((variable) => [variable.name, variableJson(variable)])),
    resource: Object.fromEntries([...resources].map(([type, entries]) => [type, Object.fromEntries(entries)])),
    output: Object.fromEntries(stack.outputs.map((output) => [output.name, outputJson(output)])),
  });
}

/** A value as JSON text: two spaces, keys in their order, a newline at the end. */
export function printJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The configuration of a resource as the bindings' constructors take it: every text and expression rendered. */
export function renderedConfig<T extends ResourceType>(resource: Resource<T>): ConfigByType[T] {
  return renderBlock(resource.config, (key) => key) as ConfigByType[T];
}

/** The body of a resource in Terraform's JSON syntax. */
export function resourceJson(resource: Resource): JsonRecord {
  return {
    ...noteJson(resource),
    ...(renderBlock(resource.config, snakeCase) as JsonRecord),
    ...(resource.dependsOn === undefined || resource.dependsOn.length === 0 ? {} : { depends_on: resource.dependsOn }),
    ...(resource.lifecycle === undefined ? {} : { lifecycle: lifecycleJson(resource.lifecycle) }),
  };
}

function noteJson({ comments, reasons }: Resource): JsonRecord {
  if (comments.length === 0 && reasons === undefined) return {};
  const note = unlessEmpty({ comments, statements: reasons ?? {} });
  return { "//": { rolewright: note } };
}

function lifecycleJson({ ignoreChanges, createBeforeDestroy }: Lifecycle): JsonRecord {
  return {
    ...(createBeforeDestroy === undefined ? {} : { create_before_destroy: createBeforeDestroy }),
    ...(ignoreChanges === undefined ? {} : { ignore_changes: ignoreChanges }),
  };
}

type Value = Text | Expression | number | boolean | readonly Value[] | { readonly [key: string]: Value };

function renderBlock(block: object, rename: (key: string) => string): unknown {
  const entries = Object.entries(block as Readonly<Record<string, Value>>);
  return Object.fromEntries(
    entries.flatMap(([key, value]) => {
      if (!mapArguments.has(key)) return [[rename(key), renderValue(value, rename)]];
      const map = renderMap(value as Readonly<Record<string, Text>>);
      return Object.keys(map).length === 0 ? [] : [[rename(key), map]];
    }),
  );
}

function renderMap(map: Readonly<Record<string, Text>>): JsonRecord {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [escapeTemplate(key), terraformString(value)]));
}

function renderValue(value: Value, rename: (key: string) => string): unknown {
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value === "string" || isString(value)) return terraformString(value);
  if (Array.isArray(value)) return value.map((item: Value) => renderValue(item, rename));
  return renderBlock(value, rename);
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
  return { description, value: renderMap(value) };
}

function unlessEmpty(record: JsonRecord): JsonRecord {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined && Object.keys(value as object).length > 0),
  );
}
