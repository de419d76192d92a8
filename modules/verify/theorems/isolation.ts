/**
 * Isolation: what is granted to one service only is out of reach for every other. Two services share a resource when both name it, or when its
 * owner says `sharedWith`; what several name, each of them has to share. A wildcard names nothing, so that what two of them meet in is nobody's by right: one of the services has to say so.
 */

import { actionsMatching } from "../../iam/actions/reference";
import { acceptsResource } from "../../iam/actions/table";
import { disjoint } from "../../iam/compare";
import { documentOf, onPossibleName, spelled } from "../../iam/difference";
import type { Request } from "../../iam/evaluate";
import { resourceGlob } from "../../iam/evaluate/named";
import { saysAlone } from "../../iam/evaluate/policies";
import { covers, glob, intersects, literal } from "../../iam/glob";
import { differs, type Text } from "../../iam/text";
import { quote } from "../../problem";
import { chainFinding } from "./chain-finding";
import { haveOtherKeys, wouldBeOneName } from "./coincidence";
import { AnswersByForm } from "./late-form";
import { isNamedBy } from "./named-things";
import { nameOf } from "./names";
import { assumptionsOfOtherNames } from "./other-names";
import { type Entry, overlaps } from "./overlap";
import { dependsOnLate, requested } from "./permission-words";
import { asRole, type ProvenRole } from "./proven-role";
import {
  type GrantGroup,
  grantsOf,
  prefixOf,
  type ReachMap,
  type ResourceReach,
  reachMapOf,
  type ServiceGrant,
  sharingOf,
} from "./reach-map";
import { invitationsOf, sharingProblems } from "./shared-with";
import { type Counterexample, type Finding, type Remarks, roleDocuments, type Theorem } from "./theorem";
import { keyOf, permissions, type TracedPermission } from "./traced-permission";

/** No role reaches what only services without it were granted; `sharing` lists what is shared by being named twice. */
export const isolation = {
  id: "isolation",
  title: "what is granted to one service only, no other service reaches",
  scope: "platform",
  holdsOver:
    "every role that is written, and every resource that a service is granted by name or by a pattern, in the account of the role; what a role reaches by acting as another role is its reach, too, as far as the ways of docs/proof.md go; what belongs to whole clusters or to AWS is not looked at, and tasks that are let out onto instances are a theorem of their own",
  compared: "pairs of a role and a resource that it could reach",
  sides: [roleDocuments, "what the platform file grants to services that the role does not belong to"],
  find: ({ model, roles }) => {
    const services = model.stacks.flatMap((stack) => stack.services);
    return { ...reachFinding(roles), invitations: services.flatMap(invitationsOf), problems: sharingProblems(services) };
  },
} as const satisfies Theorem;

function reachFinding(roles: readonly ProvenRole[]): Finding & Pick<Remarks, "sharing"> {
  const reach = reachMapOf(roles);
  const counterexamples: Counterexample[] = [];
  const isShared = sharingByName();
  let compared = 0;
  const compare = (reached: ResourceReach, granted: ResourceReach): void => {
    const { reaching } = reached;
    if (reaching.length === 0 || granted.grants.size === 0) return;
    compared += reaching.length * granted.grants.size;
    for (const { proven, permissions: own } of reaching) {
      for (const group of granted.grants.values()) {
        const { base, isNamed } = group;
        const names = reach.named.get(proven);
        const isByName = names?.has(base) === true && nameOf(reached.key) !== undefined;
        if (isNamed && (isByName || isNamedBy(names, { base, resource: granted.resource }))) continue;
        if (isShared(reached, group, granted)) continue;
        counterexamples.push(...trespass(proven, own, [...group.byService.values()], reach));
      }
    }
  };
  overlaps([...reach.resources.values()], (one, two) => {
    compare(one, two);
    if (one !== two) compare(two, one);
  });
  const everywhere = trespassEverywhere(reach);
  const chains = chainFinding(roles, reach);
  return {
    compared: compared + everywhere.compared + chains.compared,
    counterexamples: [...counterexamples, ...everywhere.counterexamples, ...chains.counterexamples],
    sharing: sharingOf(reach),
    assumptions: [...assumptionsOf(roles), ...assumptionsOfOtherNames(roles), ...chains.assumptions],
  };
}

/** Permissions on `*` against every grant of their service; one counterexample for each permission is enough. */
function trespassEverywhere(reach: ReachMap): Pick<Finding, "compared" | "counterexamples"> {
  if (reach.everywhere.length === 0) return { compared: 0, counterexamples: [] };
  const all = grantsOf(reach.resources);
  const counterexamples: Counterexample[] = [];
  for (const { proven, permission } of reach.everywhere) {
    for (const grant of all) {
      const [found] = trespass(proven, [permission], [grant], reach);
      if (found === undefined) continue;
      counterexamples.push(found);
      break;
    }
  }
  return { compared: all.length * reach.everywhere.length, counterexamples };
}

/** A counterexample for one role against the owners who have one resource by one name; nothing when the role's services named it too. */
function trespass(
  proven: ProvenRole,
  own: readonly TracedPermission[],
  grants: readonly ServiceGrant[],
  { named, namedBy }: ReachMap,
): readonly Counterexample[] {
  const names = named.get(proven);
  if (grants.some((grant) => grant.isNamed && isNamedBy(names, grant))) return [];
  for (const grant of grants) {
    const nearness = isShared(proven, grant) ? "far" : nearnessOf(proven, grant);
    if (nearness === "far") continue;
    for (const permission of own) {
      if (!canReach(permission, grant)) continue;
      const found = verdictOn(proven, permission, grant, nearness);
      if (found !== undefined)
        return namedBy(grant).some((whole) => isNamedBy(names, whole) && contains(whole, grant)) ? [] : [found];
    }
  }
  return [];
}

