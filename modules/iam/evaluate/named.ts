/** Actions and resources as globs, as one statement reads them. */
import { ANY_STRING, fold, type Glob, glob, joinStars } from "../glob";
import type { Text } from "../text";
import { lettersOf } from "./letters";
import { template } from "./template";

/** The glob of an action, which has no case. */
export function actionGlob(action: string): Glob {
  return fold(glob(action));
}

/** The glob of a resource; a policy variable may become anything, so that it is read as `*`. */
export function resourceGlob(resource: Text): Glob {
  const read = template(resource, { wildcards: true, variables: true }) ?? lettersOf(resource);
  return joinStars(read.map((part) => (typeof part === "object" ? ANY_STRING : part)));
}
