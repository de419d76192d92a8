/** Which guards are weaker or stronger than before. */
import type { StackAccess } from "../access";
import { type Identified, type Pair, pairs } from "../match";
import type { Guard, GuardedResource } from "./guard";

/** One guard that is not what it was. `undecided`: its states have no order, or only Terraform will know. */
export interface GuardChange {
  readonly direction: "weaker" | "stronger" | "undecided";
  readonly status: "new" | "removed" | "kept";
  readonly stack: string;
  readonly resource: GuardedResource;
  readonly name: string;
  /** States in words; of a new resource there is none before, of a removed one none after. */
  readonly before?: string;
  readonly after?: string;
}

type Matchable = Identified & { readonly thing: GuardedResource };

/** Every guard that has changed. What is not reported is as well guarded as before, or better: an order that is not known, and a value that is not, is said. */
export function guardChanges(before: readonly StackAccess[], after: readonly StackAccess[]): readonly GuardChange[] {
  const [old, now] = [matchable(before), matchable(after)];
  return pairs(old, now).flatMap((pair) => {
    if (pair.before === undefined) return pair.after === undefined ? [] : newGuards(pair.after);
    return pair.after === undefined ? removedGuards(pair.before, old, now) : keptGuards(pair as Required<Pair<Matchable>>);
  });
}

function matchable(stacks: readonly StackAccess[]): readonly Matchable[] {
  return stacks.flatMap(({ name: stack, account, guarded = [] }) =>
    guarded.map((thing): Matchable => {
      const { type: space, name, address, formerly } = thing;
      return {
        stack,
        space,
        name,
        address,
        thing,
        ...(account === undefined ? {} : { account }),
        ...(formerly === undefined ? {} : { formerly }),
      };
    }),
  );
}

/** A resource that guards nothing from its beginning, or may. */
function newGuards({ stack, thing }: Matchable): readonly GuardChange[] {
  return thing.guards.flatMap((guard): readonly GuardChange[] => {
    const { name, state, level, text, open, unknown } = guard;
    const isOpaque = level === undefined && text === undefined && state !== "not set";
    if (open !== true && unknown !== true && !isOpaque) return [];
    const direction = open === true ? "weaker" : "undecided";
    return [{ direction, status: "new", stack, resource: thing, name, after: state }];
  });
}

/** What was guarded stands open, unless it is gone as well. */
function removedGuards(one: Matchable, old: readonly Matchable[], now: readonly Matchable[]): readonly GuardChange[] {
  const { stack, thing } = one;
  const { of } = thing;
  if (of === undefined) return [];
  const isOwner = ({ thing: { type, name, address } }: Matchable): boolean =>
    type === "aws_s3_bucket" && (name === of || of.includes(`${address}.`));
  if (old.some(isOwner) && !now.some(isOwner)) return [];
  return thing.guards
    .filter(({ open }) => open !== true)
    .map(({ name, state }) => ({ direction: "weaker", status: "removed", stack, resource: thing, name, before: state }));
}

function keptGuards({ before, after }: Required<Pair<Matchable>>): readonly GuardChange[] {
  const old = byName(before.thing);
  const now = byName(after.thing);
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((name): readonly GuardChange[] => {
    const [was, is] = [old.get(name) ?? missing(now.get(name)), now.get(name) ?? missing(old.get(name))];
    const direction = directionOf(was, is);
    if (direction === undefined) return [];
    return [{ direction, status: "kept", stack: after.stack, resource: after.thing, name, before: was.state, after: is.state }];
  });
}

/** The guards of a resource by name; one that is there twice counts as the weakest of both. */
function byName({ guards }: GuardedResource): ReadonlyMap<string, Guard> {
  const found = new Map<string, Guard>();
  for (const guard of guards) {
    const known = found.get(guard.name);
    if (known === undefined || (known.level ?? -1) > (guard.level ?? -1)) found.set(guard.name, guard);
  }
  return found;
}

function missing(other: Guard | undefined): Guard {
  return { name: other?.name ?? "", state: "not set", ...other?.otherwise };
}

function directionOf(was: Guard, is: Guard): GuardChange["direction"] | undefined {
  if (is.unknown === true) return "undecided";
  const isSame = was.unknown !== true && was.state === is.state && was.text === is.text;
  if (isSame || (was.level !== undefined && was.level === is.level && was.text === is.text)) return undefined;
  if (was.level === undefined || is.level === undefined || was.level === is.level) return "undecided";
  return is.level < was.level ? "weaker" : "stronger";
}
