/** Attributes: documents as `jsonencode`, base64 as the text that it stands for, everything else as it is. */
import type { Path, Report } from "../../problem";
import { call, literal } from "../build";
import type { Expression } from "../node";
import { type BlockShape, syntaxOf } from "../schema/grammar";
import { isBase64, isDocument } from "../schema/json-attributes";
import { isHeredoc } from "../text";
import { documentNodes } from "./document";
import { valueNodes } from "./value";

/** What reading needs besides the JSON. `owner` names the resource in problems. */
export interface ReadContext {
  readonly report: Report;
  readonly isString: (nodes: Expression) => boolean;
  readonly owner: string;
}

/** The text that a base64 literal stands for, when encoding it again gives exactly that literal and it prints as a heredoc. */
function decodedNodes(value: unknown): Expression | undefined {
  if (typeof value !== "string" || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return undefined;
  const text = Buffer.from(value, "base64").toString("utf8");
  // Terraform normalises strings (https://developer.hashicorp.com/terraform/language/expressions/types#strings)
  const exact = Buffer.from(text, "utf8").toString("base64") === value && text.normalize("NFC") === text;
  if (!exact || !isHeredoc([text])) return undefined;
  return call("base64encode", literal(text));
}

/** The value of an attribute of a body of the given shape. Reports what `valueNodes` reports. */
export function attributeNodes(name: string, value: unknown, shape: BlockShape, path: Path, context: ReadContext): Expression {
  const attribute = `${shape.trail}${name}`;
  const decoded = isBase64(shape.type, attribute) ? decodedNodes(value) : undefined;
  if (decoded !== undefined) return decoded;
  const nodes = valueNodes(value, syntaxOf(shape, name), path, context.report);
  const [only] = nodes;
  if (nodes.length !== 1 || only?.kind !== "string" || !isDocument(shape.type, attribute)) return nodes;
  return documentNodes(only.segments, context.isString) ?? nodes;
}
