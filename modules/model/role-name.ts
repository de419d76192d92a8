/** Names that AWS and Terraform accept, made from the names in the platform file alone, so that another account can predict them. */
import { createHash } from "node:crypto";

const digestLength = 8;

/**
 * The name of a role: the parts joined with `-`, at most 64 characters of `[A-Za-z0-9+=,.@_-]`
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). A name that is too long, or has other
 * characters, is cut and ends in a hash of the whole, so that long names with one beginning stay apart. Distinct inputs can still
 * meet (`["a-b", "c"]` and `["a", "b-c"]`; IAM also ignores case): the model compares all names and reports `role-name-clash`.
 */
export function roleName(parts: readonly string[]): string {
  return boundedName(parts.join("-"), 64);
}

/** The name of an inline or managed policy, or of an instance profile: as `roleName`, at most 128 characters. */
export function policyName(parts: readonly string[]): string {
  return boundedName(parts.join("-"), 128);
}

function boundedName(name: string, limit: number): string {
  const accepted = name.replace(/[^A-Za-z0-9+=,.@_-]/gu, "-");
  if (accepted === name && name.length <= limit && name !== "") return name;
  const kept = accepted.slice(0, limit - digestLength - 1).replace(/-+$/, "");
  return kept === "" ? digest(name) : `${kept}-${digest(name)}`;
}

/**
 * A Terraform address in snake_case: `order-cache` and `orderCache` give `order_cache`, `2048-game` gives `_2048_game` because an
 * address cannot start with a digit. Case and the separators `-`, `_`, `.`, `/` and space are folded, so `a-b` and `a_b` meet and the caller
 * must look for that; every other character is lost, and a hash of the name is added to keep such names apart.
 */
export function terraformName(name: string): string {
  const snake = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9_]/gu, "_");
  const lost = name === "" || /[^A-Za-z0-9_\-./ ]/u.test(name);
  const whole = lost ? `${snake}_${digest(name)}` : snake;
  return /^[a-z_]/.test(whole) ? whole : `_${whole}`;
}

function digest(name: string): string {
  return createHash("sha256").update(name, "utf8").digest("hex").slice(0, digestLength);
}
