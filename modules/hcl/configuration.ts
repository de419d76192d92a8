/** The tree of a Terraform configuration: blocks of attributes and further blocks (https://developer.hashicorp.com/terraform/language/syntax/configuration). */
import { type Expression, type GroupItem, sidOf } from "./node";

/** `name = value`. */
export interface Attribute {
  readonly kind: "attribute";
  readonly name: string;
  readonly value: Expression;
}

/** What stands between the braces of a block, in order. */
export type BlockBody = readonly (Attribute | Block)[];

/** A block: `type "label" { ... }`. */
export interface Block {
  readonly kind: "block";
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: BlockBody;
  /** Lines above it; nothing in them has to be safe. */
  readonly comments: readonly string[];
  /** Whether there may be several of them: JSON writes a list then, even of one. */
  readonly repeatable?: true;
}

/** A configuration, or what one file of it has. */
export type Configuration = readonly Block[];

/** An attribute. */
export function attribute(name: string, value: Expression): Attribute {
  return { kind: "attribute", name, value };
}

/** A block with its labels and comments. */
export function block(type: string, labels: readonly string[], body: BlockBody, comments: readonly string[] = []): Block {
  return { kind: "block", type, labels, body, comments };
}

/** The same block as one of several. */
export function repeatable(one: Block): Block {
  return { ...one, repeatable: true };
}

/** The value of an attribute; undefined where there is none of that name. */
export function attributeOf(body: BlockBody, name: string): Expression | undefined {
  return body.find((item): item is Attribute => item.kind === "attribute" && item.name === name)?.value;
}

/** The blocks of one type. */
export function blocksOfType(body: BlockBody, type: string): readonly Block[] {
  return body.filter((item): item is Block => item.kind === "block" && item.type === type);
}

/** The comments above the statements in an expression, by Sid, in their order. */
export function statementComments(nodes: Expression): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const visit = ({ value, comments }: GroupItem): void => {
    const sid = comments === undefined ? undefined : sidOf(value);
    if (sid !== undefined && comments !== undefined) found.set(sid, comments);
    for (const node of value) {
      if (node.kind === "group") for (const item of node.items) visit(item);
    }
  };
  visit({ value: nodes });
  return found;
}

/** The configuration as a module: without providers, imports, backend and `cloud`, which no module may have (https://developer.hashicorp.com/terraform/language/import). */
export function asModule(configuration: Configuration): Configuration {
  const foreign = new Set(["backend", "cloud"]);
  return configuration
    .filter(({ type }) => type !== "provider" && type !== "import")
    .map((one) => {
      if (one.type !== "terraform") return one;
      return { ...one, body: one.body.filter((item) => item.kind !== "block" || !foreign.has(item.type)) };
    });
}
