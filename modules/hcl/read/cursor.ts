/** The state that the readers of templates and expressions share. */
import type { Expression } from "../node";

/** Deeper than any expression that a person or a generator writes; keeps hostile input off the stack. */
export const deepest = 100;

/**
 * Where a reader stands in a text. `depth` counts open brackets and templates. `readNodes` reads an expression up to a closing brace;
 * templates hold expressions and expressions hold templates, and this breaks the circle.
 */
export interface HclCursor {
  readonly text: string;
  readonly readNodes: (cursor: HclCursor) => Expression | undefined;
  at: number;
  depth: number;
}
