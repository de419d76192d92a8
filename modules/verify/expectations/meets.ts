/** Which statements a question can be about at all: the quick test before anything is compared. */
import type { PolicyStatement } from "../../iam/evaluate";
import { covers, type Glob, intersects, mayIntersect } from "../../iam/glob";
import { ANY_STRING, joinStars } from "../../iam/glob/token";

/** Whether some action of the glob is one of the statement's. A negated list is taken to have it. */
export function meetsAction({ actions }: PolicyStatement, action: Glob): boolean {
  return actions.negated || actions.entries.some((entry) => intersects(entry, action) !== undefined);
}

/** Whether some resource of the glob is one of the statement's; variables and late values may become anything. */
export function meetsResource({ resources }: PolicyStatement, resource: Glob): boolean {
  return resources === undefined || resources.negated || globsOf(resources).some((entry) => mayIntersect(entry, resource));
}

/** Whether one entry of the statement has all actions of the glob, and one all its resources. */
export function coversAll({ actions, resources }: PolicyStatement, action: Glob, resource: Glob): boolean {
  if (actions.negated || resources === undefined || resources.negated) return false;
  const plain = resources.entries.filter((entry) => entry.every((part) => typeof part !== "object"));
  return actions.entries.some((entry) => covers(entry, action)) && plain.some((entry) => covers(entry as Glob, resource));
}

function globsOf({ entries }: NonNullable<PolicyStatement["resources"]>): readonly Glob[] {
  return entries.map((entry) => joinStars(entry.map((part) => (typeof part === "object" ? ANY_STRING : part))));
}
