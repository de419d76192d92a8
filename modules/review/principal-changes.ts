/** What has changed of one principal: its policies, attachments, boundary and trust. */
import type { Requester } from "../iam/evaluate";
import { showText } from "../iam/text";
import { quote } from "../problem";
import type { Boundary, PrincipalAccess } from "./access";
import type { AccessChange, ChangeType } from "./change";
import { withManagedPolicies } from "./managed-policies/known";
import { homeOf, isSame, onResource, policyChanges } from "./policy-changes";
import { type ReadPolicies, readAttached, readDocuments } from "./read-policies";

/** The changes of a principal that either side may lack; none when both say the same. */
export function principalChanges(
  earlier: PrincipalAccess | undefined,
  later: PrincipalAccess | undefined,
): readonly AccessChange[] {
  if (earlier !== undefined && later !== undefined && isSame(earlier, later)) return [];
  const [before, after] = [earlier, later].map((side) => (side === undefined ? undefined : withManagedPolicies(side)));
  const [old, now] = [readAttached(before, "identity"), readAttached(after, "identity")];
  const gone = before === undefined || after === undefined;
  const by = requesterOf(after ?? before);
  return [
    ...policyChanges(old, now, gone).map((change) => (by === undefined ? change : madeBy(change, by))),
    ...attachmentChanges(before?.attached ?? [], after?.attached ?? []),
    ...(gone
      ? []
      : boundaryChanges(before.boundary, after.boundary).map((change) => (by === undefined ? change : madeBy(change, by)))),
    ...trustChanges(before, after),
  ];
}

/** Roles act through their sessions; groups do not act. Where only Terraform knows the ARN, the name stands for it. */
function requesterOf(principal: PrincipalAccess | undefined): Requester | undefined {
  if (principal === undefined || principal.kind === "group") return undefined;
  const { kind, name, arn = name } = principal;
  return kind === "user" ? { kind, arn } : { kind: "role", arn, session: "rolewright" };
}

function madeBy(change: AccessChange, principal: Requester): AccessChange {
  return change.request === undefined ? change : { ...change, request: { ...change.request, principal } };
}

function attachmentChanges(before: readonly string[], after: readonly string[]): readonly AccessChange[] {
  const change =
    (kind: ChangeType) =>
    (policy: string): AccessChange => ({
      kind,
      aspect: "attachment",
      decided: false,
      policy,
      instead: [],
      askedForBy: [],
    });
  return [
    ...after.filter((arn) => !before.includes(arn)).map(change("gained")),
    ...before.filter((arn) => !after.includes(arn)).map(change("lost")),
  ];
}

/** A boundary that goes away widens; another one is compared where both are known. */
function boundaryChanges(before: Boundary | undefined, after: Boundary | undefined): readonly AccessChange[] {
  const base = { aspect: "boundary", instead: [], askedForBy: [] } as const;
  if (before === undefined && after === undefined) return [];
  if (after === undefined) return [{ ...base, kind: "widened", decided: true, policy: showText(before?.arn ?? "") }];
  if (before === undefined) return [{ ...base, kind: "narrowed", decided: true, policy: showText(after.arn) }];
  if (before.document === undefined || after.document === undefined) {
    const [one, other] = [showText(before.arn), showText(after.arn)];
    if (one === other && before.document === after.document) return [];
    const because = `what boundary ${quote(one)} allows${one === other ? " is known on one side only" : `, or ${quote(other)}, is not known`}`;
    return [{ ...base, kind: "widened", decided: false, policy: other, because }];
  }
  const changes = policyChanges(readDocuments([before.document], "boundary"), readDocuments([after.document], "boundary"));
  return changes.map((change) => ({
    ...change,
    aspect: change.aspect === "unknown" ? "unknown" : "boundary",
    policy: showText(after.arn),
  }));
}

/**
 * Nobody misses the trust of a role that is gone; a trust policy that is not known now is among what is unknown already. Where the one before is not known, whoever
 * is let in now may be new.
 */
function trustChanges(before: PrincipalAccess | undefined, after: PrincipalAccess | undefined): readonly AccessChange[] {
  if (after === undefined || isTrustMissing(after)) return [];
  const [old, now] = [trustOf(before), trustOf(after)];
  const isOpen = before !== undefined && isTrustMissing(before);
  const changes = policyChanges(
    isOpen ? { ...old, unknown: ["who could assume it"] } : old,
    now,
    before === undefined,
    homeOf(after),
  );
  const role = after.arn ?? after.name;
  return changes
    .filter(({ aspect }) => !isOpen || aspect !== "unknown")
    .map((change) => onResource(change.aspect === "permission" ? { ...change, aspect: "trust" } : change, role));
}

function isTrustMissing({ trust, unknown, opaque }: PrincipalAccess): boolean {
  return trust === undefined && unknown.length + opaque.length > 0;
}

function trustOf(side: PrincipalAccess | undefined): ReadPolicies {
  return readDocuments(side?.trust === undefined ? [] : [side.trust], "trust");
}
