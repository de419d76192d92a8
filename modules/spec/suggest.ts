/** "did you mean": the known word that is nearest to an unknown one. */

/**
 * The candidate that a reader would take `word` for, if there is one: the same word in another spelling (`kms_key`, `KMSKey`), one
 * within a third of its letters by edits and swaps, or one that begins or ends with it. Of equals the first.
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const plain = plainly(word);
  if (plain === "" || plain.length > 64) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(plain.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(plain, plainly(candidate), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best ?? candidates.find((candidate) => isPart(plain, plainly(candidate)));
}

/** The first candidate that is at most so many `edits` away from `word`, in any spelling; nothing else counts as near. */
export function nearlySame(word: string, candidates: readonly string[], edits: number): string | undefined {
  const plain = plainly(word);
  if (plain.length > 64) return undefined;
  return candidates.find((candidate) => editDistance(plain, plainly(candidate), edits + 1) <= edits);
}

function plainly(word: string): string {
  return word.toLowerCase().replaceAll(/[-_. ]/g, "");
}

function isPart(word: string, candidate: string): boolean {
  const [short, long] = word.length < candidate.length ? [word, candidate] : [candidate, word];
  return short.length >= 3 && (long.startsWith(short) || long.endsWith(short));
}

/** Edits, insertions, deletions and swaps of neighbours from `left` to `right`; `limit` when there are at least so many. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const edits = [at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1)];
      if (swapped) edits.push(at(beforeLast, column - 2) + 1);
      current.push(Math.min(...edits));
    }
    if (Math.min(...current) >= limit) return limit;
    beforeLast = last;
    last = current;
  }
  return Math.min(limit, at(last, right.length));
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
