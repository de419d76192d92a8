/**
 * Isolation, as it is promised to users: what a service names, no role of another service may touch, unless both name it or the owner says
 * `sharedWith`. A wildcard names nothing; a role acts within its own account, or where a policy of another account lets it in.
 */

import { actionsOn } from "./authorization";
import { type Claim, ownerIn, prefixOf } from "./claim";
import { fits, isOpen as isOpenName } from "./pattern";
import { circumstances, claimsOfServices, type JudgedRole, type Trial } from "./trial";
import type { Service } from "./world";

/** Decided by the path that is asked for, and reads all that lies below. */
const path = "ssm:GetParametersByPath";

/** Something that a theorem rules out and the evaluator allows, or the other way round. */
export interface Violation {
  readonly theorem: string;
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  readonly why: string;
  /** The promise can be read either way here: neither answer of the product is wrong. */
  readonly open: boolean;
}

/** Every trespass of a role on what only other services name. */
export function trespasses(trial: Trial): readonly Violation[] {
  const owned = trial.world.services.map((service) => ({ service, claims: owning(trial, service) }));
  return trial.roles.flatMap((role) => {
    if (role.services.length === 0) return [];
    const own = claimsOfServices(trial, sameNamers(trial, role.services));
    const others = owned.filter(({ service }) => !role.services.includes(service.name) && !isLetIn(service, role.services));
    return role.near.flatMap((resource) => reached(trial, role, resource, own, others));
  });
}

interface Owned {
  readonly service: Service;
  readonly claims: readonly Claim[];
}

function owning(trial: Trial, { name }: Service): readonly Claim[] {
  return claimsOfServices(trial, [name]).filter(({ resource }) => resource !== "*");
}

/** Services that share an execution role name what each of them names. */
function sameNamers({ declared }: Trial, services: readonly string[]): readonly string[] {
  const shared = declared.filter(
    (role) => !role.existing && role.kind === "execution" && role.services.some((name) => services.includes(name)),
  );
  return [...new Set([...services, ...shared.flatMap((role) => role.services)])];
}

function isLetIn({ sharedWith }: Service, services: readonly string[]): boolean {
  return services.every((name) => sharedWith.includes(name));
}

function reached(
  trial: Trial,
  role: JudgedRole,
  resource: string,
  own: readonly Claim[],
  others: readonly Owned[],
): readonly Violation[] {
  const owner = ownerIn(resource) ?? role.emitted.account;
  if (owner !== role.emitted.account) return [];
  const asked = actionsOn(resource);
  const byPath = asked.includes(path);
  const close = others.flatMap(({ service, claims }) =>
    claims
      .filter((claim) => isTouched(claim, claim.actions[0] ?? "", resource) || (byPath && isTouched(claim, path, resource)))
      .filter((claim) => isOwnedBy(claim.demands, owner) && !isNamedByBoth(claim, claims, own, resource))
      .map((claim) => ({ service, claim })),
  );
  if (close.length === 0) return [];
  for (const action of asked) {
    const foreign = close.filter(({ claim }) => isTouched(claim, action, resource));
    if (foreign.length === 0) continue;
    if (circumstances(trial, role.emitted, { action, resource, owner }) === undefined) continue;
    const [found] = foreign.toSorted(
      (left, right) => Number(isOpen(own, left.claim, action, resource)) - Number(isOpen(own, right.claim, action, resource)),
    );
    if (found === undefined) continue;
    const why = `service ${found.service.name} was granted ${found.claim.resource}, and names ${found.claim.unit ?? "nothing"}`;
    return [
      { theorem: "isolation", role: role.emitted.arn, action, resource, why, open: isOpen(own, found.claim, action, resource) },
    ];
  }
  return [];
}

/** Both name what is claimed, or both name the whole of which it is a part: a tree of parameters, a stream and its consumers. */
function isNamedByBoth({ unit }: Claim, theirs: readonly Claim[], own: readonly Claim[], resource: string): boolean {
  if (unit === undefined) return false;
  return own.some((mine) => {
    if (mine.unit === undefined) return false;
    if (mine.unit === unit) return true;
    const reaches = fits(mine.resource, resource) || mine.actions.includes(path);
    return reaches && unit.startsWith(mine.unit) && isWhole(mine.unit, unit) && theirs.some((other) => other.unit === mine.unit);
  });
}

/** A claim that says who owns the bucket speaks of no bucket of anybody else. */
function isOwnedBy(demands: Claim["demands"], owner: string): boolean {
  return demands.every(({ key, values }) => key !== "aws:ResourceAccount" || values.includes(owner));
}

/** Whether the action on the resource touches what the claim is about: the resource itself, its parts, and for a path of parameters what lies below. */
function isTouched({ actions, resource: claimed, unit }: Claim, action: string, resource: string): boolean {
  const prefix = prefixOf(action);
  if (!actions.some((each) => each === "*" || prefixOf(each) === prefix)) return false;
  if (fits(claimed, resource) || isPartOf(claimed, resource)) return true;
  return action === path && unit !== undefined && unit.startsWith(`${resource.replace(/\/$/, "")}/`);
}

/** Things whose content is read through what lies below them, too. */
const whole =
  /^arn:aws:(?:dynamodb:[^:]*:[^:]*:table\/[^/]+|kinesis:[^:]*:[^:]*:stream\/[^/]+|logs:[^:]*:[^:]*:log-group:[^:]+)$/;

/** Whether the resource is an index, a stream or a consumer of what is claimed by its name. */
function isPartOf(claimed: string, resource: string): boolean {
  if (!resource.startsWith(claimed) || isOpenName(claimed) || !whole.test(claimed)) return false;
  return resource.charAt(claimed.length) === (claimed.includes(":log-group:") ? ":" : "/");
}

/** The role's services name the resource too, by another name: its bucket, the table of its index, the path above it. */
function isOpen(own: readonly Claim[], { unit = "?" }: Claim, action: string, resource: string): boolean {
  if (action === path && !resource.startsWith(unit)) return false;
  // Who names something takes nothing from a service whose pattern meets it.
  if (unit === "?") return own.some((claim) => claim.unit !== undefined && fits(claim.resource, resource));
  return own.some((claim) => {
    if (claim.unit === undefined || claim.wild || !fits(claim.resource, resource)) return false;
    return unit.startsWith(claim.unit) ? isWhole(claim.unit, unit) : true;
  });
}

/** A name that goes on within a word is another one: `originals` is not above `originals-private/`. */
function isWhole(above: string, below: string): boolean {
  return above.endsWith("/") || ["/", ":"].includes(below.charAt(above.length));
}
