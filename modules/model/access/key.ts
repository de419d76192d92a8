/** The customer-managed key of an item. */

import { parseArn } from "../../iam/arn";
import type { Text } from "../../iam/text";
import { error, quote } from "../../problem";
import type { AccountRegion } from "../identity";
import type { OrVariable } from "../scope";
import { type ItemContext, partitionProblem } from "./identifier";

/** A key, or none asked for. */
interface FoundKey {
  readonly key?: Text;
}

/**
 * Resolves the `key` option for a resource at `place` (`anywhere`: for no resource). Reports what the scope reports, `invalid-arn` for aliases, `partition-mismatch`, and
 * `key-region-mismatch` where both regions are known; returns nothing then. Not giving a key is fine.
 */
export function findKey(
  reference: OrVariable | undefined,
  place: AccountRegion | "anywhere",
  itemContext: ItemContext,
): FoundKey | undefined {
  if (reference === undefined) return {};
  const { scope } = itemContext;
  const path = [...itemContext.path, "key"];
  const key = scope.key(reference, path);
  if (key === undefined) return undefined;
  if (typeof key !== "string") return { key };
  const problem = keyProblem(key, place, itemContext);
  if (problem === undefined) return { key };
  scope.report(problem);
  return undefined;
}

function keyProblem(key: string, place: AccountRegion | "anywhere", { scope, path: base }: ItemContext) {
  const path = [...base, "key"];
  const arn = parseArn(key);
  if (arn === undefined || arn.service !== "kms" || !/^key\/[A-Za-z0-9-]+$/.test(arn.resource)) {
    const help = "write the ARN of the key, `arn:aws:kms:REGION:ACCOUNT:key/KEY-ID`: an alias in a policy authorises nothing";
    return error("invalid-arn", path, `${quote(key)} is not the ARN of a key`, help);
  }
  const other = partitionProblem(key, scope.place, path);
  const region = place === "anywhere" ? undefined : place.region;
  if (other !== undefined || typeof region !== "string" || arn.region === region) return other;
  const message = `the key ${quote(key)} is in ${quote(arn.region)}, what it encrypts in ${quote(region)}`;
  return error(
    "key-region-mismatch",
    path,
    message,
    "a service uses keys of its own region only; name the key (or the multi-Region replica) there",
  );
}
