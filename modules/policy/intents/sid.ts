/** Words of Sids. */

/**
 * The PascalCase word of a resource's name for a Sid: ASCII letters and digits only, at most 48 of them. `order-cache.fifo` gives
 * `OrderCacheFifo`; a name without any such character gives an empty word.
 */
export function resourceWord(name: string): string {
  const words = name.match(/[A-Za-z0-9]+/g) ?? [];
  return words
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join("")
    .slice(0, 48);
}
