/** All mutants of a file in one text, each behind a switch: `__mutant(7)` is true while the seventh is alive. */
import ts from "typescript";
import { replacementsOf } from "./operators";

/** One mutant. `from` and `to` are the source before and after, on one line. */
export interface Mutant {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  /** The function that it is in. */
  readonly within: string;
  readonly operator: string;
  readonly from: string;
  readonly to: string;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The instrumented text of a file, and its mutants with ids from `first` on. */
export function instrument(
  file: string,
  text: string,
  first: number,
): { readonly text: string; readonly mutants: readonly Mutant[] } {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const mutants: Mutant[] = [];
  const add = (node: ts.Node, operator: string, to: string): number => {
    const id = first + mutants.length;
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    mutants.push({ id, file, line, within: functionOf(node), operator, from: oneLine(node.getText(source)), to: oneLine(to) });
    return id;
  };
  const inside = (node: ts.Node): string => {
    const edits: Edit[] = [];
    node.forEachChild((child) => {
      const [start, end] = [child.getStart(source), child.getEnd()];
      const changed = rewrite(child);
      if (changed !== text.slice(start, end)) edits.push({ start, end, text: changed });
    });
    return splice(text, node.getStart(source), node.getEnd(), edits);
  };
  const rewrite = (node: ts.Node): string => {
    if (isFixed(node)) return node.getText(source);
    const own = inside(node);
    if (ts.isBlock(node)) return block(node, own, (to) => add(node, "block", to));
    if (isBodyOfLoop(node)) return `{ __turn(); ${own} }`;
    if (ts.isShorthandPropertyAssignment(node) || !canBeReplaced(node)) return own;
    const switches = replacementsOf(node, source).map((one) => `__mutant(${add(node, one.name, one.text)}) ? (${one.text}) : `);
    return switches.length === 0 ? own : `(${switches.join("")}${own})`;
  };
  return { text: inside(source), mutants };
}

/** Bodies of loops count their turns, so that a mutant that never ends is stopped; other blocks can be taken out. */
function block(node: ts.Block, own: string, add: (to: string) => number): string {
  if (isBodyOfLoop(node)) return `{ __turn(); ${own} }`;
  return node.statements.length === 0 ? own : `{ if (!__mutant(${add("{}")})) ${own} }`;
}

function isBodyOfLoop(node: ts.Node): boolean {
  return ts.isIterationStatement(node.parent, false) && node.parent.statement === node;
}

/** Types, imports and names: nothing that runs. */
function isFixed(node: ts.Node): boolean {
  return (
    ts.isTypeNode(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node)
  );
}

function canBeReplaced(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isExpression(node) || ts.isIdentifier(node) || parent === undefined) return false;
  if (ts.isBinaryExpression(parent) && parent.left === node && isAssignment(parent.operatorToken.kind)) return false;
  if ((ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && parent.name === node) return false;
  if (ts.isBindingElement(parent) && parent.propertyName === node) return false;
  // The template of a tag is no expression of its own; the tag with its template is.
  if (ts.isTaggedTemplateExpression(parent)) return false;
  // `a?.b` inside a longer chain, and tuples on the left of an assignment, are no expressions of their own.
  if (
    ts.isOptionalChain(node) &&
    (ts.isPropertyAccessExpression(parent) || ts.isCallExpression(parent)) &&
    parent.expression === node
  )
    return false;
  return !(ts.isForOfStatement(parent) && parent.initializer === node) && !ts.isComputedPropertyName(parent);
}

/** The name of the outermost function that holds the node. */
function functionOf(node: ts.Node): string {
  let name = "";
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    if ((ts.isFunctionDeclaration(at) || ts.isVariableDeclaration(at)) && at.name !== undefined) name = at.name.getText();
  }
  return name;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function splice(text: string, start: number, end: number, edits: readonly Edit[]): string {
  let at = start;
  let result = "";
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at, end);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
