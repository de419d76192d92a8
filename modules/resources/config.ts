/** Configurations of resources as bodies of blocks, and as the constructors of the bindings take them. */
import { sortedEntries } from "../collections";
import {
  type Attribute,
  attribute,
  type Block,
  type BlockBody,
  block,
  type Expression,
  isExpression,
  list,
  literal,
  repeatable,
} from "../hcl";
import type { Text } from "../iam/text";
import { stringExpression, terraformString, textMap } from "./expression";
import type { ConfigByType, Resource, ResourceType } from "./resource";

/** Arguments whose keys are the user's: they are values, and are not renamed. Everything else with keys is a block. */
export const mapArguments: ReadonlySet<string> = new Set(["driverOpts", "labels", "options", "properties", "tags"]);

/** Makes a string of a text or an expression. */
export type Render = (value: Text | Expression) => string;

type ConfigValue = Text | Expression | number | boolean | readonly ConfigValue[] | ConfigBlock;

type ConfigBlock = { readonly [key: string]: ConfigValue };

/** The Terraform name of a binding's property: `httpProtocolIpv6` is `http_protocol_ipv6`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The configuration of a resource as the body of its block. */
export function configBody(config: object): BlockBody {
  return Object.entries(config as ConfigBlock).flatMap(([key, value]): readonly (Attribute | Block)[] => {
    const name = snakeCase(key);
    if (mapArguments.has(key)) {
      const map = value as Readonly<Record<string, Text>>;
      return Object.keys(map).length === 0 ? [] : [attribute(name, textMap(map))];
    }
    if (isBlock(value)) return [block(name, [], configBody(value))];
    if (isBlockList(value)) return value.map((one) => repeatable(block(name, [], configBody(one))));
    return [attribute(name, valueExpression(value))];
  });
}

function valueExpression(value: ConfigValue): Expression {
  if (typeof value === "number" || typeof value === "boolean") return literal(value);
  return isList(value) ? list(value.map(valueExpression)) : stringExpression(value as Text | Expression);
}

/** Late values and texts in parts are strings; no block of a resource has an argument called `late` or `parts`. */
function isBlock(value: ConfigValue): value is ConfigBlock {
  return typeof value === "object" && !Array.isArray(value) && !("late" in value || "parts" in value);
}

function isList(value: ConfigValue): value is readonly ConfigValue[] {
  return Array.isArray(value) && !isExpression(value);
}

function isBlockList(value: ConfigValue): value is readonly ConfigBlock[] {
  return isList(value) && value.length > 0 && value.every(isBlock);
}

/**
 * The configuration of a resource as the bindings' constructors take it. `render` makes a string of every text and expression; a framework
 * that has tokens renders those with late values (`isLateString`) when it resolves them.
 */
export function renderedConfig<T extends ResourceType>(resource: Resource<T>, render: Render = terraformString): ConfigByType[T] {
  return renderedBlock(resource.config as ConfigBlock, render) as ConfigByType[T];
}

function renderedBlock(config: ConfigBlock, render: Render): unknown {
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, value]) => {
      if (!mapArguments.has(key)) return [[key, renderedValue(value, render)]];
      const map = sortedEntries(value as Readonly<Record<string, Text>>).map(([of, text]) => [terraformString(of), render(text)]);
      return map.length === 0 ? [] : [[key, Object.fromEntries(map)]];
    }),
  );
}

function renderedValue(value: ConfigValue, render: Render): unknown {
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (isBlock(value)) return renderedBlock(value, render);
  if (isList(value)) return value.map((item) => renderedValue(item, render));
  return render(value as Text | Expression);
}
