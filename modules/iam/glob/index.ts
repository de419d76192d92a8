/** Exact questions about IAM globs: match, overlap, containment, membership, each with a witness. */
export { type Containment, contains, DEFAULT_BUDGET } from "./contains";
export { intersects } from "./intersects";
export { hasLate, isSettled, mayIntersect, placesOfLate } from "./late";
export { covers, matches } from "./matches";
export { type Membership, memberships } from "./membership";
export {
  ANY_STRING,
  arnGlob,
  FILLER,
  fold,
  type Glob,
  glob,
  isWildcard,
  joinStars,
  type Letter,
  literal,
  SEGMENT_STRING,
  showGlob,
  type Token,
  wildcard,
} from "./token";
