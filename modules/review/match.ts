/** Which principal or resource of the one side is which of the other. */

import { append } from "../collections";

/** What identifies something on both sides. */
export interface Identified {
  readonly stack: string;
  readonly name: string;
  /** What may share names: roles, users, queues of a region. */
  readonly space: string;
  readonly account?: string;
  readonly address: string;
  readonly formerly?: string;
}

/** Something on both sides, or on one. */
export interface Pair<T> {
  readonly before?: T;
  readonly after?: T;
}

/**
 * Pairs both sides: by account and name, by name alone where the account is not known, then by the address in the Terraform of the same stack, that before a
 * rename too. Everything is in exactly one pair; those of `after` come first, in their order.
 */
export function pairs<T extends Identified>(before: readonly T[], after: readonly T[]): readonly Pair<T>[] {
  const rest = new Set(before);
  const found = new Map<T, T>();
  for (const keysOf of [ownKeys, nameKeys, formerKeys, addressKeys]) {
    const known = index(rest, keysOf.before);
    for (const one of after) {
      if (found.has(one)) continue;
      const [other, ...more] = keysOf.after(one).flatMap((key) => known.get(key) ?? []);
      if (other === undefined || more.length > 0 || !rest.has(other) || !mayBeOne(other, one)) continue;
      found.set(one, other);
      rest.delete(other);
    }
  }
  const kept = after.map((one): Pair<T> => {
    const other = found.get(one);
    return other === undefined ? { after: one } : { before: other, after: one };
  });
  return [...kept, ...[...rest].map((one) => ({ before: one }))];
}

interface Keys {
  readonly before: (one: Identified) => readonly string[];
  readonly after: (one: Identified) => readonly string[];
}

function both(keys: (one: Identified) => readonly string[]): Keys {
  return { before: keys, after: keys };
}

const ownKeys = both(({ space, account, name }) => (account === undefined ? [] : [JSON.stringify([space, account, name])]));
const nameKeys = both(({ space, name }) => [JSON.stringify([space, name])]);
const addressKeys = both(({ stack, address }) => [JSON.stringify([stack, address])]);
const formerKeys: Keys = {
  before: addressKeys.before,
  after: ({ stack, formerly }) => (formerly === undefined ? [] : [JSON.stringify([stack, formerly])]),
};

/** Two accounts that are known and differ have two things, whatever they are called. */
function mayBeOne(left: Identified, right: Identified): boolean {
  return left.account === undefined || right.account === undefined || left.account === right.account;
}

function index<T extends Identified>(
  values: Iterable<T>,
  keysOf: (one: Identified) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const known = new Map<string, T[]>();
  for (const value of values) {
    for (const key of keysOf(value)) append(known, key, value);
  }
  return known;
}
