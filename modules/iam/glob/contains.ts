/** Is every text that a glob matches also matched by one of several others? */
import { automaton, type State } from "./automaton";
import { intersects } from "./intersects";
import { covers, matches } from "./matches";
import { FILLER, type Glob, isStar, isWildcard, type Letter, unnamedLetter } from "./token";

/** How much work a search may do before it answers that it does not know, in positions looked at: some 0.2 s. */
export const DEFAULT_BUDGET = 1_000_000;

/** The answer of `contains`; `witness` is a text that the glob matches and no glob of the union does. */
export type Containment =
  | { readonly verdict: "contained" }
  | { readonly verdict: "escapes"; readonly witness: readonly Letter[] }
  | { readonly verdict: "unknown" };

/**
 * Whether `glob` lies within the union of `globs`. Linear when one glob of the union covers it, or when it escapes with the plainest
 * text; only unions that share the work by counting `?` need the subset construction, and that ends with `unknown` past its `budget`.
 */
export function contains(glob: Glob, globs: readonly Glob[], budget: number = DEFAULT_BUDGET): Containment {
  for (const witness of [plainest(glob, []), plainest(glob, [unnamedLetter([glob, ...globs].flat())])]) {
    if (!globs.some((other) => matches(other, witness))) return { verdict: "escapes", witness };
  }
  if (globs.some((other) => covers(other, glob))) return { verdict: "contained" };
  const relevant = globs.filter((other) => intersects(glob, other) !== undefined);
  return search(glob, relevant, budget);
}

/** A text of the glob: its stars replaced by `filling`, its `?` by a letter that no glob names when `filling` has one. */
function plainest(glob: Glob, filling: readonly number[]): readonly Letter[] {
  const [single = FILLER] = filling;
  return glob.flatMap((token): readonly Letter[] => {
    if (isStar(token)) return filling;
    return [isWildcard(token) ? single : token];
  });
}

interface Visit {
  readonly state: State;
  readonly text: readonly Letter[];
}

/** Breadth first through the texts of `glob`; a branch ends when the glob can no longer match or some other glob always will. */
function search(glob: Glob, globs: readonly Glob[], budget: number): Containment {
  const machine = automaton([glob, ...globs]);
  const seen = new Set([machine.start.join()]);
  const queue: Visit[] = [{ state: machine.start, text: [] }];
  let work = 0;
  for (const { state, text } of queue) {
    const [inside, ...outside] = machine.members(state);
    // Looking at a glob is an eighth of the work of moving in it.
    work += globs.length / 8;
    if (inside === true && !outside.includes(true)) return { verdict: "escapes", witness: text };
    for (const letter of machine.letters(state)) {
      const next = machine.step(state, letter);
      work += state.length + next.length + 1;
      if (work > budget) return { verdict: "unknown" };
      const key = next.join();
      if (seen.has(key)) continue;
      seen.add(key);
      if (machine.isOpen(next) && !machine.isSettled(next)) queue.push({ state: next, text: [...text, letter] });
    }
  }
  return { verdict: "contained" };
}
