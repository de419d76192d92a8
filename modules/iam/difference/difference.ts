/** What one policy allows and another does not: equal permissions cancel out, the comparison of documents decides the rest. */
import { implies } from "../compare";
import { rankOfNaming } from "../compare/search";
import type { PolicyDocument } from "../evaluate/document";
import { saysAlone } from "../evaluate/policies";
import type { PolicyKind } from "../evaluate/reading";
import type { Request } from "../evaluate/request";
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
 * Assumed: as for `implies`.
 */
export function difference<P extends Permission>(
  left: readonly P[],
  right: readonly P[],
  kind: PolicyKind,
): readonly Difference<P>[] {
  const cancelled = cancelledBy(right);
  const isOpen = left.some((permission) => !isDeny(permission) && !cancelled(permission));
  if (!isOpen && !right.some(isDeny)) return [];
  const [own, theirs] = [sideOf(left, kind), sideOf(right, kind)];
  const kept = cancelledBy(left);
  const stricter = theirs.denies.filter(({ permission }) => !kept(permission));
  const sides = {
    own,
    theirs,
    mayPass: !theirs.unread.some((permission) => isDeny(permission) && !kept(permission)),
    mayFail: theirs.unread.length === 0 && !own.unread.some(isDeny),
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

interface Comparison<P extends Permission> {
  readonly own: Side<P>;
  readonly theirs: Side<P>;
  /** Whether what cannot be read leaves a proof one, and a refutation. */
  readonly mayPass: boolean;
  readonly mayFail: boolean;
  /** What of theirs refuses something of the permission, and nothing of ours is equal to it. */
  readonly refused: readonly Read<P>[];
  /** Whether they have an equal permission. */
  readonly isKnown: boolean;
}

function differenceAt<P extends Permission>(
  one: Read<P>,
  { own, theirs, mayPass, mayFail, refused, isKnown }: Comparison<P>,
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
}

/** A request that shows the difference, or why there is none. */
function decide<P extends Permission>(
  { one, own, theirs, certain, isRefused }: Question<P>,
  effort: Effort,
): "proved" | "unknown" | Request {
  const [left, right] = [documentOfAll(own), documentOfAll(theirs)];
  const some = likelyRequests(one.statement).slice(0, isCrowded(theirs.length) ? 2 : undefined);
  const likely = some.find((request) => isShownBy(request, left, right));
  if (likely !== undefined) return likely;
  if (!hasTime(effort, own.length + theirs.length)) return "unknown";
  if (!isRefused && implies(documentOfAll([one]), documentOfAll(certain)).verdict === "proved") return "proved";
  const comparison = implies(left, right);
  if (comparison.verdict === "unknown") payDoubt(effort);
  if (comparison.verdict !== "refuted") return comparison.verdict;
  return alikeOf(comparison.request, one.statement).find((request) => isShownBy(request, left, right)) ?? "unknown";
}

/** Whether the evaluator allows a request by the one side, and by the other not, or less directly. */
function isShownBy(request: Request, left: PolicyDocument, right: PolicyDocument): boolean {
  const [one, other] = [saysAlone(left, request), saysAlone(right, request)];
  if (one.allow === undefined || one.deny !== undefined) return false;
  if (other.allow === undefined || other.deny !== undefined) return true;
  return rankOfNaming(one.naming ?? "direct") > rankOfNaming(other.naming ?? "direct");
}
