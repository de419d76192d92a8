/** Order that does not depend on how the platform file is written. */

/** The entries of a record, by name, so that the order of the platform file does not matter. */
export function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
