/** What one policy allows and another does not: equal permissions cancel out, the comparison of documents decides the rest. */
import { implies } from "../compare";
import { rankOfFinding } from "../compare/compare";
import type { PolicyDocument } from "../evaluate/document";
import { saysAlone } from "../evaluate/policies";
import type { PolicyKind } from "../evaluate/reading";
import type { Request } from "../evaluate/request";
import { isCovered } from "./covered";
import { type Effort, hasTime, isCrowded, newEffort, payDoubt } from "./effort";
import { alikeOf, likelyRequests } from "./likely-requests";
import { mayOverlap } from "./overlap";
import type { Permission } from "./permission";
import {
  cancelledBy,
  type Difference,
  documentOfAll,
  doubt,
  isDeny,
  isThere,
  type Read,
  refuses,
  refuted,
  type Side,
  sideOf,
} from "./side";

/**
 * The permissions of `left` that `right` does not allow in every case: also not where a late value is empty on which only the right depends.
 * Refuted with a request that all of `left` allows and all of `right` does not; a permission that AWS would not take is a doubt, never a pass.
 * Assumed, and `home`: as for `implies`.
 */
export function difference<P extends Permission>(
  left: readonly P[],
  right: readonly P[],
  kind: PolicyKind,
  home?: string,
): readonly Difference<P>[] {
  const cancelled = cancelledBy(right);
  const isOpen = left.some((permission) => !isDeny(permission) && !cancelled(permission));
  if (!isOpen && !right.some(isDeny)) return [];
  const [own, theirs] = [sideOf(left, kind), sideOf(right, kind)];
  const kept = cancelledBy(left);
  const stricter = theirs.denies.filter((one) => !kept(one.permission) && !own.denies.some((other) => isWithin(one, other)));
  const sides = {
    own,
    theirs,
    mayPass: !theirs.unread.some((permission) => isDeny(permission) && !kept(permission)),
    mayFail: theirs.unread.length === 0 && !own.unread.some(isDeny),
    home,
  };
  const effort = newEffort();
  return [
    ...own.unread.filter((permission) => !isDeny(permission) && !cancelled(permission)).map(doubt),
    ...own.allows.flatMap((one): readonly Difference<P>[] => {
      const refused = stricter.filter((other) => mayOverlap(one.statement, other.statement));
      const isKnown = cancelled(one.permission);
      if (isKnown && refused.length === 0 && sides.mayPass) return [];
      return differenceAt(one, { ...sides, refused, isKnown }, effort);
    }),
  ];
}

/** Whether the other speaks of all that one does, and whenever that is there. */
function isWithin<P extends Permission>(one: Read<P>, other: Read<P>): boolean {
  return isThere(other.permission, one.permission) && isCovered(one.statement, other.statement);
}

interface Comparison<P extends Permission> {
  readonly own: Side<P>;
  readonly theirs: Side<P>;
  /** Whether what cannot be read leaves a proof one, and a refutation. */
  readonly mayPass: boolean;
  readonly mayFail: boolean;
  /** The account that the policies' resource is in. */
  readonly home: string | undefined;
  /** What of theirs refuses something of the permission, and nothing of ours is equal to it. */
  readonly refused: readonly Read<P>[];
  /** Whether they have an equal permission. */
  readonly isKnown: boolean;
}

function differenceAt<P extends Permission>(
  one: Read<P>,
  { own, theirs, mayPass, mayFail, home, refused, isKnown }: Comparison<P>,
  effort: Effort,
): readonly Difference<P>[] {
  const meets = (other: Read<P>): boolean => mayOverlap(one.statement, other.statement);
  const near = theirs.allows.filter(meets);
  const certain = near.filter((other) => isThere(other.permission, one.permission));
  const question = {
    one,
    own: [one, ...own.denies.filter((other) => isThere(other.permission, one.permission) && meets(other))],
    // what of theirs an equal one of ours refuses too, whenever theirs is there, makes no difference
    theirs: [...certain, ...refused],
    certain,
    isRefused: refused.length > 0,
    home,
  };
  const answer = decide(question, effort);
  const shown = near.map(({ permission }) => permission);
  if (answer === "proved" && mayPass) return [];
  if (answer === "proved" || answer === "unknown" || !mayFail) {
    return [{ permission: one.permission, verdict: "unknown", near: shown }];
  }
  const refusal = isKnown ? refused.find(({ statement }) => refuses([statement], answer)) : undefined;
  if (refusal === undefined) return [refuted(one.permission, answer, shown)];
  const others = own.denies.filter(({ statement }) => mayOverlap(refusal.statement, statement));
  return [
    refuted(
      refusal.permission,
      answer,
      others.map(({ permission }) => permission),
    ),
  ];
}

interface Question<P extends Permission> {
  readonly one: Read<P>;
  readonly own: readonly Read<P>[];
  readonly theirs: readonly Read<P>[];
  /** Of theirs, what allows. */
  readonly certain: readonly Read<P>[];
  /** Whether theirs refuse something that the permission allows. */
  readonly isRefused: boolean;
  readonly home: string | undefined;
}

/** A request that shows the difference, or why there is none. */
function decide<P extends Permission>(
  { one, own, theirs, certain, isRefused, home }: Question<P>,
  effort: Effort,
): "proved" | "unknown" | Request {
  if (!isRefused && certain.some(({ statement }) => isCovered(one.statement, statement))) return "proved";
  const [left, right] = [documentOfAll(own), documentOfAll(theirs)];
  const some = likelyRequests(one.statement).slice(0, isCrowded(theirs.length) ? 2 : undefined);
  const likely = some.find((request) => isShownBy(request, left, right, home));
  if (likely !== undefined) return likely;
  if (!hasTime(effort, own.length + theirs.length)) return "unknown";
  if (!isRefused && implies(documentOfAll([one]), documentOfAll(certain), home).verdict === "proved") return "proved";
  const comparison = implies(left, right, home);
  if (comparison.verdict === "unknown") payDoubt(effort);
  if (comparison.verdict !== "refuted") return comparison.verdict;
  return alikeOf(comparison.request, one.statement).find((request) => isShownBy(request, left, right, home)) ?? "unknown";
}

/** Whether the evaluator allows a request by the one side, and by the other not, or less directly. */
function isShownBy(request: Request, left: PolicyDocument, right: PolicyDocument, home: string | undefined): boolean {
  const [one, other] = [left, right].map((document) => rankOfFinding(saysAlone(document, request), request.principal, home));
  return (one ?? 0) > (other ?? 0);
}
