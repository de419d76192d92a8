/** Did-you-mean for the closed lists of agent settings, Bottlerocket keys and variants. */

/** Number of single-character edits between two words, neighbours swapped counting as one. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** A help text that names the nearest of the known words, or lists them all when none is near. */
export function suggestion(word: string, known: readonly string[]): string {
  const short = word.slice(0, 100);
  const ranked = known.map((name) => ({ name, far: distance(short, name) })).sort((a, b) => a.far - b.far);
  const [best] = ranked;
  if (best !== undefined && best.far <= Math.max(2, Math.floor(best.name.length / 4))) return `did you mean \`${best.name}\`?`;
  return `known: ${known.join(", ")}`;
}
