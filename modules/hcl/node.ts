/**
 * Expressions as bracket trees: flat rows of tokens, in which strings are taken apart into segments and brackets hold nodes of
 * their own. Enough to print them in either syntax and to find the values in them; operators and traversals stay rows of tokens
 * (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md).
 */

/** A token outside strings and brackets; punctuation has its own text as its type. */
export interface HclToken {
  readonly kind: "token";
  readonly type: string;
  readonly text: string;
  /** Set on a value that stands elsewhere: the template that yields it (`${var.key}`). `resolveValues` puts other parts in its place. */
  readonly template?: string;
  /** Set on the name of a call of `jsonencode` whose text may be any spelling of the same document. */
  readonly document?: true;
}

/** `${ }` or `%{ }` in a string. Strip markers (`~`) are resolved when the template is read. */
export interface Hole {
  readonly kind: "interpolation" | "directive";
  readonly nodes: Expression;
}

/** A part of a template: decoded literal text or a hole. Two literals never follow each other. */
export type Segment = string | Hole;

/** A quoted string or heredoc. */
export interface StringNode {
  readonly kind: "string";
  readonly segments: readonly Segment[];
}

/** One element of a group; `key` in objects only, and not in `for` expressions. */
export interface GroupItem {
  readonly key?: Expression;
  readonly value: Expression;
  /** Lines above the element of a list that is printed one item a line. */
  readonly comments?: readonly string[];
}

/**
 * Tokens in brackets. `index` marks `[0]` after an operand, `loop` a `for` expression (one item). `tall` asks for one item a line, and a group that
 * holds a tall one is tall itself; `false` keeps it on one line, however long that gets.
 */
export interface HclGroup {
  readonly kind: "group";
  readonly open: "(" | "[" | "{";
  readonly items: readonly GroupItem[];
  readonly role?: "index" | "loop";
  readonly tall?: boolean;
}

/** A node of the bracket tree. */
export type HclNode = HclToken | StringNode | HclGroup;

/** An expression or a piece of one: its nodes in order. */
export type Expression = readonly HclNode[];

/** A token of the given type; the text is the type unless told otherwise. */
export function token(type: string, text: string = type): HclToken {
  return { kind: "token", type, text };
}

/** Whether a value is an expression and not a list of something else. */
export function isExpression(value: unknown): value is Expression {
  if (!Array.isArray(value)) return false;
  const [first]: readonly unknown[] = value;
  return typeof first === "object" && first !== null && "kind" in first && /^(?:token|string|group)$/.test(String(first.kind));
}

/** Names that HCL reads as something else than a key when they stand bare in an object. */
const reservedKeys: ReadonlySet<string> = new Set(["for", "null", "true", "false"]);

/** The nodes of an object key: bare where it is a plain word, a quoted string elsewhere, in parentheses when it is one expression. */
export function keyNodes(segments: readonly Segment[]): Expression {
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
export function loneExpression(segments: readonly Segment[]): Expression | undefined {
  const [only] = segments;
  if (segments.length !== 1 || typeof only !== "object" || only.kind !== "interpolation") return undefined;
  const [inner] = only.nodes;
  return (only.nodes.length === 1 && inner?.kind === "string" && loneExpression(inner.segments)) || only.nodes;
}

/** Whether a group must be printed with one item a line because one of its parts must. */
export function isTall(nodes: Expression): boolean {
  return nodes.some((node) => node.kind === "group" && node.tall === true);
}

/** An object with one item a line, or `{}`. */
export function objectNode(items: readonly GroupItem[]): HclGroup {
  return items.length === 0 ? { kind: "group", open: "{", items } : { kind: "group", open: "{", items, tall: true };
}

/** A bracket of items without keys; tall when one of them is. */
export function groupNode(open: "(" | "[", items: readonly GroupItem[]): HclGroup {
  return items.some((item) => isTall(item.value)) ? { kind: "group", open, items, tall: true } : { kind: "group", open, items };
}

/** The same expression with every object in it one item a line, as documents are easiest to read. */
export function withTallObjects(nodes: Expression): Expression {
  return nodes.map((node) => {
    if (node.kind !== "group" || node.role === "index") return node;
    const items = node.items.map((item) => ({ ...item, value: withTallObjects(item.value) }));
    const object = node.open === "{" && node.role !== "loop" && items.length > 0;
    return object || items.some((item) => isTall(item.value)) ? { ...node, items, tall: true } : node;
  });
}

/** The literal `Sid` of the object that an expression ends with: a statement of a policy, or what a `for` expression makes one of. */
export function sidOf(nodes: Expression): string | undefined {
  const last = nodes.at(-1);
  if (last?.kind !== "group" || last.open !== "{" || last.role === "loop") return undefined;
  const sid = last.items.find(({ key = [] }) => {
    const [only] = key;
    if (key.length !== 1 || only === undefined) return false;
    return only.kind === "token" ? only.text === "Sid" : only.kind === "string" && only.segments[0] === "Sid";
  });
  const [text] = sid?.value.length === 1 && sid.value[0]?.kind === "string" ? sid.value[0].segments : [];
  return typeof text === "string" ? text : undefined;
}
