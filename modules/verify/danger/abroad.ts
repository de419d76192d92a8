/**
 * Whether a permission reaches past the accounts that the platform file declares
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html).
 */

import type { ConditionText } from "../../iam/difference";
import { partsOf, type Text } from "../../iam/text";
import type { TracedPermission } from "../theorems/traced-permission";
import type { DangerContext } from "./rule";

type Owner = "declared" | "foreign" | "unknown";

/**
 * Judges conditions first, then the ARN: an account id in it, `*`, or a bucket's name with a wildcard, which anybody may take. `unknown` is a
 * bucket by its name, whose ARN has no account, and what only Terraform knows.
 */
export function ownerOf({ resource = "*", conditions }: TracedPermission, context: DangerContext): Owner {
  if (context.accounts === undefined || conditions.some((condition) => keepsInside(condition, context))) return "declared";
  const byArn = ownerByArn(resource, context.accounts);
  return byArn === "unknown" && conditions.some((condition) => leadsOutside(condition, context)) ? "foreign" : byArn;
}

/** The condition compares the owner of the resource, and with nothing but what is ours; late values are taken for ours. */
function keepsInside(condition: ConditionText, context: DangerContext): boolean {
  const ours = comparison(condition, context);
  return ours !== undefined && condition.values.length > 0 && condition.values.every(ours);
}

function leadsOutside(condition: ConditionText, context: DangerContext): boolean {
  const ours = comparison(condition, context);
  return ours !== undefined && !condition.values.every(ours);
}

/** How a condition on the owner tells ours from others; `undefined` for every other condition. */
function comparison(
  { operator, key }: ConditionText,
  { accounts, organization }: DangerContext,
): ((value: Text) => boolean) | undefined {
  const name = key.toLowerCase();
  const isPositive = /^(?:ForAnyValue:)?String(?:Equals|EqualsIgnoreCase|Like)$/.test(operator);
  if (!isPositive) return undefined;
  if (name === "aws:resourceaccount" || name === "s3:resourceaccount") {
    return (value) => typeof value !== "string" || accounts?.has(value) === true || value === "${aws:PrincipalAccount}";
  }
  if (name === "aws:resourceorgid") return (value) => typeof value !== "string" || isOurs(value, organization);
  if (name === "aws:resourceorgpaths") {
    return (value) => typeof value !== "string" || isOurs(value.split("/")[0] ?? "", organization);
  }
  return undefined;
}

function isOurs(id: string, organization: string | undefined): boolean {
  if (id === "${aws:PrincipalOrgID}") return true;
  return organization === undefined ? /^o-[a-z0-9]+$/.test(id) : id === organization;
}

/** Stands for what only Terraform knows; no ARN has it. */
const late = "\u0000";

function ownerByArn(resource: Text, accounts: ReadonlySet<string>): Owner {
  const open = partsOf(resource)
    .map((part) => (typeof part === "string" ? part : late))
    .join("");
  const plain = open.replaceAll(/\$\{[^}]*\}/g, "x");
  const segments = plain.split(":");
  const [, , service = "", , account = "", ...rest] = segments;
  if (/^[0-9]{12}$/.test(account)) return accounts.has(account) ? "declared" : "foreign";
  if (swallowsAccount(segments)) return "foreign";
  const bucket = rest.join(":").split("/")[0] ?? "";
  return service === "s3" && account === "" && /[*?]/.test(bucket) ? "foreign" : "unknown";
}

/**
 * A wildcard at the account, or before it where the pattern has no account: it spans colons
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html). What begins with a late value is an ARN that only
 * Terraform knows.
 */
function swallowsAccount(segments: readonly string[]): boolean {
  const [first = "", , , , account = ""] = segments;
  if (first.startsWith(late)) return false;
  const isAccount = account.includes(late) || (account === "" && segments.length > 5);
  return segments.slice(0, isAccount ? 0 : 5).some((segment) => /[*?]/.test(segment));
}
