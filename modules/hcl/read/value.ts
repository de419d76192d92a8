/** JSON values as HCL expressions, by what the place that they stand in makes of strings. */
import { error, type Path, quote, type Report } from "../../problem";
import { call, list } from "../build";
import { type Expression, keyNodes, loneExpression, objectNode, type Segment, token, withTallObjects } from "../node";
import { type StringSyntax, syntaxBelow } from "../schema/grammar";
import { wellFormed } from "../text";
import { readExpression, readTemplate } from "./expression";

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

function bareNodes(text: string, reader: Reader): Expression {
  const segments = text.includes("{") ? readTemplate(text) : undefined;
  const nodes = (segments && loneExpression(segments)) ?? readExpression(text);
  if (nodes !== undefined) return nodes;
  const help = "write a reference as Terraform does, like `aws_iam_role.task`";
  reader.report(error("invalid-template", reader.path, `${quote(text)} is not a reference`, help));
  return [token("ident", "null")];
}

/** The short forms of Terraform 0.11, which `terraform fmt` writes out (https://developer.hashicorp.com/terraform/language/expressions/type-constraints). */
const openTypes: ReadonlySet<string> = new Set(["list", "map", "set"]);

function stringNodes(text: string, syntax: StringSyntax, reader: Reader): Expression {
  if (syntax === "type" && openTypes.has(text)) return call(text, [token("ident", "any")]);
  if (syntax === "type" || syntax === "reference") return bareNodes(text, reader);
  if (syntax !== "template") return [{ kind: "string", segments: [wellFormed(text)] }];
  const segments = readSegments(text, reader);
  const expression = loneExpression(segments);
  if (expression === undefined) return [{ kind: "string", segments }];
  return text.includes("jsonencode(") ? withTallObjects(expression) : expression;
}

function numberNodes(value: number | bigint, reader: Reader): Expression {
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

function keyOf(key: string, syntax: StringSyntax, reader: Reader): Expression {
  if (syntax === "reference") return bareNodes(key, reader);
  return keyNodes(syntax === "template" ? readSegments(key, reader) : [wellFormed(key)]);
}

/**
 * A JSON value as nodes. Reports `invalid-template`, `inexact-number`, `too-deep` and `wrong-type`, each at its path; the nodes are then
 * of no use.
 */
export function valueNodes(value: unknown, syntax: StringSyntax, path: Path, report: Report): Expression {
  const reader: Reader = { report, path };
  if (typeof value === "string") return stringNodes(value, syntax, reader);
  if (typeof value === "number" || typeof value === "bigint") return numberNodes(value, reader);
  if (value === null || typeof value === "boolean") return [token("ident", String(value))];
  if (path.length > deepest) {
    report(error("too-deep", path, "values are nested deeper than Terraform configuration can be"));
    return [];
  }
  if (Array.isArray(value)) return list(value.map((item, index) => valueNodes(item, syntax, [...path, index], report)));
  if (typeof value === "object") {
    const items = Object.entries(value).map(([key, item]) => {
      const at = [...path, key];
      return { key: keyOf(key, syntax, { report, path: at }), value: valueNodes(item, syntaxBelow(syntax, key), at, report) };
    });
    return [objectNode(items)];
  }
  report(error("wrong-type", path, `a value of type ${quote(typeof value)} is not JSON`));
  return [];
}
