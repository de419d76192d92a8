/** Strings of JSON syntax that are JSON documents themselves. */
import { type Expression, loneExpression } from "../node";
import { documentNodes } from "./document";
import { readTemplate } from "./expression";

/** The argument of a call of `jsonencode`. */
function encoded([name, group, ...others]: Expression): Expression | undefined {
  const isCall = others.length === 0 && name?.kind === "token" && name.text === "jsonencode" && group?.kind === "group";
  return isCall && group.open === "(" && group.items.length === 1 ? group.items[0]?.value : undefined;
}

/**
 * The value whose JSON text a string of JSON syntax yields: that of `${jsonencode(value)}`, or of JSON text with holes in its strings, which are taken for
 * strings. Undefined for any other string, and for text that is no template.
 */
export function readJsonTemplate(text: string): Expression | undefined {
  const segments = readTemplate(text);
  if (segments === undefined) return undefined;
  const nodes = loneExpression(segments) ?? documentNodes(segments, () => true);
  return nodes && encoded(nodes);
}
