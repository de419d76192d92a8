/** What has changed of the policies of one resource, and of any policies of one kind. */

import { compareNumbered, distinct } from "../collections";
import { type Difference, difference, isRefusedBy, refusalDifference } from "../iam/difference";
import type { PolicyKind } from "../iam/evaluate";
import { partitionOf } from "../iam/partition";
import type { Text } from "../iam/text";
import type { AccessDocument, AttachedPolicies, PolicyResourceType, PrincipalAccess, ResourceAccess } from "./access";
import type { AccessChange, Aspect, ChangeType } from "./change";
import { merged } from "./merge";
import { type CitedPermission, type ReadPolicies, readAttached } from "./read-policies";
import { type StatedPermission, statedOf } from "./stated";

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
export function homeOf(one: PrincipalAccess | ResourceAccess | undefined): string | undefined {
  return one?.account !== undefined && /^\d{12}$/.test(one.account) ? one.account : undefined;
}

export function onResource(change: AccessChange, resource: Text | undefined): AccessChange {
  if (change.request === undefined || resource === undefined || change.permission?.resources !== undefined) return change;
  return { ...change, request: { ...change.request, resource } };
}

/** What decides about access, of a principal or a resource. */
type Comparable = AttachedPolicies & { readonly [Key in "attached" | "boundary" | "trust"]?: PrincipalAccess[Key] | undefined };

/** Equal to the letter, and known: the case of nearly everything in a large platform. */
export function isSame(before: Comparable, after: Comparable): boolean {
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
export function policyChanges(old: ReadPolicies, now: ReadPolicies, gone = false, home?: string): readonly AccessChange[] {
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
