/** What can be wrong with an expression or a block: the usual mutation operators, on TypeScript's own syntax tree. */
import ts from "typescript";

/** A replacement for the text of one node; `name` is the operator. */
export interface Replacement {
  readonly name: string;
  readonly text: string;
}

type Operator = (node: ts.Node, source: ts.SourceFile) => readonly Replacement[];

const equality: Readonly<Record<string, readonly string[]>> = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "===": ["!=="],
  "!==": ["==="],
};
const logical: Readonly<Record<string, readonly string[]>> = { "&&": ["||"], "||": ["&&"], "??": ["&&"] };
const arithmetic: Readonly<Record<string, readonly string[]>> = {
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "**": ["*"],
  "+=": ["-="],
  "-=": ["+="],
};
const methods: ReadonlyMap<string, string> = new Map(
  Object.entries({
    some: "every",
    every: "some",
    startsWith: "endsWith",
    endsWith: "startsWith",
    toLowerCase: "toUpperCase",
    toUpperCase: "toLowerCase",
    min: "max",
    max: "min",
  }),
);
/** Calls that give back what they were called on, or nearly. */
const dropped = new Set(["filter", "slice", "sort", "toSorted", "reverse", "trim", "replace", "replaceAll"]);

const binary: Operator = (node, source) => {
  if (!ts.isBinaryExpression(node)) return [];
  const sign = node.operatorToken.getText(source);
  const [left, right] = [operand(node.left, source), operand(node.right, source)];
  const swap = (name: string, table: Readonly<Record<string, readonly string[]>>): readonly Replacement[] =>
    (table[sign] ?? []).map((other) => ({ name, text: `${left} ${other} ${right}` }));
  const isText = [node.left, node.right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side));
  const truth = sign in equality || sign === "&&" || sign === "||" ? ["true", "false"] : [];
  return [
    ...swap("equality", equality),
    ...swap("logical", logical),
    ...(isText ? [] : swap("arithmetic", arithmetic)),
    ...truth.map((text) => ({ name: "condition", text })),
  ];
};

/** Another operator between the same operands must not take them apart, nor mix `??` with `&&`. */
function operand(node: ts.Expression, source: ts.SourceFile): string {
  const text = node.getText(source);
  return ts.isBinaryExpression(node) ? `(${text})` : text;
}

/** Conditions that are a call or a name; comparisons have been dealt with. */
const condition: Operator = (node) => {
  const { parent } = node;
  if (parent === undefined || ts.isBinaryExpression(node)) return [];
  const decides =
    ((ts.isIfStatement(parent) || ts.isWhileStatement(parent)) && parent.expression === node) ||
    (ts.isConditionalExpression(parent) && parent.condition === node) ||
    (ts.isForStatement(parent) && parent.condition === node);
  return decides && ts.isExpression(node) ? ["true", "false"].map((text) => ({ name: "condition", text })) : [];
};

const literal: Operator = (node, source) => {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [{ name: "boolean", text: "false" }];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [{ name: "boolean", text: "true" }];
  if (ts.isPrefixUnaryExpression(node)) return unary(node, source);
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isTaggedTemplateExpression(node)) {
    const text = node.getText(source);
    // Sentences are wording; what they say is not what is decided.
    if (text.includes(" ") || text.includes("https://")) return [];
    return [{ name: "string", text: text.length === 2 ? '"mutated"' : '""' }];
  }
  if (ts.isArrayLiteralExpression(node)) return [{ name: "array", text: node.elements.length === 0 ? '["mutated"]' : "[]" }];
  return ts.isObjectLiteralExpression(node) && node.properties.length > 0 ? [{ name: "object", text: "({})" }] : [];
};

function unary(node: ts.PrefixUnaryExpression, source: ts.SourceFile): readonly Replacement[] {
  const operand = node.operand.getText(source);
  if (node.operator === ts.SyntaxKind.ExclamationToken) return [{ name: "negation", text: operand }];
  return node.operator === ts.SyntaxKind.MinusToken ? [{ name: "sign", text: operand }] : [];
}

const call: Operator = (node, source) => {
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return [{ name: "arrow", text: "(() => undefined)" }];
  if (ts.isPropertyAccessExpression(node) && node.questionDotToken !== undefined) {
    return [{ name: "optional", text: `${node.expression.getText(source)}.${node.name.text}` }];
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { name, expression } = node.expression;
  const target = expression.getText(source);
  if (dropped.has(name.text)) return [{ name: "method", text: target }];
  const other = methods.get(name.text);
  if (other === undefined) return [];
  return [{ name: "method", text: `${target}.${other}(${node.arguments.map((one) => one.getText(source)).join(", ")})` }];
};

/** Anchors, classes and quantifiers of a regular expression, one at a time. */
const pattern: Operator = (node, source) => {
  if (!ts.isRegularExpressionLiteral(node)) return [];
  const text = node.getText(source);
  const changes: readonly (readonly [RegExp, (found: string) => string])[] = [
    [/(?<=[/(|])\^/g, () => ""],
    [/(?<!\\)\$(?=[/)|])/g, () => ""],
    [/(?<!\\)\[\^?/g, (found) => (found === "[" ? "[^" : "[")],
    [/\\[dDwWsS]/g, (found) => `\\${found[1] === found[1]?.toLowerCase() ? found[1]?.toUpperCase() : found[1]?.toLowerCase()}`],
    [/(?<=[\])a-z])[*+?](?![:=!<])/g, () => ""],
    [/(?<=[\])a-z])\{[0-9,]+\}/g, () => ""],
  ];
  return changes.flatMap(([where, change]) =>
    [...text.matchAll(where)].map((match) => ({
      name: "regex",
      text: `${text.slice(0, match.index)}${change(match[0])}${text.slice(match.index + match[0].length)}`,
    })),
  );
};

const operators: readonly Operator[] = [binary, condition, literal, call, pattern];

/** Every replacement of one expression. */
export function replacementsOf(node: ts.Node, source: ts.SourceFile): readonly Replacement[] {
  const all = operators.flatMap((operator) => operator(node, source));
  // A pattern without anything in it would be a comment.
  return all.filter(({ text }, index) => all.findIndex((other) => other.text === text) === index && !text.startsWith("//"));
}
