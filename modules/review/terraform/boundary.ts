/** The permissions boundary of a role or user in somebody's Terraform. */
import { showText, type Text } from "../../iam/text";
import type { AttachedPolicies, Boundary } from "../access";
import { policyIn } from "./policy";
import { isKnown, isText, nameOf, type TerraformResource, type TerraformSide, textOf } from "./resource";

/** The boundary of a role or user; `open` is what nobody knows of it or of what it allows. */
export function boundaryOf(
  resource: TerraformResource,
  side: TerraformSide,
  policies: ReadonlyMap<string, TerraformResource>,
): { readonly boundary?: Boundary; readonly open?: AttachedPolicies } {
  const arn = textOf(resource, "permissions_boundary");
  const isSettled = arn !== undefined && isKnown(resource, "permissions_boundary");
  const [target, ...more] = isSettled ? [] : side.targets(resource, "permissions_boundary", ["aws_iam_policy"]);
  const policy = isSettled ? policies.get(showText(arn)) : more.length === 0 ? target : undefined;
  if (policy === undefined) {
    if (arn !== undefined) return { boundary: { arn } };
    return resource.unknown.has("permissions_boundary") ? { open: policyIn(resource, "permissions_boundary", "boundary") } : {};
  }
  const open = policyIn(policy, "policy", nameOf(policy));
  const [document] = open.policies;
  const name: Text = isText(arn) ? arn : { late: "arn", name: `${policy.address}.arn`, template: `\${${policy.address}.arn}` };
  return { boundary: { arn: name, ...(document === undefined ? {} : { document }) }, open };
}
