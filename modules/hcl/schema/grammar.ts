/**
 * Terraform's own blocks: what strings are in each argument, which arguments are blocks, and in which order people write them.
 * https://developer.hashicorp.com/terraform/language/syntax/json#block-type-specific-exceptions
 * https://developer.hashicorp.com/terraform/language/style
 */
import type { BlockTree } from "./blocks";

/**
 * What a string of JSON syntax is in its argument (https://developer.hashicorp.com/terraform/language/syntax/json#block-type-specific-exceptions):
 * a template, literal text, a reference or keyword, or the type of a variable.
 */
export type StringSyntax = "template" | "literal" | "reference" | "type" | "provider-requirement";

/** What a body may contain and how it is printed. */
export interface BlockShape {
  /** What strings are in the arguments named here. */
  readonly syntax: Readonly<Record<string, StringSyntax>>;
  /** What strings are in all other arguments. */
  readonly rest: StringSyntax;
  /** Blocks of Terraform itself, with the number of their labels. */
  readonly blocks: Readonly<Record<string, NestedShape>>;
  /** Blocks of a provider; absent where `blocks` are all. */
  readonly tree?: BlockTree;
  /** Arguments that come first, in this order. */
  readonly first: readonly string[];
  /** How many of `first` are meta-arguments, set apart by a blank line. */
  readonly meta: number;
  /** Whether values of several lines stand apart from the others. */
  readonly spaced: boolean;
  /** The resource type and the blocks that led here, for attributes that hold documents. */
  readonly type: string;
  readonly trail: string;
}

/** A block inside a body. */
export interface NestedShape {
  readonly labels: number;
  readonly shape: BlockShape;
}

const base: BlockShape = { syntax: {}, rest: "template", blocks: {}, first: [], meta: 0, spaced: false, type: "", trail: "" };
const literal: BlockShape = { ...base, rest: "literal" };

function nested(shape: BlockShape, labels = 0): NestedShape {
  return { labels, shape };
}

const condition = nested({ ...base, first: ["condition", "error_message"] });
const connection = nested(base);
const lifecycle = nested({
  ...base,
  syntax: {
    create_before_destroy: "literal",
    prevent_destroy: "literal",
    ignore_changes: "reference",
    replace_triggered_by: "reference",
  },
  blocks: { precondition: condition, postcondition: condition },
});
const provisioner = nested({ ...base, syntax: { when: "reference", on_failure: "reference" }, blocks: { connection } }, 1);

/** Arguments by which people recognise a resource. */
const identity = ["name", "name_prefix", "family", "description"];

const resourceBase: BlockShape = {
  ...base,
  syntax: { provider: "reference", depends_on: "reference" },
  first: ["count", "for_each", "provider", ...identity],
  meta: 3,
  spaced: true,
};

const dataBlocks = { lifecycle };
const resourceBlocks = { lifecycle, connection, provisioner };

/** The body of a resource, data source or ephemeral resource of the given type (`data.aws_ami` for data sources). */
export function resourceShape(type: string, tree: BlockTree): BlockShape {
  return { ...resourceBase, blocks: type.startsWith("data.") ? dataBlocks : resourceBlocks, tree, type };
}

/** The syntax of the strings of an argument. */
export function syntaxOf(shape: BlockShape, argument: string): StringSyntax {
  return (Object.hasOwn(shape.syntax, argument) ? shape.syntax[argument] : undefined) ?? shape.rest;
}

/** The syntax of the strings below `key` of a value. */
export function syntaxBelow(syntax: StringSyntax, key: string): StringSyntax {
  if (syntax !== "provider-requirement") return syntax;
  return key === "configuration_aliases" ? "reference" : "literal";
}

const innerShapes = new WeakMap<BlockShape, Map<string, BlockShape>>();

/** The body of the provider's block `name` inside the body of the shape `outer`; `tree` are the blocks in it. */
export function innerShape(outer: BlockShape, name: string, tree: BlockTree): BlockShape {
  const known = innerShapes.get(outer) ?? new Map<string, BlockShape>();
  innerShapes.set(outer, known);
  const shape = known.get(name) ?? {
    ...base,
    tree,
    first: identity,
    spaced: true,
    type: outer.type,
    trail: `${outer.trail}${name}.`,
  };
  known.set(name, shape);
  return shape;
}

/** The body of a `dynamic` block around blocks of the given shape. */
export function dynamicShape(content: BlockShape): BlockShape {
  return {
    ...base,
    syntax: { iterator: "reference" },
    blocks: { content: nested(content) },
    first: ["for_each", "iterator", "labels"],
    spaced: true,
  };
}

/** The body of a block inside a body that is to be printed, whatever the provider says about it. */
export function nestedShape(outer: BlockShape, type: string, [label = ""]: readonly string[]): BlockShape {
  const own = Object.hasOwn(outer.blocks, type) ? outer.blocks[type] : undefined;
  if (own !== undefined) return own.shape;
  return type === "dynamic" ? dynamicShape(innerShape(outer, label, "guessed")) : innerShape(outer, type, "guessed");
}

/** The body of a provider configuration; alias and version are literal. */
export function providerShape(tree: BlockTree): BlockShape {
  return { ...base, syntax: { alias: "literal", version: "literal" }, first: ["alias", "region"], tree, spaced: true };
}

const workspaces = nested(literal);

/** The blocks at the top of a file that do not depend on a type; `data` in `check` is added by the caller. */
export const topShapes = {
  terraform: {
    ...literal,
    syntax: { experiments: "reference", language: "reference" },
    blocks: {
      required_providers: nested({ ...base, rest: "provider-requirement" }),
      backend: nested({ ...literal, blocks: { workspaces, exec: workspaces } }, 1),
      cloud: nested({ ...literal, blocks: { workspaces } }),
      provider_meta: nested(base, 1),
    },
    first: ["required_version"],
    spaced: true,
  },
  variable: {
    ...literal,
    syntax: { type: "type" },
    blocks: { validation: condition },
    first: ["type", "description", "default", "sensitive", "ephemeral", "nullable"],
  },
  locals: base,
  output: {
    ...base,
    syntax: { description: "literal", sensitive: "literal", ephemeral: "literal", depends_on: "reference" },
    blocks: { precondition: condition },
    first: ["description", "value", "sensitive", "ephemeral"],
  },
  module: {
    ...base,
    syntax: { source: "literal", version: "literal", providers: "reference", depends_on: "reference" },
    first: ["source", "version", "count", "for_each", "providers"],
    meta: 5,
    spaced: true,
  },
  moved: { ...base, rest: "reference" },
  import: { ...base, syntax: { to: "reference", provider: "reference" }, first: ["for_each", "to", "id", "provider"] },
  removed: { ...base, syntax: { from: "reference" }, blocks: { lifecycle: nested(literal), provisioner, connection } },
  check: { ...base, blocks: { assert: condition }, spaced: true },
} as const satisfies Readonly<Record<string, BlockShape>>;

const values = nested(base);

/** The blocks of a test file (https://developer.hashicorp.com/terraform/language/tests). */
export const testShapes: Readonly<Record<string, BlockShape>> = {
  mock_provider: base,
  run: { ...base, blocks: { variables: values, override_data: values, assert: condition }, first: ["command"], spaced: true },
};
