/** Texts with late values and conditional elements as expressions of Terraform's language. Everything literal stays literal. */
import { sortedEntries } from "../collections";
import {
  call,
  type Expression,
  expressionText,
  type GroupItem,
  isComputed,
  itemList,
  list,
  listFor,
  literal,
  object,
  operation,
  template,
} from "../hcl";
import { type Late, latesOf, partsOf, type Text } from "../iam/text";

/** A text as an expression; a late value alone as itself, where its template is a plain reference. */
export function textExpression(value: Text): Expression {
  return typeof value === "string" ? literal(value) : template(partsOf(value));
}

/** A string of a configuration as an expression. */
export function stringExpression(value: Text | Expression): Expression {
  return isNodes(value) ? value : textExpression(value);
}

/** A string of a configuration as Terraform's JSON syntax and the bindings want it: a template in which everything literal is escaped. */
export function terraformString(value: Text | Expression): string {
  return expressionText(stringExpression(value));
}

/** Whether Terraform alone knows a string of a configuration: something in it is late. */
export function isLateString(value: Text | Expression): boolean {
  return isNodes(value) ? isComputed(value) : latesOf(value).length > 0;
}

/** No text is a list. */
function isNodes(value: Text | Expression): value is Expression {
  return Array.isArray(value);
}

/** An object of the fields that are not undefined, in their order. */
export function fields(given: Readonly<Record<string, Text | Expression | undefined>>): Expression {
  return object(
    Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, stringExpression(value)] as const])),
  );
}

/** A list of texts. */
export function texts(values: readonly Text[]): Expression {
  return list(values.map(textExpression));
}

/** A mapping of the user's as an object, by key: Terraform gives maps no order, and the output must not follow that of the platform file. */
export function textMap(map: Readonly<Record<string, Text>>): Expression {
  return object(sortedEntries(map).map(([key, value]) => [key, textExpression(value)] as const));
}

/** An element of a list; with `when` it is there only if that late value is not `""`. */
export interface ConditionalItem extends GroupItem {
  readonly when?: Late;
}

/** A list in pieces: elements that are always there together, each conditional one as a `for` over a list of none or one. */
export function conditionalList(items: readonly ConditionalItem[]): Expression {
  const runs: Expression[] = [];
  let always: GroupItem[] = [];
  const flush = (): void => {
    if (always.length > 0) runs.push(itemList(always));
    always = [];
  };
  for (const { when, ...item } of items) {
    if (when === undefined) always.push(item);
    else {
      flush();
      runs.push(listFor("k", call("compact", texts([when])), item));
    }
  }
  flush();
  const [only] = runs;
  return runs.length === 1 && only !== undefined ? only : runs.length === 0 ? list([]) : call("concat", ...runs);
}

/** One of two words, by whether a late value is empty. */
export function choice(of: Late, empty: string, given: string): Expression {
  return operation(textExpression(of), "==", literal(""), "?", literal(empty), ":", literal(given));
}
