/** In what two JSON values differ. */

/** A difference: where, its keys with dots between them, and what. */
export interface Difference {
  readonly path: string;
  readonly left: unknown;
  readonly right: unknown;
}

/** All differences; numbers, booleans and texts are never equal to each other, and lists have an order. */
export function jsonDifferences(left: unknown, right: unknown, path = ""): readonly Difference[] {
  if (!isContainer(left) || !isContainer(right) || Array.isArray(left) !== Array.isArray(right)) {
    return left === right ? [] : [{ path, left, right }];
  }
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return keys.flatMap((key) => jsonDifferences(left[key], right[key], path === "" ? key : `${path}.${key}`));
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
