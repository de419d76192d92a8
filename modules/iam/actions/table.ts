/**
 * What the service authorization reference says of actions
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).
 */

import { resourceGlob } from "../evaluate/named";
import { glob, intersects } from "../glob";
import { showText, type Text } from "../text";
import { actions, withoutResource } from "./data";

const acceptedArns = byFirstWord(actions);
const namesWithout = byFirstWord(withoutResource);

function byFirstWord(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    lines.map((line) => {
      const [first = "", ...rest] = line.split(" ");
      return [first, rest];
    }),
  );
}

/** Whether the action has no resource type, so that it is only ever granted on `*`; `undefined` when the table does not know. */
export function hasNoResource(action: string): boolean | undefined {
  const name = action.toLowerCase();
  const accepted = acceptedArns.get(name);
  if (accepted !== undefined) return accepted.length === 0;
  const [service = "", own = ""] = name.split(":");
  return namesWithout.get(service)?.includes(own);
}

/**
 * Whether the action can be on some resource of this ARN; `undefined` when the table does not have the action. An action with no resource type
 * accepts `*` only. What only Terraform knows may be right.
 */
export function acceptsResource(action: string, resource: Text): boolean | undefined {
  if (resource === "*") return true;
  const accepted = acceptedArns.get(action.toLowerCase());
  if (accepted === undefined) return hasNoResource(action) === true ? false : undefined;
  if (typeof resource !== "string") return acceptsLate(accepted, resource);
  const forms = accepted.filter((arn) => isOfForm(resource, arn));
  if (forms.some((arn) => isPlainlyOf(resource, arn))) return true;
  const asked = resourceGlob(resource);
  return forms.some((arn) => intersects(glob(arn), asked) !== undefined);
}

/** The common case at once: between the stars, the form is found in the ARN piece by piece. */
function isPlainlyOf(resource: string, arn: string): boolean {
  const pieces = arn.split("*");
  const [first = "", ...rest] = pieces;
  if (!resource.startsWith(first)) return false;
  let from = first.length;
  for (const [index, piece] of rest.entries()) {
    const at = index === rest.length - 1 ? Math.max(resource.length - piece.length, from) : resource.indexOf(piece, from);
    if (at === -1 || !resource.startsWith(piece, at)) return false;
    from = at + piece.length;
  }
  return true;
}

/** A late value may be anything, also several segments. */
function acceptsLate(accepted: readonly string[], resource: Text): boolean {
  const open = showText(resource).replaceAll(/\$\{[^}]*\}/g, "*");
  return accepted.some((arn) => intersects(glob(arn), resourceGlob(open)) !== undefined);
}

/** The names of buckets and tables have no slash: what has one is an object, an index or a stream. */
function isOfForm(resource: string, arn: string): boolean {
  if (arn === "arn:*:s3:::*") return !/^[^*?]*:::[^*?]*\//.test(resource);
  return !(arn.endsWith(":table/*") && /:table\/[^*?/]*\//.test(resource));
}
