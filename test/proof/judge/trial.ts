/** One platform with one value for each variable: everything that the theorems of the judge look at, worked out once. */

import type { Claim } from "./claim";
import { contextOf } from "./contexts";
import { type DeclaredRole, declaredRoles } from "./declared";
import {
  type Context,
  concerns,
  type EmittedRole,
  type EmittedStack,
  emittedGuards,
  emittedRoles,
  isAllowed,
  type ResourcePolicies,
  type Wanted,
} from "./emitted";
import { fits } from "./pattern";
import { listOf, mapOf, type Options, textsOf } from "./raw";
import { resourcesOf } from "./requests";
import { roleArn, type Values, type World, worldOf } from "./world";

/** A role on both sides. */
export interface JudgedRole {
  readonly emitted: EmittedRole;
  readonly declared: DeclaredRole | undefined;
  /** The services that run with it. */
  readonly services: readonly string[];
  /** The resources that its statements speak of. */
  readonly near: readonly string[];
}

/** Both sides of a platform. */
export interface Trial {
  readonly world: World;
  readonly declared: readonly DeclaredRole[];
  readonly roles: readonly JudgedRole[];
  /** The policies of roles and repositories. */
  readonly known: ResourcePolicies;
  readonly buckets: ResourcePolicies;
  readonly count: { requests: number };
}

/** Works out both sides; `asked` are more resources to ask for. */
export function trialOf(
  raw: Options,
  stacks: readonly EmittedStack[],
  values: Values,
  count: { requests: number },
  asked: readonly string[] = [],
): Trial {
  const world = worldOf(raw, values);
  const declared = declaredRoles(world);
  const emitted = emittedRoles(stacks, values);
  const accounts = [...new Set([...world.services.map(({ place }) => place.account), "999999999999"])];
  const claims = declared.flatMap((role) => role.claims);
  const resources = [...new Set([...resourcesOf(claims, emitted, accounts, expectedOn(raw)), ...asked])];
  const roles = emitted.map((role): JudgedRole => {
    const own = declared.find(({ arn, kind }) => arn === role.arn && kind === role.kind);
    const running = declared
      .filter(({ arn }) => arn.toLowerCase() === role.arn.toLowerCase())
      .flatMap(({ services }) => services);
    const infrastructure = world.services.filter(
      ({ name, place }) => role.arn === roleArn(raw, place.account, `${world.platform}-${name}-infrastructure`),
    );
    const patterns = [...new Set(role.statements.flatMap(({ Resource }) => Resource))];
    const near = resources.filter((resource) => patterns.some((pattern) => pattern.includes("${") || fits(pattern, resource)));
    return {
      emitted: role,
      declared: own,
      services: [...new Set([...running, ...infrastructure.map(({ name }) => name)])],
      near,
    };
  });
  const known = new Map([...trusts(emitted), ...emittedGuards("repositories", stacks, values)]);
  return { world, declared, roles, known, buckets: emittedGuards("buckets", stacks, values), count };
}

/** What expectations speak of. */
function expectedOn(raw: Options): readonly string[] {
  const entries = [raw.expect, ...Object.values(mapOf(raw.services)).map((service) => mapOf(service).expect)].flatMap(listOf);
  return entries.flatMap((entry) => textsOf(mapOf(entry).on));
}

function trusts(roles: readonly EmittedRole[]): ResourcePolicies {
  return new Map(roles.map(({ arn, trust }) => [arn, trust]));
}

/** Circumstances under which the role may do it, if there are any: those that its own statements ask for. */
export function circumstances({ known, count }: Trial, role: EmittedRole, wanted: Wanted): Context | undefined {
  const speaking = role.statements.filter((statement) => concerns(statement, wanted.action, wanted.resource));
  if (speaking.length === 0) return undefined;
  for (const statement of speaking) {
    const context = contextOf(statement);
    count.requests += 1;
    if (isAllowed(role, wanted, context, known)) return context;
  }
  return undefined;
}

/** The claims of every role that these services run with. */
export function claimsOfServices({ declared }: Trial, services: readonly string[]): readonly Claim[] {
  return declared.filter((role) => role.services.some((name) => services.includes(name))).flatMap(({ claims }) => claims);
}