/** Whether one of the owner's grants has all of another: who shares a bucket by its name shares what lies below each prefix. */
function contains({ resource: whole }: ServiceGrant, { resource: part }: ServiceGrant): boolean {
  return covers(resourceGlob(whole), resourceGlob(part));
}

/** The owner's own role, or one whose services the owner lets in. */
function isShared({ stack, services }: ProvenRole, { owner, stack: home }: ServiceGrant): boolean {
  if (stack.name === home.name && services.includes(owner.name)) return true;
  return services.length > 0 && services.every((name) => owner.sharedWith?.includes(name) === true);
}

/** Whether a resource that is reached and a group of grants are one name, or would be: of two texts of one form each the answer is the same. */
function sharingByName(): (reached: Entry, group: GrantGroup, granted: Entry) => boolean {
  const answers = new AnswersByForm<boolean>();
  return (reached, group, granted) =>
    answers.answer(reached.form, group.form, () => isSharedByName(reached.resource, group, granted.resource));
}

/** A pattern takes nothing from whoever names a thing; and what only a late value makes one thing has one name then. */
function isSharedByName(resource: Text, { isNamed, base }: GrantGroup, granted: Text): boolean {
  if (!isNamed) return nameOf(keyOf(resource)) !== undefined;
  if (intersects(resourceGlob(resource), resourceGlob(granted)) !== undefined) return false;
  return wouldBeOneName(resource, granted, base) || haveOtherKeys(resource, granted);
}

/**
 * Whether the role's account decides alone. That is so in the account that owns the resource, and taken to be so in the account of the service: a policy
 * over there that lets the service in may let in its whole account. Late accounts may be any.
 */
function nearnessOf({ stack }: ProvenRole, grant: ServiceGrant): "near" | "perhaps" | "far" {
  const own = stack.place.account;
  const others = [grant.stack.place.account, ...(grant.account === undefined ? [] : [grant.account])];
  if (others.some((other) => keyOf(other) === keyOf(own))) return "near";
  return grant.account !== undefined && others.every((other) => differs(other, own)) ? "far" : "perhaps";
}

/** Whether the permission has an action of the granted service that can be on the granted resource. */
function canReach({ action, unchecked }: TracedPermission, { prefixes, resource }: ServiceGrant): boolean {
  const prefix = glob(prefixOf(action));
  const near = [...prefixes].some((other) => intersects(prefix, literal(other)) !== undefined);
  return near && (unchecked === true || acceptsResource(action, resource) !== false);
}

function verdictOn(
  proven: ProvenRole,
  permission: TracedPermission,
  grant: ServiceGrant,
  nearness: "near" | "perhaps",
): Counterexample | undefined {
  const [asked] = permissions([permission.action], [grant.resource], { paths: [] });
  if (asked === undefined) return undefined;
  const [own, theirs] = [documentOf([permission], "identity"), documentOf([asked], "identity")];
  const comparison = own === undefined || theirs === undefined ? undefined : disjoint(own, theirs);
  if (comparison?.verdict === "proved") return undefined;
  const isShown = comparison?.verdict === "refuted" && nearness === "near";
  const isAllowed = (one: Request): boolean => [own, theirs].every((side) => side && saysAlone(side, one).allow !== undefined);
  const request = isShown
    ? withAction(spelled(onPossibleName(comparison.request, isAllowed), permission), permission)
    : undefined;
  const can = request === undefined ? "may be able to" : "can";
  const late = comparison?.verdict === "unknown" && comparison.because === "late-values" ? comparison.atoms : [];
  const service = `service ${quote(grant.owner.name)}`;
  const whose = grant.isNamed ? `which only ${service} was granted` : `which ${service} was granted, and neither names it`;
  return {
    verdict: request === undefined ? "unknown" : "refuted",
    words: `${proven.label} ${can} ${requested(asked, request)}, ${whose}`,
    path: permission.paths[0] ?? proven.role.path,
    about: { role: proven.role.name },
    ...(request === undefined ? {} : { request: asRole(proven, request) }),
    help: `${late.length === 0 ? "" : `it ${dependsOnLate(late)}: `}name the resource that is meant, or let ${service} share it: \`sharedWith\``,
  };
}

/** The request with an action of AWS's that can be on its resource, where a pattern stands for the action; nothing when the reference knows of none. */
function withAction(request: Request, { action, unchecked }: TracedPermission): Request | undefined {
  if (unchecked === true || !/[*?]/.test(action)) return request;
  const { resource } = request;
  if (acceptsResource(request.action, resource) === true) return request;
  const found = actionsMatching(action).find(({ name }) => acceptsResource(name, resource) === true);
  return found === undefined ? undefined : { ...request, action: found.name };
}

function assumptionsOf(roles: readonly ProvenRole[]): readonly string[] {
  const accounts = new Set(roles.map(({ stack }) => keyOf(stack.place.account)));
  return accounts.size > 1 ? ["a resource in another account is reached only where a policy there allows it"] : [];
}
