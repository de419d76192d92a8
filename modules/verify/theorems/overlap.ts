/** Which of many resources can be the same thing: pairs of globs that meet, found without comparing every pair. */

import { resourceGlob } from "../../iam/evaluate/named";
import { type Glob, isWildcard, mayIntersect } from "../../iam/glob";
import type { Text } from "../../iam/text";
import { AnswersByForm, type LateForm, lateFormOf } from "./late-form";
import { keyOf } from "./traced-permission";

/** A resource under its key. */
export interface Entry {
  readonly key: string;
  readonly resource: Text;
  /** What every text that it matches begins with: all of it where nothing is open. */
  readonly prefix: string;
  readonly form: LateForm | undefined;
}

/** The entry of a resource. */
export function entryOf(resource: Text): Entry {
  const key = keyOf(resource);
  if (!/[*?$\0]/.test(key)) return { key, resource, prefix: key, form: undefined };
  // only wildcards are open: the text up to the first one
  if (!/[$\0]/.test(key)) return { key, resource, prefix: key.slice(0, key.search(/[*?]/)), form: undefined };
  const read = resourceGlob(resource);
  const end = read.findIndex((token) => isWildcard(token) || typeof token === "string");
  const prefix = read
    .slice(0, end === -1 ? read.length : end)
    .map((token) => (typeof token === "number" ? String.fromCodePoint(token) : ""))
    .join("");
  return { key, resource, prefix, form: lateFormOf(resource) };
}

/**
 * Calls `found` for each two entries that one text can match, whatever late values become; also for an entry and itself. Two globs can meet only when the literal prefix
 * of one begins with that of the other, so that in sorted order each has to look at the open prefixes before it only. Keys are distinct.
 */
export function overlaps<E extends Entry>(entries: readonly E[], found: (left: E, right: E) => void): void {
  const sorted = entries.toSorted((left, right) => (left.prefix < right.prefix ? -1 : left.prefix > right.prefix ? 1 : 0));
  const meets = meeting();
  const open: E[] = [];
  for (const entry of sorted) {
    while (open.length > 0 && !mayBeginWith(entry, open.at(-1))) open.pop();
    for (const other of open) {
      if (meets(other, entry)) found(other, entry);
    }
    found(entry, entry);
    open.push(entry);
  }
}

/** Whether something open before an entry, or an equal text, may match what the entry matches. */
function mayBeginWith({ prefix }: Entry, before: Entry | undefined): boolean {
  if (before === undefined) return false;
  return before.prefix === before.key ? prefix === before.key : prefix.startsWith(before.prefix);
}

/** Whether two entries meet. Most are never asked for: their globs are made when they are. */
function meeting(): (left: Entry, right: Entry) => boolean {
  const globs = new Map<Entry, Glob>();
  const globOf = (entry: Entry): Glob => {
    const known = globs.get(entry) ?? resourceGlob(entry.resource);
    globs.set(entry, known);
    return known;
  };
  const answers = new AnswersByForm<boolean>();
  return (left, right) => answers.answer(left.form, right.form, () => mayIntersect(globOf(left), globOf(right)));
}
