/** What the architecture rules need to know of a source file, read from its syntax tree. */
import * as ts from "typescript";

/** One mention of another module. */
export interface Import {
  readonly specifier: string;
  /** Gone after compilation: `import type`, `import { type A }`, `import("x").A`. */
  readonly typeOnly: boolean;
  readonly line: number;
}

/** Something counted, and where it begins. */
export interface Measure {
  readonly name: string;
  readonly line: number;
  readonly value: number;
}

/** A source file, read. */
export interface SourceFile {
  /** From the root of the project, with `/`. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Every function with a body, in lines of that body. */
  readonly functions: readonly Measure[];
  /** Every function with a body, in control statements inside one another. */
  readonly nesting: readonly Measure[];
  /** Every use of a global that is not a pure function: `process`, `console`, `Math.random`, `Date.now`, `new Date()`... */
  readonly impurities: readonly Measure[];
}

/** Reads one file. */
export function readSource(path: string, text: string): SourceFile {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const nodes = descendants(file);
  const functions = nodes.filter(hasBody);
  const line = (node: ts.Node): number => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
  const measure = (node: ts.Node, name: string, value: number): Measure => ({ name, line: line(node), value });
  return {
    path,
    lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0),
    imports: nodes.flatMap((node) => importsOf(node).map((found) => ({ ...found, line: line(node) }))),
    functions: functions.map((node) => measure(node, nameOf(node), bodyLines(node.body, file))),
    nesting: functions.map((node) => measure(node, nameOf(node), depth(node.body))),
    impurities: nodes.flatMap((node) => impurityOf(node).map((name) => measure(node, name, 1))),
  };
}

function descendants(node: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (each: ts.Node): void => {
    found.push(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

type Found = Pick<Import, "specifier" | "typeOnly">;

function importsOf(node: ts.Node): readonly Found[] {
  if (ts.isImportDeclaration(node)) return named(node.moduleSpecifier, isTypeImport(node.importClause));
  if (ts.isExportDeclaration(node)) return named(node.moduleSpecifier, isTypeExport(node));
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return named(node.moduleReference.expression, node.isTypeOnly);
  }
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? named(node.argument.literal, true) : [];
  return ts.isCallExpression(node) && loads(node.expression) ? named(node.arguments[0], false) : [];
}

function loads(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (ts.isIdentifier(callee)) return callee.text === "require";
  return ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === "require";
}

/** A specifier that is computed could be anything, so it is reported as that. */
function named(specifier: ts.Node | undefined, typeOnly: boolean): readonly Found[] {
  if (specifier === undefined) return [];
  return [{ specifier: ts.isStringLiteralLike(specifier) ? specifier.text : "(computed)", typeOnly }];
}

function isTypeImport(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  const bindings = clause.namedBindings;
  if (clause.name !== undefined || bindings === undefined || !ts.isNamedImports(bindings)) return false;
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly);
}

function isTypeExport({ isTypeOnly, exportClause }: ts.ExportDeclaration): boolean {
  if (isTypeOnly) return true;
  if (exportClause === undefined || !ts.isNamedExports(exportClause)) return false;
  return exportClause.elements.length > 0 && exportClause.elements.every((element) => element.isTypeOnly);
}

type FunctionWithBody = ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody };

function hasBody(node: ts.Node): node is FunctionWithBody {
  return ts.isFunctionLike(node) && "body" in node && node.body !== undefined;
}

function nameOf(node: ts.FunctionLikeDeclaration): string {
  if (node.name !== undefined) return node.name.getText();
  const { parent } = node;
  if ((ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) && ts.isIdentifier(parent.name))
    return parent.name.text;
  return "a function without a name";
}

function bodyLines(body: ts.ConciseBody, file: ts.SourceFile): number {
  const lineAt = (position: number): number => file.getLineAndCharacterOfPosition(position).line;
  return lineAt(body.getEnd()) - lineAt(body.getStart(file)) + 1;
}

/** `else if` is no deeper than its `if`; a function inside counts as part of the one around it. */
function depth(node: ts.Node): number {
  let deepest = 0;
  ts.forEachChild(node, (child) => {
    deepest = Math.max(deepest, depth(child) + (isControl(child) ? 1 : 0));
  });
  return deepest;
}

function isControl(node: ts.Node): boolean {
  if (ts.isIfStatement(node)) return !(ts.isIfStatement(node.parent) && node.parent.elseStatement === node);
  return ts.isIterationStatement(node, false) || ts.isSwitchStatement(node) || ts.isTryStatement(node);
}

const impureGlobals = new Set([
  "process",
  "console",
  "performance",
  "globalThis",
  "global",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "fetch",
]);
const impureMembers: Readonly<Record<string, readonly string[]>> = {
  Math: ["random"],
  Date: ["now"],
  crypto: ["randomUUID", "getRandomValues", "randomBytes"],
};

function impurityOf(node: ts.Node): readonly string[] {
  if (ts.isNewExpression(node) && isNamed(node.expression, "Date") && (node.arguments ?? []).length === 0) return ["new Date()"];
  if (ts.isCallExpression(node) && isNamed(node.expression, "Date")) return ["Date()"];
  if (!ts.isIdentifier(node) || !isValue(node)) return [];
  if (impureGlobals.has(node.text)) return [node.text];
  const { parent } = node;
  const members = Object.hasOwn(impureMembers, node.text) ? impureMembers[node.text] : undefined;
  if (members === undefined || !ts.isPropertyAccessExpression(parent) || parent.expression !== node) return [];
  return members.includes(parent.name.text) ? [`${node.text}.${parent.name.text}`] : [];
}

function isNamed(node: ts.Expression, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

/** Whether an identifier is read, and neither a member's name, nor declared here, nor part of a type. */
function isValue(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isTypeNode(parent) || ts.isQualifiedName(parent) || ts.isTypeElement(parent) || ts.isImportSpecifier(parent))
    return false;
  return !("name" in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent));
}
