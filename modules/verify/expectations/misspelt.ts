/** Actions that are most likely misspelt: a `deny` of one would hold for ever, and say nothing. */

import { acceptsResource, hasNoResource } from "../../iam/actions/table";
import { type Path, type Problem, quote, warning } from "../../problem";
import { nearlySame } from "../../wording";
import { commonActions } from "./common-actions";

/** `unknown-action`, a warning, when the table of actions does not have this one and has another that differs by two letters or less. */
export function misspelt(action: string, path: Path): Problem | undefined {
  if (/[*?]/.test(action) || isKnown(action)) return undefined;
  const near = nearlySame(action, commonActions, 2);
  return near === undefined
    ? undefined
    : warning("unknown-action", path, `no action ${quote(action)} is known`, `did you mean ${quote(near)}?`);
}

/** The table knows the actions that have resources, and of their services also those that have none. */
function isKnown(action: string): boolean {
  return hasNoResource(action) === true || acceptsResource(action, "arn:aws:any:::thing") !== undefined;
}
