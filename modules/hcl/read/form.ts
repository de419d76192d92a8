/** In which form a provider's argument is given: as blocks or as an attribute. */
import { isObject } from "../../collections";
import type { BlockTree } from "../schema/blocks";

/** A JSON object: the body of a block, or several of them by label. */
export type JsonBody = Readonly<Record<string, unknown>>;

/** Blocks by their bodies, an attribute, or a value that the argument cannot have. */
type ArgumentForm = readonly JsonBody[] | "attribute" | "wrong";

function blockBodies(value: unknown): readonly JsonBody[] | undefined {
  if (value === null) return [];
  if (!Array.isArray(value)) return isObject(value) ? [value] : undefined;
  const bodies = value.filter((item) => item !== null);
  return bodies.every(isObject) ? bodies : undefined;
}

/** Whether an object of an unknown type looks like a body: names in snake case, and values that no map of one type could have. */
function looksLikeBody(value: JsonBody): boolean {
  const entries = Object.entries(value);
  if (!entries.every(([name]) => /^[a-z][a-z0-9_]*$/.test(name) || name === "//")) return false;
  const kinds = new Set(entries.map(([, item]) => typeof item));
  return kinds.size > 1 || kinds.has("object");
}

function guessedForm(name: string, value: unknown): ArgumentForm {
  if (Array.isArray(value)) return value.length > 0 && value.every(isObject) ? value : "attribute";
  return isObject(value) && (name === "timeouts" || looksLikeBody(value)) ? [value] : "attribute";
}

/**
 * The form of one argument. For unknown types it is a guess: a list of objects is blocks, and so is an object called `timeouts` or one
 * that cannot be a map of one type; everything else is an attribute. `null` is no block; an empty list is none too, unless Terraform
 * tells an empty attribute from none.
 */
export function formOf(name: string, value: unknown, tree: BlockTree): ArgumentForm {
  if (tree === "guessed") return guessedForm(name, value);
  const bodies = blockBodies(value);
  if (tree === "open") return bodies !== undefined && bodies.length > 0 ? bodies : "attribute";
  const argument = tree.get(name);
  if (argument === undefined) return "attribute";
  if (argument.ambiguous && (bodies === undefined || bodies.length === 0)) return "attribute";
  return bodies ?? "wrong";
}

/** The blocks inside the block `name`. */
export function insideOf(name: string, tree: BlockTree | undefined): BlockTree {
  if (tree === undefined || typeof tree === "string") return tree ?? "guessed";
  return tree.get(name)?.inside() ?? new Map();
}
