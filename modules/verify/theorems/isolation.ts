/**
 * Isolation: what is granted to one service only is out of reach for every other. Two services share a resource when both name it, or when its
 * owner says `sharedWith`; a wildcard names nothing.
 */

import { acceptsResource } from "../../iam/actions/table";
import { disjoint } from "../../iam/compare";
import { documentOf, spelled } from "../../iam/difference";
import { glob, intersects, literal } from "../../iam/glob";
import { quote } from "../../problem";
import { type Claim, type Landscape, prefixOf, type Site, sharingOf, survey } from "./landscape";
import { overlaps } from "./overlap";
import { requested } from "./permission-words";
import { asRole, type ProvenRole } from "./proven-role";
import { invitationsOf, sharingProblems } from "./shared-with";
import { type Counterexample, type Finding, type Remarks, roleDocuments, type Theorem } from "./theorem";
import { keyOf, permissions, type TracedPermission } from "./traced-permission";

/** No role reaches what only services without it were granted; `sharing` lists what is shared by being named twice. */
export const isolation = {
  id: "isolation",
  title: "what is granted to one service only, no other service reaches",
  scope: "platform",
  holdsOver:
    "every role that is written and every resource that a service names, in the account of the role; whole clusters, hosts and chains of roles are not looked at",
  compared: "pairs of a role and a resource that it could reach",
  sides: [roleDocuments, "what the platform file grants to services that the role does not belong to"],
  find: ({ model, roles }) => {
    const services = model.stacks.flatMap((stack) => stack.services);
    return { ...reachFinding(roles), invitations: services.flatMap(invitationsOf), problems: sharingProblems(services) };
  },
} as const satisfies Theorem;

function reachFinding(roles: readonly ProvenRole[]): Finding & Pick<Remarks, "sharing"> {
  const land = survey(roles);
  const counterexamples: Counterexample[] = [];
  let compared = 0;
  const look = (reached: Site, claimed: Site): void => {
    for (const [proven, own] of reached.reaching) {
      for (const claims of claimed.claims.values()) {
        compared += 1;
        counterexamples.push(...trespass(proven, own, claims.values(), land));
      }
    }
  };
  overlaps(
    [...land.sites.values()].map(({ entry }) => entry),
    (left, right) => {
      const [one, two] = [land.sites.get(left.key), land.sites.get(right.key)];
      if (one === undefined || two === undefined) return;
      look(one, two);
      if (one !== two) look(two, one);
    },
  );
  const everywhere = trespassEverywhere(land);
  return {
    compared: compared + everywhere.compared,
    counterexamples: [...counterexamples, ...everywhere.counterexamples],
    sharing: sharingOf(land),
    assumptions: assumptionsOf(roles),
  };
}

/** Permissions on `*` against every claim of their service; one counterexample for each permission is enough. */
function trespassEverywhere(land: Landscape): Pick<Finding, "compared" | "counterexamples"> {
  if (land.everywhere.length === 0) return { compared: 0, counterexamples: [] };
  const all = [...land.sites.values()].flatMap(({ claims }) => [...claims.values()].flatMap((owners) => [...owners.values()]));
  const counterexamples: Counterexample[] = [];
  for (const { proven, permission } of land.everywhere) {
    for (const claim of all) {
      const [found] = trespass(proven, [permission], [claim], land);
      if (found === undefined) continue;
      counterexamples.push(found);
      break;
    }
  }
  return { compared: all.length * land.everywhere.length, counterexamples };
}

/** A counterexample for one role against the owners who named one resource; nothing when the role's services named it too. */
function trespass(
  proven: ProvenRole,
  own: readonly TracedPermission[],
  claims: Iterable<Claim>,
  { named }: Landscape,
): readonly Counterexample[] {
  for (const claim of claims) {
    if (named.get(proven)?.has(claim.base) || isShared(proven, claim)) return [];
    if (!isNear(proven, claim)) continue;
    for (const permission of own) {
      const found = canReach(permission, claim) ? verdictOn(proven, permission, claim) : undefined;
      if (found !== undefined) return [found];
    }
  }
  return [];
}

/** The owner's own role, or one whose services the owner lets in. */
function isShared({ stack, services }: ProvenRole, { owner, stack: home }: Claim): boolean {
  if (stack.name === home.name && services.includes(owner.name)) return true;
  return services.length > 0 && services.every((name) => owner.sharedWith?.includes(name) === true);
}

/** Another account lets nobody in by an identity policy alone. */
function isNear({ stack }: ProvenRole, claim: Claim): boolean {
  return keyOf(stack.place.account) === keyOf(claim.stack.place.account);
}

/** Whether the permission has an action of the claimed service that can be on the claimed resource. */
function canReach({ action }: TracedPermission, { prefixes, resource }: Claim): boolean {
  const prefix = glob(prefixOf(action));
  const near = [...prefixes].some((other) => intersects(prefix, literal(other)) !== undefined);
  return near && acceptsResource(action, resource) !== false;
}

function verdictOn(proven: ProvenRole, permission: TracedPermission, claim: Claim): Counterexample | undefined {
  const [asked] = permissions([permission.action], [claim.resource], { paths: [claim.path] });
  if (asked === undefined) return undefined;
  const [own, theirs] = [documentOf([permission], "identity"), documentOf([asked], "identity")];
  const comparison = own === undefined || theirs === undefined ? undefined : disjoint(own, theirs);
  if (comparison?.verdict === "proved") return undefined;
  const request = comparison?.verdict === "refuted" ? spelled(comparison.request, permission) : undefined;
  const can = request === undefined ? "may be able to" : "can";
  return {
    verdict: request === undefined ? "unknown" : "refuted",
    words: `${proven.label} ${can} ${requested(asked, request)}, which only service ${quote(claim.owner.name)} was granted`,
    path: permission.paths[0] ?? proven.role.path,
    subject: proven.role.name,
    ...(request === undefined ? {} : { request: asRole(proven, request) }),
    help: `name the resource that is meant, or let service ${quote(claim.owner.name)} share it: \`sharedWith\``,
  };
}

function assumptionsOf(roles: readonly ProvenRole[]): readonly string[] {
  const accounts = new Set(roles.map(({ stack }) => keyOf(stack.place.account)));
  return accounts.size > 1 ? ["a resource in another account is reached only where a policy there allows it"] : [];
}
