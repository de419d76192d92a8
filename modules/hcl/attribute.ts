/** Attributes: documents as `jsonencode`, base64 as the text that it stands for, everything else as it is. */
import type { Path, Report } from "../problem";
import { documentNodes } from "./document";
import type { Shape } from "./grammar";
import { isBase64, isDocument, isScalar } from "./json-attributes";
import { callNodes, type Nodes, token } from "./node";
import { isHeredoc } from "./text";
import { valueNodes } from "./value";

/** What printing needs besides the JSON. `owner` names the resource in problems. */
export interface Context {
  readonly report: Report;
  readonly isString: (nodes: Nodes) => boolean;
  readonly owner: string;
}

/** The text that a base64 literal stands for, when encoding it again gives exactly that literal and it prints as a heredoc. */
function decodedNodes(literal: unknown): Nodes | undefined {
  if (typeof literal !== "string" || !/^[A-Za-z0-9+/]+={0,2}$/.test(literal)) return undefined;
  const text = Buffer.from(literal, "base64").toString("utf8");
  // Terraform normalises strings (https://developer.hashicorp.com/terraform/language/expressions/types#strings)
  const exact = Buffer.from(text, "utf8").toString("base64") === literal && text.normalize("NFC") === text;
  if (!exact || !isHeredoc([text])) return undefined;
  return callNodes("base64encode", [{ kind: "string", segments: [text] }]);
}

/** The value of an attribute of a body of the given shape. Reports what `valueNodes` reports. */
export function attributeNodes(name: string, value: unknown, shape: Shape, path: Path, context: Context): Nodes {
  const place = (Object.hasOwn(shape.places, name) ? shape.places[name] : undefined) ?? shape.rest;
  const attribute = `${shape.trail}${name}`;
  if (typeof value === "string" && isScalar(shape.type, attribute, value)) return [token("ident", value)];
  const decoded = isBase64(shape.type, attribute) ? decodedNodes(value) : undefined;
  if (decoded !== undefined) return decoded;
  const nodes = valueNodes(value, place, path, context.report);
  const [only] = nodes;
  if (nodes.length !== 1 || only?.kind !== "string" || !isDocument(shape.type, attribute)) return nodes;
  return documentNodes(only.segments, context.isString) ?? nodes;
}
