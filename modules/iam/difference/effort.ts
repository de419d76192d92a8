/** The budget of one difference: what the comparison of documents costs grows with the square of the permissions that it is asked about. */

/** What has been spent on one pair of policies. */
export interface Effort {
  spent: number;
}

/** Some seconds; what is left then is taken for a doubt. */
const MAX_EFFORT = 3_000;

/** Beyond so many permissions at once an answer is not worth its time. */
const MAX_PERMISSIONS = 32;

/** A doubt is the most expensive answer. */
const DOUBT = 500;

/** Nothing spent yet. */
export function newEffort(): Effort {
  return { spent: 0 };
}

/** Whether there is time for a comparison of so many permissions, whose price is then paid. */
export function hasTime(effort: Effort, count: number): boolean {
  effort.spent += Math.ceil((count * count) / 4);
  return count <= MAX_PERMISSIONS && effort.spent <= MAX_EFFORT;
}

/** Pays for a comparison that could not be decided. */
export function payDoubt(effort: Effort): void {
  effort.spent += DOUBT;
}

/** Whether so many permissions are more than a comparison takes. */
export function isCrowded(count: number): boolean {
  return count > MAX_PERMISSIONS;
}
