/** The parser of shell text, loaded when there is some: starting without user data does not pay for it. */
import type { ParsedScript } from "unbash" with { "resolution-mode": "import" };

// The library is an ES module, which Node can load from here as it is: it waits for nothing.
type Parser = typeof import("unbash", { with: { "resolution-mode": "import" }});

export type {
  Assignment,
  Command,
  CompoundCommand,
  Function as FunctionNode,
  HereDoc,
  PipelineNode,
  Redirection,
  Statement,
  SyntaxNode,
  Word,
  WordPart,
} from "unbash" with { "resolution-mode": "import" };

/** The tree of a script; what the parser could not read is in its `errors`. */
export function parseShell(text: string): ParsedScript {
  const { parse }: Parser = require("unbash");
  return parse(text);
}

/** The direct children of a node, substitutions inside words among them. */
export function childrenOf(node: Parameters<Parser["forEachChild"]>[0]): readonly Parameters<Parser["forEachChild"]>[0][] {
  const { forEachChild }: Parser = require("unbash");
  const children: Parameters<Parser["forEachChild"]>[0][] = [];
  forEachChild(node, (child) => children.push(child));
  return children;
}
