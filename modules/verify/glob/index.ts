/** Exact questions about IAM globs: match, overlap, containment, membership, each with a witness. */
export { type Containment, contains, DEFAULT_BUDGET } from "./contains";
export { intersects } from "./intersects";
export { covers, matches } from "./matches";
export { type Region, regions } from "./regions";
export { arnGlob, compact, fold, type Glob, glob, type Letter, literal, show, type Token, wildcard } from "./token";
