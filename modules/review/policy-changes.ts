/** What has changed of one principal, or of one resource's policy. */

import { compareNumbered, distinct } from "../collections";
import { type Difference, difference, isRefusedBy, refusalDifference } from "../iam/difference";
import type { PolicyKind, Requester } from "../iam/evaluate";
import { partitionOf } from "../iam/partition";
import { showText, type Text } from "../iam/text";
import { quote } from "../problem";
import type { AccessDocument, AttachedPolicies, Boundary, PolicyResourceType, PrincipalAccess, ResourceAccess } from "./access";
import type { AccessChange, Aspect, ChangeType } from "./change";
import { withManagedPolicies } from "./managed-policies/known";
import { merged } from "./merge";
import { type CitedPermission, type ReadPolicies, readAttached, readDocuments } from "./read-policies";
import { type StatedPermission, statedOf } from "./stated";

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

const kinds: Readonly<Partial<Record<PolicyResourceType, PolicyKind>>> = { key: "key" };

/** The changes of a resource's policy. */
export function resourceChanges(before: ResourceAccess | undefined, after: ResourceAccess | undefined): readonly AccessChange[] {
  if (before !== undefined && after !== undefined && isSame(before, after)) return [];
  const kind = kinds[(after ?? before)?.kind ?? "bucket"] ?? "resource";
  const on = resourceArn(after ?? before);
  const home = homeOf(after ?? before);
  return policyChanges(readAttached(before, kind), readAttached(after, kind), false, home).map((change) =>
    onResource(change, on),
  );
}

/** Repository policies name no resource: they speak of their repository. */
function resourceArn(resource: ResourceAccess | undefined): string | undefined {
  if (resource?.kind !== "repository") return undefined;
  const { name, account, region } = resource;
  if (account === undefined || region === undefined) return name;
  return `arn:${partitionOf(region) ?? "aws"}:ecr:${region}:${account}:repository/${name}`;
}

/** The account that is known already: a late one may be anybody's. */
function homeOf(one: PrincipalAccess | ResourceAccess | undefined): string | undefined {
  return one?.account !== undefined && /^\d{12}$/.test(one.account) ? one.account : undefined;
}

function onResource(change: AccessChange, resource: Text | undefined): AccessChange {
  if (change.request === undefined || resource === undefined || change.permission?.resources !== undefined) return change;
  return { ...change, request: { ...change.request, resource } };
}

/** What decides about access, of a principal or a resource. */
type Comparable = AttachedPolicies & { readonly [Key in "attached" | "boundary" | "trust"]?: PrincipalAccess[Key] | undefined };

/** Equal to the letter, and known: the case of nearly everything in a large platform. */
function isSame(before: Comparable, after: Comparable): boolean {
  const content = ({ policies, opaque, attached, boundary, trust }: Comparable): string =>
    JSON.stringify([
      policies.map(plain),
      opaque,
      attached,
      boundary?.arn,
      boundary?.document && plain(boundary.document),
      trust && plain(trust),
    ]);
  return before.unknown.length === 0 && after.unknown.length === 0 && content(before) === content(after);
}

function plain({ document, onlyWith }: AccessDocument): unknown {
  return [document, onlyWith];
}

/** `gone`: the whole thing is on one side only, so that its refusals bind nobody. `home` is the account of the resource that the policies are on. */
function policyChanges(old: ReadPolicies, now: ReadPolicies, gone = false, home?: string): readonly AccessChange[] {
  const isOpen = (one: ReadPolicies, other: ReadPolicies): boolean =>
    one.unknown.length > 0 || [...one.opaque.keys()].some((key) => !other.opaque.has(key));
  const { kind } = now;
  const gains = difference(now.permissions, old.permissions, kind, home);
  const losses = difference(old.permissions, now.permissions, kind, home);
  const freed = gone ? [] : refusalDifference(old.permissions, now.permissions, kind).filter(isNotCoveredBy(gains, kind));
  const refused = gone ? [] : refusalDifference(now.permissions, old.permissions, kind).filter(isNotCoveredBy(losses, kind));
  const changes = changesIn(kind);
  return [
    ...changes(
      gains.filter((one) => !isRefusal(one)),
      "permission",
      ["gained", "widened"],
      isOpen(old, now) ? "the policies before are not all known" : undefined,
    ),
    ...changes([...gains.filter(isRefusal), ...freed], "refusal", ["widened", "widened"], undefined),
    ...doubtsOf(old, now, gone ? "gained" : "widened"),
    ...changes(
      losses.filter((one) => !isRefusal(one)),
      "permission",
      ["lost", "narrowed"],
      isOpen(now, old) ? "the new policies are not all known" : undefined,
    ),
    ...changes([...losses.filter(isRefusal), ...refused], "refusal", ["narrowed", "narrowed"], undefined),
    ...doubtsOf(now, old, gone ? "lost" : "narrowed"),
  ];
}

