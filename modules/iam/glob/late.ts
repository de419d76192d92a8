/** Globs whose late values may turn out to be anything: `false` holds whatever they become. */
import { intersects } from "./intersects";
import { covers } from "./matches";
import { ANY_STRING, COLON, type Glob, isWildcard, joinStars, literal, SEGMENT_STRING, type Token } from "./token";

/** Whether the glob has a late value. */
export function hasLate(glob: readonly unknown[]): boolean {
  return glob.some((token) => typeof token === "string");
}

/**
 * Whether some text can match both globs once Terraform knows the late values. One that both begin with is the same in both; any other may become
 * whatever its place allows: no colon before the resource of an ARN.
 */
export function mayIntersect(left: Glob, right: Glob): boolean {
  if (!hasLate(left) && !hasLate(right)) return intersects(left, right) !== undefined;
  const start = commonStart(left, right);
  return intersects(joinStars(openedTokens(left).slice(start)), joinStars(openedTokens(right).slice(start))) !== undefined;
}

/** Whether the two globs stand to each other as they do now, whatever the late values become: apart, or one within the other. */
export function isSettled(left: Glob, right: Glob): boolean {
  return covers(left, right) || covers(right, left) || !mayIntersect(left, right);
}

/** How many tokens both begin with, none of them a wildcard. */
function commonStart(left: Glob, right: Glob): number {
  let index = 0;
  while (index < left.length && left[index] === right[index] && !isWildcard(left[index] ?? 0)) index += 1;
  return index;
}

/** Late values as stars, token by token. */
function openedTokens(glob: Glob): Token[] {
  return placesOfLate(glob).map((place, index) => {
    if (place === undefined) return glob[index] ?? ANY_STRING;
    return place === "segment" ? SEGMENT_STRING : ANY_STRING;
  });
}

const arn = literal("arn:");

/** For each token where it stands when it is a late value: in one of the first five segments of an ARN, or anywhere else. */
export function placesOfLate(tokens: readonly unknown[]): readonly ("segment" | "anywhere" | undefined)[] {
  const isArn = arn.every((letter, index) => tokens[index] === letter);
  let colons = 0;
  return tokens.map((token) => {
    if (token === COLON) colons += 1;
    if (typeof token !== "string") return undefined;
    return isArn && colons < 5 ? "segment" : "anywhere";
  });
}
