/** JSON values as HCL expressions, by what the place that they stand in makes of strings. */
import { error, type Path, quote, type Report } from "../problem";
import { readExpression, readTemplate } from "./expression";
import {
  callNodes,
  keyNodes,
  listNode,
  loneExpression,
  type Nodes,
  objectNode,
  type Segment,
  token,
  withTallObjects,
} from "./node";
import { wellFormed } from "./text";

/**
 * What a string is in its place (https://developer.hashicorp.com/terraform/language/syntax/json#block-type-specific-exceptions):
 * a template, literal text, a reference or keyword, or the type of a variable.
 */
export type Place = "template" | "literal" | "reference" | "type" | "provider-requirement";

/** Deeper than any JSON that Terraform configuration needs; keeps hostile input off the stack. */
const deepest = 100;

/** Reads the strings of one place; where the text is not what the place needs, the problem is reported and "" stands in. */
interface Reader {
  readonly report: Report;
  readonly path: Path;
}

function readSegments(text: string, reader: Reader): readonly Segment[] {
  const segments = readTemplate(text);
  if (segments !== undefined) return segments;
  const help = "close every `${` and `%{`, or write `$${` and `%%{` for literal text";
  reader.report(error("invalid-template", reader.path, `${quote(text)} is not a Terraform template`, help));
  return [""];
}

function bareNodes(text: string, reader: Reader): Nodes {
  const segments = text.includes("{") ? readTemplate(text) : undefined;
  const nodes = (segments && loneExpression(segments)) ?? readExpression(text);
  if (nodes !== undefined) return nodes;
  const help = "write a reference as Terraform does, like `aws_iam_role.task`";
  reader.report(error("invalid-template", reader.path, `${quote(text)} is not a reference`, help));
  return [token("ident", "null")];
}

/** The short forms of Terraform 0.11, which `terraform fmt` writes out (https://developer.hashicorp.com/terraform/language/expressions/type-constraints). */
const openTypes: ReadonlySet<string> = new Set(["list", "map", "set"]);

function stringNodes(text: string, place: Place, reader: Reader): Nodes {
  if (place === "type" && openTypes.has(text)) return callNodes(text, [token("ident", "any")]);
  if (place === "type" || place === "reference") return bareNodes(text, reader);
  if (place !== "template") return [{ kind: "string", segments: [wellFormed(text)] }];
  const segments = readSegments(text, reader);
  const expression = loneExpression(segments);
  if (expression === undefined) return [{ kind: "string", segments }];
  return text.includes("jsonencode(") ? withTallObjects(expression) : expression;
}

function numberNodes(value: number | bigint, reader: Reader): Nodes {
  if (typeof value === "number" && !Number.isFinite(value)) {
    reader.report(error("wrong-type", reader.path, `${quote(String(value))} is not a JSON number`));
  } else if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    const help = "write it as a string: Terraform converts strings to numbers without loss";
    reader.report(
      error("inexact-number", reader.path, `the number ${quote(String(value))} is past 2^53, where JSON readers round`, help),
    );
  }
  return [token("number", Object.is(value, -0) ? "0" : String(value))];
}

function keyOf(key: string, place: Place, reader: Reader): Nodes {
  if (place === "reference") return bareNodes(key, reader);
  return keyNodes(place === "template" ? readSegments(key, reader) : [wellFormed(key)]);
}

function itemPlace(place: Place, key: string): Place {
  if (place !== "provider-requirement") return place;
  return key === "configuration_aliases" ? "reference" : "literal";
}

/**
 * A JSON value as nodes. Reports `invalid-template`, `inexact-number`, `too-deep` and `wrong-type`, each at its path; the nodes are then
 * of no use.
 */
export function valueNodes(value: unknown, place: Place, path: Path, report: Report): Nodes {
  const reader: Reader = { report, path };
  if (typeof value === "string") return stringNodes(value, place, reader);
  if (typeof value === "number" || typeof value === "bigint") return numberNodes(value, reader);
  if (value === null || typeof value === "boolean") return [token("ident", String(value))];
  if (path.length > deepest) {
    report(error("too-deep", path, "values are nested deeper than Terraform configuration can be"));
    return [];
  }
  if (Array.isArray(value)) return [listNode(value.map((item, index) => valueNodes(item, place, [...path, index], report)))];
  if (typeof value === "object") {
    const items = Object.entries(value).map(([key, item]) => {
      const at = [...path, key];
      return { key: keyOf(key, place, { report, path: at }), value: valueNodes(item, itemPlace(place, key), at, report) };
    });
    return [objectNode(items)];
  }
  report(error("wrong-type", path, `a value of type ${quote(typeof value)} is not JSON`));
  return [];
}