/** What both allow, and one side refuses after all. */
function isRefusal({ permission }: Found): boolean {
  return permission.effect === "Deny";
}

/** A Deny that is gone widens whatever else the policy allows, because other policies may allow it. It is said once, where it lets something of this policy through. */
function isNotCoveredBy(found: readonly Found[], kind: PolicyKind): (one: Found) => boolean {
  return ({ permission }) => !found.some(({ request }) => request !== undefined && isRefusedBy([permission], request, kind));
}

/** What `after` has and nobody knows; as a doubt about more access, or, the other way round, about less. */
function doubtsOf(before: ReadPolicies, after: ReadPolicies, kind: ChangeType): readonly AccessChange[] {
  const fresh = [...after.opaque].filter(([key]) => !before.opaque.has(key)).map(([, words]) => words);
  return [...after.unknown, ...fresh].map((because) => ({
    kind,
    aspect: "unknown",
    decided: false,
    because,
    instead: [],
    askedForBy: [],
  }));
}

type Found = Difference<CitedPermission>;

/** Differences of policies of one kind as changes: of the first kind where the other side has nothing of it, of the second where it has something. */
function changesIn(policyKind: PolicyKind) {
  const stated = (permission: CitedPermission): StatedPermission => statedOf(permission, policyKind);
  return (
    found: readonly Found[],
    aspect: Aspect,
    [whole, part]: readonly [ChangeType, ChangeType],
    open: string | undefined,
  ): readonly AccessChange[] => {
    const kindOf = ({ near }: Found): ChangeType => (near.length === 0 ? whole : part);
    const isDecided = ({ verdict }: Found): boolean => verdict === "refuted" && open === undefined;
    const groups = merged(
      found,
      ({ permission }) => stated(permission),
      (one) => `${kindOf(one)} ${isDecided(one)}`,
    );
    return groups.flatMap(({ permission, of }): readonly AccessChange[] => {
      const [first] = of;
      if (first === undefined) return [];
      const decided = isDecided(first);
      const request = of.find((one) => one.request !== undefined)?.request;
      return [
        {
          kind: kindOf(first),
          aspect,
          decided,
          permission,
          instead: merged([...new Set(of.flatMap((one) => one.near))], stated, () => "").map((group) => group.permission),
          ...(decided
            ? {}
            : { because: open ?? "the conditions or patterns of both sides are too many, or of kinds that are not decided" }),
          ...(decided && request !== undefined ? { request } : {}),
          askedForBy: distinct(of.flatMap(({ permission }) => permission.askedForBy)).toSorted(compareNumbered),
        },
      ];
    });
  };
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
  const [old, now] = [before, after].map(({ document }) => readDocuments(document === undefined ? [] : [document], "boundary"));
  if (old === undefined || now === undefined) return [];
  const changes = policyChanges(old, now);
  return changes.map((change) => ({
    ...change,
    aspect: change.aspect === "unknown" ? "unknown" : "boundary",
    policy: showText(after.arn),
  }));
}

/** Nobody misses the trust of a role that is gone; a trust policy that is not known is among what is unknown already. */
function trustChanges(before: PrincipalAccess | undefined, after: PrincipalAccess | undefined): readonly AccessChange[] {
  if (after === undefined) return [];
  const isMissing = (side: PrincipalAccess | undefined): boolean =>
    side !== undefined && side.trust === undefined && side.unknown.length + side.opaque.length > 0;
  if (isMissing(before) || isMissing(after)) return [];
  const [old, now] = [before, after].map((side) => readDocuments(side?.trust === undefined ? [] : [side.trust], "trust"));
  if (old === undefined || now === undefined) return [];
  const changes = policyChanges(old, now, before === undefined, homeOf(after));
  const role = after.arn ?? after.name;
  return changes.map((change) => onResource(change.aspect === "permission" ? { ...change, aspect: "trust" } : change, role));
}
