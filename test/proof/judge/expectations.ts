/** Expectations: what is said to be proved, against every request that is tried. Names in `on` are given as ARNs and patterns here. */

import { actionsOn } from "./authorization";
import { contextOf } from "./contexts";
import { type Context, concerns, isAllowed } from "./emitted";
import type { Violation } from "./isolation";
import { kinds } from "./kinds";
import { fits, isOpen, samplesOf } from "./pattern";
import type { Answer, Expected } from "./product";
import { listOf, mapOf, type Options, textOf, textsOf } from "./raw";
import type { JudgedRole, Trial } from "./trial";

/** An expectation that is said to be proved and that a request breaks. */
export interface Broken extends Violation {
  readonly expectation: number;
}

/** Every expectation that a request breaks, by its place in the answer. */
export function brokenExpectations(trial: Trial, raw: Options, { expectations }: Answer): readonly Broken[] {
  return expectations.flatMap((expected, expectation) => {
    const { entry, service } = entryOf(raw, expected);
    const roles = trial.roles.filter((role) => isMeant(role, entry, service));
    const on = entry.on === undefined ? ["*"] : textsOf(entry.on);
    const found =
      entry.deny === undefined
        ? roles.flatMap((role) => refused(trial, role, textsOf(entry.allow), on))
        : roles.flatMap((role) => allowed(trial, role, textsOf(entry.deny), on));
    return found.slice(0, 1).map((one): Broken => ({ ...one, theorem: "expectations", open: false, expectation }));
  });
}

function entryOf(raw: Options, { path }: Expected): { readonly entry: Options; readonly service: string | undefined } {
  const [first, name, , at] = path;
  if (first === "expect") return { entry: mapOf(listOf(raw.expect)[Number(name)]), service: undefined };
  const service = String(name);
  return { entry: mapOf(listOf(mapOf(mapOf(raw.services)[service]).expect)[Number(at)]), service };
}

/** Roles of runs by hand are meant by their names, and by whoever denies without a role. */
function isMeant({ emitted, services, declared }: JudgedRole, entry: Options, service: string | undefined): boolean {
  if (service !== undefined && !services.includes(service)) return false;
  const role = textOf(entry.role) ?? (entry.allow === undefined ? undefined : "task");
  return role === undefined || (emitted.kind === role && declared?.byHand !== true);
}

type Found = Omit<Violation, "theorem" | "open">;

/** Requests that nobody should make, and that are allowed. */
function allowed(
  trial: Trial,
  { emitted, near }: JudgedRole,
  actions: readonly string[],
  on: readonly string[],
): readonly Found[] {
  const resources = [...near, ...on.flatMap(samplesOf)].filter((each) => on.some((pattern) => fits(pattern, each)));
  for (const resource of resources) {
    for (const action of actionsOn(resource).filter((each) => actions.some((pattern) => fits(pattern, each)))) {
      for (const statement of emitted.statements.filter((each) => concerns(each, action, resource))) {
        if (isHeld(trial, emitted, action, resource, contextOf(statement)))
          return [{ role: emitted.arn, action, resource, why: "it is denied by an expectation" }];
      }
    }
  }
  return [];
}

/** Requests that everybody named should be able to make, whatever else they bring along, and that are not allowed. */
function refused(trial: Trial, { emitted }: JudgedRole, actions: readonly string[], on: readonly string[]): readonly Found[] {
  const unheard = actions.find((action) => !isOpen(action) && !emitted.statements.some(({ Action }) => speaks(Action, action)));
  const [first = ""] = on;
  if (unheard !== undefined) return [{ role: emitted.arn, action: unheard, resource: first, why: "no statement has it" }];
  const everywhere = Object.values(kinds).map(({ arn, fresh }) => arn(fresh, { account: emitted.account, region: "us-east-1" }));
  for (const resource of on.flatMap((pattern) => (pattern === "*" ? everywhere : samplesOf(pattern)))) {
    for (const action of actions.filter((each) => !isOpen(each) && actionsOn(resource).includes(each))) {
      if (!isHeld(trial, emitted, action, resource, {}))
        return [{ role: emitted.arn, action, resource, why: "it is allowed by an expectation" }];
    }
  }
  return [];
}

function speaks(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) => fits(pattern.toLowerCase(), action.toLowerCase()));
}

/** The side of the role; of a resource of another account its owner decides, too. */
function isHeld(
  { known, count }: Trial,
  role: JudgedRole["emitted"],
  action: string,
  resource: string,
  context: Context,
): boolean {
  count.requests += 1;
  return isAllowed(role, { action, resource, owner: role.account }, context, known);
}
