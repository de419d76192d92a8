/** Requests that are likely to show something, found without going through all of them. The evaluator has the last word on each. */

import { textOf } from "../../iam/compare/dimension";
import type { PolicyDocument, Request } from "../../iam/evaluate";
import { contains, type Glob, intersects, isWildcard, type Letter, literal, matches, showGlob } from "../../iam/glob";
import type { Text } from "../../iam/text";
import { commonLetters } from "./common-actions";

type Sketch = Pick<Request, "action" | "resource">;

/** Work for finding a text that no glob matches, before the comparison of documents takes over. */
const BUDGET = 20_000;

/** Requests of the form that some statement without conditions allows. */
export function someRequests(action: Glob, resource: Glob, { statements }: PolicyDocument): readonly Sketch[] {
  return statements.flatMap(({ effect, actions, resources, conditions }) => {
    if (effect === "Deny" || conditions.length > 0 || actions.negated || resources === undefined || resources.negated) return [];
    const [first] = actions.entries.flatMap((entry) => actionOf(intersects(entry, action)) ?? []);
    const [on] = globsOf(resources.entries).flatMap((entry) => resourceOf(intersects(entry, resource)) ?? []);
    return first === undefined || on === undefined ? [] : [{ action: first, resource: on }];
  });
}

/** Requests of the form that no statement has: the plainest one, one with an action, one with a resource that no statement names. */
export function otherRequests(action: Glob, resource: Glob, { statements }: PolicyDocument): readonly Sketch[] {
  const allows = statements.filter(({ effect }) => effect === "Allow");
  if (allows.some(({ actions, resources }) => actions.negated || resources?.negated !== false)) return [];
  const anyAction = actionOf(intersects(action, action));
  const anyResource = resourceOf(intersects(resource, resource)) ?? (matches(resource, literal("*")) ? "*" : undefined);
  const granted = allows.flatMap(({ actions }) => actions.entries);
  const noAction = ungranted(action, granted) ?? escaping(action, granted);
  const noResource = escaping(resource, globsOf(allows.flatMap(({ resources }) => resources?.entries ?? [])));
  return [
    [actionOf(noAction), anyResource],
    [anyAction, anyResource],
    [anyAction, resourceOf(noResource)],
  ].flatMap(([first, on]) => (typeof first === "string" && on !== undefined ? [{ action: first, resource: on }] : []));
}

/** An action that people know says more than one that merely fits. */
function ungranted(action: Glob, granted: readonly Glob[]): readonly Letter[] | undefined {
  if (!action.some(isWildcard)) return undefined;
  return commonLetters.find((one) => matches(action, one) && !granted.some((entry) => matches(entry, one)));
}

function escaping(asked: Glob, globs: readonly Glob[]): readonly Letter[] | undefined {
  const found = contains(asked, globs, BUDGET);
  return found.verdict === "escapes" ? found.witness : undefined;
}

function globsOf(entries: readonly (readonly unknown[])[]): readonly Glob[] {
  return entries.filter((entry): entry is Glob => entry.every((part) => typeof part !== "object"));
}

/** Only what a real request can have: a service and a name. */
function actionOf(letters: readonly Letter[] | undefined): string | undefined {
  const action = letters === undefined ? "" : showGlob(letters);
  return /^[^:]+:[^:]+$/.test(action) ? action : undefined;
}

/** Only what a real request can have: an ARN with its six segments, or `*`. */
function resourceOf(letters: readonly Letter[] | undefined): Text | undefined {
  const shown = letters === undefined ? "" : showGlob(letters);
  return letters !== undefined && (shown === "*" || /^arn:[^:]+:[^:]+:[^:]*:[^:]*:./.test(shown)) ? textOf(letters) : undefined;
}
