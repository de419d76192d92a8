/**
 * What the service authorization reference says of actions
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).
 */
import { show, type Text } from "../../model/text";
import { glob, intersects } from "../glob";
import { acceptedArns, withoutResource } from "./action-data";
import { resourceGlob } from "./gap";

/** Whether the action has no resource type, so that it is only ever granted on `*`; `undefined` when the table does not know. */
export function hasNoResource(action: string): boolean | undefined {
  const name = action.toLowerCase();
  const accepted = acceptedArns[name];
  if (accepted !== undefined) return accepted.length === 0;
  const [service = "", own = ""] = name.split(":");
  const names = withoutResource[service];
  return names === undefined ? undefined : ` ${names} `.includes(` ${own} `);
}

/**
 * Whether the action can be on some resource of this ARN; `undefined` when the table does not have the action. An action with no resource type
 * accepts `*` only. What only Terraform knows may be right.
 */
export function accepts(action: string, resource: Text): boolean | undefined {
  if (resource === "*") return true;
  const accepted = acceptedArns[action.toLowerCase()];
  if (accepted === undefined) return hasNoResource(action) === true ? false : undefined;
  if (typeof resource !== "string") return acceptsLate(accepted, resource);
  const asked = resourceGlob(resource);
  return accepted.some((arn) => isOfForm(resource, arn) && intersects(glob(arn), asked) !== undefined);
}

/** A late value may be anything, also several segments. */
function acceptsLate(accepted: readonly string[], resource: Text): boolean {
  const open = show(resource).replaceAll(/\$\{[^}]*\}/g, "*");
  return accepted.some((arn) => intersects(glob(arn), resourceGlob(open)) !== undefined);
}

/** The name of a bucket has no slash: what has one is an object. */
function isOfForm(resource: string, arn: string): boolean {
  const isBucket = /^arn:\*:s3:::\*$/.test(arn);
  return !isBucket || !/^[^*?]*:::[^*?]*\//.test(resource);
}
