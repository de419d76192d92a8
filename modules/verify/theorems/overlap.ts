/** Which of many resources can be the same thing: pairs of globs that meet, found without comparing every pair. */

import { resourceGlob } from "../../iam/evaluate/named";
import { type Glob, isWildcard, mayIntersect } from "../../iam/glob";
import type { Text } from "../../iam/text";
import { keyOf } from "./traced-permission";

/** A resource under its key. */
export interface Entry {
  readonly key: string;
  readonly glob: Glob;
  /** What every text that it matches begins with. */
  readonly prefix: string;
}

/** The entry of a resource. */
export function entryOf(resource: Text): Entry {
  const key = keyOf(resource);
  const plain = !/[*?$\0]/.test(key);
  const read = plain ? [] : resourceGlob(resource);
  const end = read.findIndex((token) => isWildcard(token) || typeof token === "string");
  const prefix = plain
    ? key
    : read
        .slice(0, end === -1 ? read.length : end)
        .map((token) => (typeof token === "number" ? String.fromCodePoint(token) : ""))
        .join("");
  return { key, glob: plain ? resourceGlob(resource) : read, prefix };
}

/**
 * Calls `found` for each two entries that one text can match, whatever late values become; also for an entry and itself. Two globs can meet only when the literal prefix
 * of one begins with that of the other, so that in sorted order each has to look at the open prefixes before it only. Keys are distinct.
 */
export function overlaps(entries: readonly Entry[], found: (left: Entry, right: Entry) => void): void {
  const sorted = entries.toSorted((left, right) => (left.prefix < right.prefix ? -1 : left.prefix > right.prefix ? 1 : 0));
  const open: Entry[] = [];
  for (const entry of sorted) {
    while (open.length > 0 && !entry.prefix.startsWith(open.at(-1)?.prefix ?? "")) open.pop();
    for (const other of open) {
      if (mayIntersect(other.glob, entry.glob)) found(other, entry);
    }
    found(entry, entry);
    open.push(entry);
  }
}
