/** Does a text match a glob? One pass over the text, whatever the number of stars. */
import { accepts, COLON, type Glob, isStar, isWildcard, type Letter, SEGMENT_STRING, type Token } from "./token";

/** How a token of the glob decides on one element of the sequence; `accepts` unless globs are compared with globs. */
type Accepts = (token: Token, element: Token) => boolean;

/**
 * Whether `text` matches `glob`, as AWS matches actions, resources and `StringLike` values: `*` spans any letters, colons and slashes
 * included, `?` exactly one
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards).
 * Linear in the text; only a `?` between two stars costs up to its run's length for each letter. Never backtracks over a star.
 */
export function matches(glob: Glob, text: readonly Letter[]): boolean {
  return matchesWith(glob, text, accepts);
}

/** `matches` with another idea of which token takes which element; `element` may then be a token of a second glob. */
function matchesWith(glob: Glob, text: Glob, accept: Accepts): boolean {
  const first = glob.findIndex(isStar);
  if (first === -1) return glob.length === text.length && fits(glob, 0, glob.length, text, 0, accept);
  const last = glob.findLastIndex(isStar);
  const tail = glob.length - last - 1;
  const end = text.length - tail;
  if (first > end) return false;
  if (!fits(glob, 0, first, text, 0, accept) || !fits(glob, last + 1, tail, text, end, accept)) return false;
  return matchMiddle(glob, first, last, text, end, accept);
}

/**
 * Between the first and the last star: every chunk takes its leftmost place. That is safe for stars that stop at a colon too,
 * because such a star sits in an ARN segment whose closing colon no other star can move.
 */
function matchMiddle(glob: Glob, first: number, last: number, text: Glob, end: number, accept: Accepts): boolean {
  let position = first;
  let star = first;
  while (star < last) {
    let next = star + 1;
    while (!isStar(glob[next])) next += 1;
    const length = next - star - 1;
    const found = find(glob.slice(star + 1, next), text, position, end, accept);
    if (found === -1 || !spans(glob[star], text, position, found, accept)) return false;
    position = found + length;
    star = next;
  }
  return spans(glob[star], text, position, end, accept);
}

/** Whether the star may span the elements from `from` to `to`. */
function spans(star: Token | undefined, text: Glob, from: number, to: number, accept: Accepts): boolean {
  if (star !== SEGMENT_STRING) return true;
  for (let index = from; index < to; index += 1) {
    const element = text[index];
    if (element !== undefined && !accept(star, element)) return false;
  }
  return true;
}

/** Whether `length` tokens from `start` accept the elements from `at`. */
function fits(glob: Glob, start: number, length: number, text: Glob, at: number, accept: Accepts): boolean {
  for (let index = 0; index < length; index += 1) {
    const token = glob[start + index];
    const element = text[at + index];
    if (token === undefined || element === undefined || !accept(token, element)) return false;
  }
  return true;
}

/** The first place at or after `from` where the chunk fits before `end`, or -1. */
function find(chunk: Glob, text: Glob, from: number, end: number, accept: Accepts): number {
  if (!chunk.some(isWildcard)) return findLiteral(chunk, text, from, end);
  for (let at = from; at + chunk.length <= end; at += 1) {
    if (fits(chunk, 0, chunk.length, text, at, accept)) return at;
  }
  return -1;
}

/** Knuth, Morris and Pratt: linear also for chunks that repeat themselves. */
function findLiteral(chunk: Glob, text: Glob, from: number, end: number): number {
  const borders = bordersOf(chunk);
  let matched = 0;
  for (let index = from; index < end; index += 1) {
    while (matched > 0 && chunk[matched] !== text[index]) matched = borders[matched - 1] ?? 0;
    if (chunk[matched] === text[index]) matched += 1;
    if (matched === chunk.length) return index - matched + 1;
  }
  return chunk.length === 0 ? from : -1;
}

function bordersOf(chunk: Glob): readonly number[] {
  const borders = [0];
  let length = 0;
  for (let index = 1; index < chunk.length; index += 1) {
    while (length > 0 && chunk[index] !== chunk[length]) length = borders[length - 1] ?? 0;
    if (chunk[index] === chunk[length]) length += 1;
    borders.push(length);
  }
  return borders;
}

/**
 * A sufficient test that every text of `inner` matches `outer`: the wildcards of `inner` are read as letters that only a wildcard at
 * least as wide takes. Exact whenever `outer` has no `?` and no segment wildcard.
 */
export function covers(outer: Glob, inner: Glob): boolean {
  return matchesWith(outer, inner, takes);
}

function takes(token: Token, element: Token): boolean {
  if (!isWildcard(element)) return accepts(token, element);
  if (isStar(token)) return token !== SEGMENT_STRING || isSegment(element);
  return token === element || (isWildcard(token) && !isStar(element) && isSegment(element));
}

function isSegment(element: Token): boolean {
  return !accepts(element, COLON);
}
