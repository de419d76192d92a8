/** Is there a text that two globs both match? Decided on the product of the two automata. */
import { matches } from "./matches";
import { accepts, FILLER, type Glob, isStar, isWildcard, type Letter, type Token } from "./token";

/**
 * A shortest text that both globs match, or undefined when there is none (the globs are disjoint). Most pairs end at their first or
 * last different letter; the rest costs at most the product of the two lengths.
 */
export function intersects(left: Glob, right: Glob): readonly Letter[] | undefined {
  if (!left.some(isWildcard)) return matches(right, left) ? left : undefined;
  if (!right.some(isWildcard)) return matches(left, right) ? right : undefined;
  const prefix = commonPrefix(left, right);
  if (prefix === undefined || !suffixesAgree(left, right)) return undefined;
  const rest = search(left, right, prefix);
  return rest === undefined ? undefined : [...left.slice(0, prefix), ...rest];
}

/** How many letters both begin with; undefined when two letters differ before any wildcard. */
function commonPrefix(left: Glob, right: Glob): number | undefined {
  let index = 0;
  for (; index < left.length && index < right.length; index += 1) {
    const [a, b] = [left[index], right[index]];
    if (a === undefined || b === undefined || isWildcard(a) || isWildcard(b)) return index;
    if (a !== b) return undefined;
  }
  return index;
}

function suffixesAgree(left: Glob, right: Glob): boolean {
  for (let index = 1; index <= left.length && index <= right.length; index += 1) {
    const [a, b] = [left[left.length - index], right[right.length - index]];
    if (a === undefined || b === undefined || isWildcard(a) || isWildcard(b)) return true;
    if (a !== b) return false;
  }
  return true;
}

/** A letter that both tokens accept. */
function common(left: Token, right: Token): Letter | undefined {
  if (!isWildcard(left)) return accepts(right, left) ? left : undefined;
  if (!isWildcard(right)) return accepts(left, right) ? right : undefined;
  return FILLER;
}

/** How a state was reached: from where, and with which letter (none when a star ended). */
interface Step {
  readonly state: number;
  readonly letter: Letter | undefined;
}

/** Breadth first over pairs of positions: a level for each letter, stars may end at no cost. */
function search(left: Glob, right: Glob, start: number): readonly Letter[] | undefined {
  const width = right.length + 1;
  const goal = (left.length + 1) * width - 1;
  const seen = new Uint8Array(goal + 1);
  const from = new Map<number, Step>();
  let level = [start * width + start];
  let next: number[] = [];
  const reach = (state: number, move: Move): void => {
    const target = move.left * width + move.right;
    if (seen[target] === 1 || (move.letter !== undefined && from.has(target))) return;
    from.set(target, { state, letter: move.letter });
    (move.letter === undefined ? level : next).push(target);
  };
  for (; level.length > 0; [level, next] = [next, []]) {
    for (let state = level.pop(); state !== undefined; state = level.pop()) {
      if (seen[state] === 1) continue;
      seen[state] = 1;
      if (state === goal) return trace(from, state);
      for (const move of movesFrom(left, right, Math.floor(state / width), state % width)) reach(state, move);
    }
  }
  return undefined;
}

interface Move {
  readonly left: number;
  readonly right: number;
  readonly letter?: Letter;
}

function movesFrom(left: Glob, right: Glob, i: number, j: number): readonly Move[] {
  const [a, b] = [left[i], right[j]];
  const moves: Move[] = [];
  if (isStar(a)) moves.push({ left: i + 1, right: j });
  if (isStar(b)) moves.push({ left: i, right: j + 1 });
  if (a === undefined || b === undefined || (isStar(a) && isStar(b))) return moves;
  const letter = common(a, b);
  if (letter !== undefined) moves.push({ left: isStar(a) ? i : i + 1, right: isStar(b) ? j : j + 1, letter });
  return moves;
}

function trace(from: ReadonlyMap<number, Step>, goal: number): readonly Letter[] {
  const letters: Letter[] = [];
  for (let step = from.get(goal); step !== undefined; step = from.get(step.state)) {
    if (step.letter !== undefined) letters.push(step.letter);
  }
  return letters.reverse();
}
