/** Exact questions about IAM globs: match, overlap, containment, membership, each with a witness. */
export { type Containment, contains, DEFAULT_BUDGET } from "./contains";
export { intersects } from "./intersects";
export { covers, matches } from "./matches";
export { type Region, regions } from "./regions";
export {
  ANY_STRING,
  arnGlob,
  compact,
  FILLER,
  fold,
  type Glob,
  glob,
  isWildcard,
  type Letter,
  literal,
  show,
  type Token,
  wildcard,
} from "./token";
