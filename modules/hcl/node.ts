/**
 * An HCL expression as a bracket tree: tokens, strings already decoded, and groups in brackets. It is all that a printer needs to know;
 * operators and traversals stay rows of tokens (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md).
 */

/** A token outside strings and brackets; punctuation has its own text as its type. */
interface Token {
  readonly kind: "token";
  readonly type: string;
  readonly text: string;
}

/** `${ }` or `%{ }` in a string. Strip markers (`~`) are resolved when the template is read. */
export interface Hole {
  readonly kind: "interpolation" | "directive";
  readonly nodes: Nodes;
}

/** A part of a template: decoded literal text or a hole. Two literals never follow each other. */
export type Segment = string | Hole;

/** A quoted string or heredoc. */
export interface StringNode {
  readonly kind: "string";
  readonly segments: readonly Segment[];
}

/** One element of a group; `key` in objects only, and not in `for` expressions. */
export interface Item {
  readonly key?: Nodes;
  readonly value: Nodes;
}

/**
 * Tokens in brackets. `index` marks `[0]` after an operand, `loop` a `for` expression (one item). `tall` asks for one item a line;
 * a group that holds a tall one is tall itself.
 */
export interface Group {
  readonly kind: "group";
  readonly open: "(" | "[" | "{";
  readonly items: readonly Item[];
  readonly role?: "index" | "loop";
  readonly tall?: true;
}

/** A node of the bracket tree. */
export type Node = Token | StringNode | Group;

/** An expression or a piece of one, in order. */
export type Nodes = readonly Node[];

/** A token of the given type; the text is the type unless told otherwise. */
export function token(type: string, text: string = type): Token {
  return { kind: "token", type, text };
}

/** Names that HCL reads as something else than a key when they stand bare in an object. */
const reservedKeys: ReadonlySet<string> = new Set(["for", "null", "true", "false"]);

/** The nodes of an object key: bare where it is a plain word, a quoted string elsewhere, in parentheses when it is one expression. */
export function keyNodes(segments: readonly Segment[]): Nodes {
  const [only] = segments;
  if (segments.length === 1 && typeof only === "object" && only.kind === "interpolation") {
    return [{ kind: "group", open: "(", items: [{ value: only.nodes }] }];
  }
  if (segments.length === 1 && typeof only === "string" && /^[A-Za-z_][A-Za-z0-9_]*$/.test(only) && !reservedKeys.has(only)) {
    return [token("ident", only)];
  }
  return [{ kind: "string", segments }];
}

/** The one expression of a template that consists of nothing else; Terraform keeps its type, however often it is wrapped. */
export function loneExpression(segments: readonly Segment[]): Nodes | undefined {
  const [only] = segments;
  if (segments.length !== 1 || typeof only !== "object" || only.kind !== "interpolation") return undefined;
  const [inner] = only.nodes;
  return (only.nodes.length === 1 && inner?.kind === "string" && loneExpression(inner.segments)) || only.nodes;
}

/** Whether a group must be printed with one item a line because one of its parts must. */
export function isTall(nodes: Nodes): boolean {
  return nodes.some((node) => node.kind === "group" && node.tall === true);
}

/** An object with one item a line, or `{}`. */
export function objectNode(items: readonly Item[]): Group {
  return items.length === 0 ? { kind: "group", open: "{", items } : { kind: "group", open: "{", items, tall: true };
}

/** A list; tall when one of its items is. */
export function listNode(values: readonly Nodes[]): Group {
  const items = values.map((value) => ({ value }));
  return values.some(isTall) ? { kind: "group", open: "[", items, tall: true } : { kind: "group", open: "[", items };
}

/** A call with one argument. */
export function callNodes(name: string, argument: Nodes): Nodes {
  const items = [{ value: argument }];
  const group: Group = isTall(argument) ? { kind: "group", open: "(", items, tall: true } : { kind: "group", open: "(", items };
  return [token("ident", name), group];
}

/** The same expression with every object in it one item a line, as documents are easiest to read. */
export function withTallObjects(nodes: Nodes): Nodes {
  return nodes.map((node) => {
    if (node.kind !== "group" || node.role === "index") return node;
    const items = node.items.map((item) => ({ ...item, value: withTallObjects(item.value) }));
    const object = node.open === "{" && node.role !== "loop" && items.length > 0;
    return object || items.some((item) => isTall(item.value)) ? { ...node, items, tall: true } : node;
  });
}
