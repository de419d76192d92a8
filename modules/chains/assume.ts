/** Which roles a trust policy lets in. */
import { disjoint } from "../iam/compare";
import { documentOf, type Permission, permissionsOf, selectionOf } from "../iam/difference";
import { differs, showText } from "../iam/text";
import type { ChainRole } from "./role";

/** How a trust policy lets a role in: `alone` when that needs no permission of the role's own. */
export interface LetIn {
  readonly alone: boolean;
  readonly certain: boolean;
}

/** Whether the trust policy of `to` may let in whoever holds `from`: by its name, or by its account. */
export function lettingIn<T>({ trust = [], account }: ChainRole<T>, from: ChainRole<T>): LetIn | undefined {
  const [asked] = permissionsOf(
    {
      effect: "Allow",
      actions: { negated: false, entries: ["sts:AssumeRole"] },
      principals: { negated: false, entries: [{ kind: "AWS", name: from.arn }] },
      conditions: [],
    },
    {},
  );
  const theirs = asked === undefined ? undefined : documentOf([asked], "trust");
  if (theirs === undefined) return undefined;
  const refusals = trust.filter(({ effect }) => effect === "Deny");
  let best: LetIn | undefined;
  for (const permission of trust.filter(({ effect }) => effect === "Allow")) {
    const own = documentOf([permission, ...refusals], "trust");
    const comparison = own === undefined ? undefined : disjoint(own, theirs);
    if (comparison?.verdict === "proved") continue;
    const isFree = permission.conditions.length === 0 && permission.when === undefined;
    // Only where it names the role itself, and within one account, nothing else has to allow it.
    const alone = names(permission, from) && !isFar(account, from.account);
    const certain = comparison?.verdict === "refuted" && isFree && (!alone || isOneAccount(account, from.account));
    if (best === undefined || rank({ alone, certain }) > rank(best)) best = { alone, certain };
  }
  return best;
}

function rank({ alone, certain }: LetIn): number {
  return Number(alone) * 2 + Number(certain);
}

function names<T>(permission: Permission, { arn }: ChainRole<T>): boolean {
  const { negated, entries } = selectionOf(permission.principal, permission.principals) ?? { negated: true, entries: [] };
  return !negated && entries.some(({ kind, name }) => kind === "AWS" && showText(name) === showText(arn));
}

function isFar(one: ChainRole<unknown>["account"], other: ChainRole<unknown>["account"]): boolean {
  return one !== undefined && other !== undefined && differs(one, other);
}

function isOneAccount(one: ChainRole<unknown>["account"], other: ChainRole<unknown>["account"]): boolean {
  return one !== undefined && other !== undefined && showText(one) === showText(other);
}
