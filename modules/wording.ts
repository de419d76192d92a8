/** Words of messages: numbers of things, lists of words, and the known word that is nearest to an unknown one. */

/** "1 role", "2 roles", "2 policies". */
export function counted(count: number, one: string, more = `${one}s`): string {
  return `${count} ${plural(count, one, more)}`;
}

/** "role" of one, "roles" of any other number. */
export function plural(count: number, one: string, more = `${one}s`): string {
  return count === 1 ? one : more;
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[], conjunction: "and" | "or" = "and"): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}

/** At most so many words, the last of which counts those that are left out: "a, b and 3 more". */
export function someOf(words: readonly string[], most: number): string {
  if (words.length <= most) return words.join(", ");
  return `${words.slice(0, most - 1).join(", ")} and ${words.length - most + 1} more`;
}

/**
 * The candidate that a reader would take `word` for, if there is one: the same word in another spelling (`kms_key`, `KMSKey`), one
 * within a third of its letters by edits and swaps, or one that begins or ends with it. Of equals the first.
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const plain = plainly(word);
  if (plain === "" || plain.length > 64) return undefined;
  const limit = Math.max(1, Math.floor(plain.length / 3));
  return (
    nearest(candidates, limit, (candidate, below) => editDistance(plain, plainly(candidate), below)) ??
    candidates.find((candidate) => isPart(plain, plainly(candidate)))
  );
}

/** The candidate that is fewest and at most so many `edits` away from `word`, in any spelling; nothing else counts as near. Of equals the first. */
export function nearlySame(word: string, candidates: readonly string[], edits: number): string | undefined {
  const plain = plainly(word);
  if (plain.length > 64) return undefined;
  return nearest(candidates, edits, (candidate, below) => editDistance(plain, plainly(candidate), below));
}

/** "did you mean `a`?", or "known: a, b" when none of the known words is near. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = closest(word, known);
  return near === undefined ? `known: ${known.join(", ")}` : `did you mean \`${near}\`?`;
}

type Distance = (candidate: string, below: number) => number;

function nearest(candidates: readonly string[], limit: number, distanceTo: Distance): string | undefined {
  let best: string | undefined;
  let below = limit + 1;
  for (const candidate of candidates) {
    const distance = distanceTo(candidate, below);
    if (distance < below) {
      best = candidate;
      below = distance;
    }
  }
  return best;
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
