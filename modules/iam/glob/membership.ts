/** Which combinations of globs can one text match at once? */
import { automaton, type State } from "./automaton";
import { DEFAULT_BUDGET } from "./contains";
import type { Glob, Letter } from "./token";

/** One combination: `members[i]` tells whether glob `i` matches; `witness` is a shortest text that matches exactly these. */
export interface Membership {
  readonly members: readonly boolean[];
  readonly witness: readonly Letter[];
}

/**
 * All memberships of `globs` that a text can have, each with a shortest witness. Two texts of one membership
 * cannot be told apart by the globs. Undefined when the search takes more than its `budget`: then nothing is known.
 */
export function memberships(globs: readonly Glob[], budget: number = DEFAULT_BUDGET): readonly Membership[] | undefined {
  const machine = automaton(globs);
  const found = new Map<string, Membership>();
  const seen = new Set([machine.start.join()]);
  const queue: { readonly state: State; readonly text: readonly Letter[] }[] = [{ state: machine.start, text: [] }];
  let work = 0;
  for (const { state, text } of queue) {
    const members = machine.members(state);
    // Looking at a glob is an eighth of the work of moving in it.
    work += globs.length / 8;
    const key = members.join();
    if (!found.has(key)) found.set(key, { members, witness: text });
    for (const letter of machine.letters(state)) {
      const next = machine.step(state, letter);
      work += state.length + next.length + 1;
      if (work > budget) return undefined;
      const name = next.join();
      if (seen.has(name)) continue;
      seen.add(name);
      queue.push({ state: next, text: [...text, letter] });
    }
  }
  return [...found.values()];
}
