/** What one policy refuses and another does not. */
import { implies } from "../compare";
import type { PolicyStatement } from "../evaluate/document";
import type { PolicyKind } from "../evaluate/reading";
import type { Request } from "../evaluate/request";
import { isCovered } from "./covered";
import { type Effort, hasTime, newEffort, payDoubt } from "./effort";
import { alikeOf, likelyRequests } from "./likely-requests";
import { mayOverlap } from "./overlap";
import type { Permission } from "./permission";
import { asDocument, cancelledBy, type Difference, doubt, isDeny, isThere, refuses, refuted, sideOf } from "./side";

/** The permissions that refuse in `left` what none of `right` refuses, whether anything is allowed beside them or not. */
export function refusalDifference<P extends Permission>(
  left: readonly P[],
  right: readonly P[],
  kind: PolicyKind,
): readonly Difference<P>[] {
  const cancelled = cancelledBy(right);
  const open = left.filter((permission) => isDeny(permission) && !cancelled(permission));
  if (open.length === 0) return [];
  const [own, theirs] = [sideOf(open, kind), sideOf(right, kind)];
  const effort = newEffort();
  return [
    ...own.unread.map(doubt),
    ...own.denies.flatMap((one): readonly Difference<P>[] => {
      const near = theirs.denies.filter((other) => mayOverlap(one.statement, other.statement));
      const certain = near.filter((other) => isThere(other.permission, one.permission));
      const answer = decideRefusal(
        one.statement,
        certain.map(({ statement }) => statement),
        effort,
      );
      if (answer === "proved") return [];
      const shown = near.map(({ permission }) => permission);
      if (answer === "unknown" || theirs.unread.length > 0)
        return [{ permission: one.permission, verdict: "unknown", near: shown }];
      return [refuted(one.permission, answer, shown)];
    }),
  ];
}

/** A Deny refuses whom it names, however it does that: as an Allow reaches whoever is of other accounts. */
const NOWHERE = "";

function decideRefusal(
  one: PolicyStatement,
  certain: readonly PolicyStatement[],
  effort: Effort,
): "proved" | "unknown" | Request {
  // Who is excluded is read differently for Allow and Deny.
  if ([one, ...certain].some(({ principals }) => principals?.negated === true)) return "unknown";
  if (certain.some((other) => isCovered(one, other))) return "proved";
  if (!hasTime(effort, certain.length)) return "unknown";
  const comparison = implies(asDocument([allowed(one)]), asDocument(certain.map(allowed)), NOWHERE);
  if (comparison.verdict === "unknown") payDoubt(effort);
  if (comparison.verdict === "proved") return "proved";
  const found = comparison.verdict === "refuted" ? alikeOf(comparison.request, one) : [];
  const all = [...likelyRequests(one), ...found];
  return all.find((request) => refuses([one], request) && !refuses(certain, request)) ?? "unknown";
}

function allowed(statement: PolicyStatement): PolicyStatement {
  return { ...statement, effect: "Allow" };
}
