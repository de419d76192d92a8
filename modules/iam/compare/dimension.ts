/**
 * A request falls apart into dimensions: its action, its resource, who makes it, and each context key. In each dimension finitely many
 * options stand for all values, because statements cannot tell the values of one option apart.
 */

import type { Requester } from "../evaluate/request";
import type { Letter } from "../glob";
import type { Text } from "../text";

/** What an option contributes to a request. */
export interface Choice {
  readonly action?: string;
  readonly resource?: Text;
  readonly principal?: Requester;
  readonly context?: Readonly<Record<string, Text | readonly Text[]>>;
}

/** One value that stands for all that make the same atoms true. */
export interface Option {
  readonly choice: Choice;
  /** Which atoms of the dimension it makes true, by their names. */
  readonly holds: ReadonlySet<string>;
}

/** All options of one dimension. `complete` says that they stand for every value; otherwise `atoms` cannot be decided by them. */
export interface Dimension {
  readonly name: string;
  readonly atoms: readonly string[];
  readonly options: readonly Option[];
  readonly complete: boolean;
  /** For an incomplete dimension: options that cover every value, although some of them may belong to none. */
  readonly covering?: readonly Option[];
}

/** The letters as a text again; late values keep their names. */
export function textOf(letters: readonly Letter[]): Text {
  const parts: (string | { late: "string"; name: string; template: string })[] = [];
  for (const letter of letters) {
    if (typeof letter === "string") {
      parts.push({ late: "string", name: letter, template: `\${${letter}}` });
      continue;
    }
    const last = parts.at(-1);
    const character = String.fromCodePoint(letter);
    if (typeof last === "string") parts[parts.length - 1] = last + character;
    else parts.push(character);
  }
  const [first = "", ...more] = parts;
  return more.length === 0 ? first : { parts };
}

/** Keeps one option for each combination of atoms: the first. */
export function distinct(options: readonly Option[]): readonly Option[] {
  const seen = new Map<string, Option>();
  for (const option of options) {
    const key = JSON.stringify([...option.holds].sort());
    if (!seen.has(key)) seen.set(key, option);
  }
  return [...seen.values()];
}

/** More atoms than this are not combined freely: their combinations would be too many to try. */
export const MAX_FREE_ATOMS = 8;

/**
 * The options when nothing is known of an incomplete dimension but that equal atoms are equal: every combination of its atoms. A
 * claim that holds for all of them holds for all values. Undefined when there are too many.
 */
export function freely({ atoms, options, covering }: Dimension): readonly Option[] | undefined {
  if (covering !== undefined) return covering;
  if (atoms.length > MAX_FREE_ATOMS) return undefined;
  const choice = options[0]?.choice ?? {};
  return subsetsOf(atoms).map((held) => ({ choice, holds: new Set(held) }));
}

/** All sets of some of the values, the empty one first. */
export function subsetsOf<T>(values: readonly T[]): readonly (readonly T[])[] {
  const sets: (readonly T[])[] = [[]];
  for (const value of values) {
    for (const set of [...sets]) sets.push([...set, value]);
  }
  return sets;
}
