/** Lists, records and groups. Every order here follows from the content alone, never from a locale. */

/** An object without its undefined entries, as `exactOptionalPropertyTypes` wants optional properties. */
export type Compact<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Leaves out the entries that are undefined. */
export function compact<T extends object>(value: T): Compact<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Compact<T>;
}

/** Whether the value is an object with keys: neither null nor a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One value as a list of one; a list as it is. */
export function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** Orders two strings by code units, as `sort` does, whatever the locale. */
export function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Orders two strings as `compare`, but numbers in them by size: line 9 before line 10. */
export function compareNumbered(left: string, right: string): number {
  const padded = (text: string): string => text.replace(/\d+/g, (digits) => digits.padStart(16, "0"));
  return compare(padded(left), padded(right));
}

/** Orders two values by a string of each. */
export function by<T>(keyOf: (value: T) => string): (left: T, right: T) => number {
  return (left, right) => compare(keyOf(left), keyOf(right));
}

/** The entries of a record, by name, so that the order in which it was written does not matter. */
export function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(by(([name]) => name));
}

/** Adds a value to the list that stands under a key. */
export function append<K, T>(lists: Map<K, T[]>, key: K, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** The values by key, keys and values in the order in which they first come. */
export function groupBy<T>(values: Iterable<T>, keyOf: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) append(groups, keyOf(value), value);
  return groups;
}

/** The values in groups of equal content, in the order in which they first come; two contents are one when their JSON is. */
export function groupByContent<T>(values: readonly T[], contentOf: (value: T) => unknown): readonly (readonly T[])[] {
  if (values.length < 2) return values.length === 0 ? [] : [values];
  return [...groupBy(values, (value) => identityOf(contentOf(value))).values()];
}

/** Each value once, in the order in which they first come; two values are one when their JSON is. */
export function distinct<T>(values: readonly T[]): readonly T[] {
  if (values.length < 2) return values;
  const seen = new Map<string, T>();
  for (const value of values) {
    const identity = identityOf(value);
    if (!seen.has(identity)) seen.set(identity, value);
  }
  return [...seen.values()];
}

// Most values are strings, and they are never taken for JSON: their identities have another first letter.
function identityOf(value: unknown): string {
  return typeof value === "string" ? `s${value}` : `j${JSON.stringify(value)}`;
}
