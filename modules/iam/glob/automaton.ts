/** Several globs read one text at the same time: the subset construction, one state at a time, only as far as somebody looks. */
import {
  ANY_STRING,
  accepts,
  COLON,
  type Glob,
  isStar,
  isWildcard,
  type Letter,
  SEGMENT_LETTER,
  SEGMENT_STRING,
  type Token,
  unnamedLetter,
} from "./token";

/** The positions that the globs can be in after some text, sorted, in one number space; equal states have equal keys. */
export type State = readonly number[];

/** The deterministic automaton of several globs; `members` tells which of them match the text read so far. */
export interface Automaton {
  readonly start: State;
  readonly step: (state: State, letter: Letter) => State;
  readonly members: (state: State) => readonly boolean[];
  /** Letters that stand for all letters in this state: any other letter leads where one of these leads. */
  readonly letters: (state: State) => readonly Letter[];
  /** Whether the first glob can still match after this state. */
  readonly isOpen: (state: State) => boolean;
  /** Whether one of the other globs matches whatever follows. */
  readonly isSettled: (state: State) => boolean;
}

/**
 * The automaton of `globs`, read together. Its alphabet is all of Unicode and the late values that the globs name; states are made
 * on demand, because there can be exponentially many (a caller sets a budget).
 */
export function automaton(globs: readonly Glob[]): Automaton {
  const tokens = globs.flatMap((glob) => [...glob, undefined]);
  const starts = startsOf(globs);
  const symbols = [...new Set(tokens.filter((token) => typeof token === "string"))];
  const filler = unnamedLetter(tokens);

  const close = (positions: readonly number[]): State => {
    const closed = new Set(positions);
    for (const position of closed) {
      if (isStar(tokens[position])) closed.add(position + 1);
    }
    return [...closed].sort((a, b) => a - b);
  };
  const step = (state: State, letter: Letter): State =>
    close(
      state.flatMap((position) => {
        const token = tokens[position];
        if (token === undefined || !accepts(token, letter)) return [];
        return [isStar(token) ? position : position + 1];
      }),
    );
  return {
    start: close(starts),
    step,
    letters: (state) => [...new Set([filler, ...named(state.map((position) => tokens[position])), ...symbols])],
    members: (state) => {
      const reached = new Set(state);
      return globs.map((glob, index) => reached.has((starts[index] ?? 0) + glob.length));
    },
    isOpen: ([lowest]) => lowest !== undefined && lowest <= (globs[0]?.length ?? 0),
    isSettled: (state) =>
      state.some(
        (position) => position >= (starts[1] ?? 0) && tokens[position] === ANY_STRING && tokens[position + 1] === undefined,
      ),
  };
}

/** The letters that tokens name, and the colon where a token refuses just that. */
function named(tokens: readonly (Token | undefined)[]): readonly Letter[] {
  const letters = tokens.filter((token) => token !== undefined).filter((token) => !isWildcard(token));
  const isSegment = tokens.some((token) => token === SEGMENT_STRING || token === SEGMENT_LETTER);
  return isSegment ? [...letters, COLON] : letters;
}

function startsOf(globs: readonly Glob[]): readonly number[] {
  let next = 0;
  return globs.map((glob) => {
    const start = next;
    next += glob.length + 1;
    return start;
  });
}
