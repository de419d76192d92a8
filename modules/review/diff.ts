/** Who gains and who loses what between two snapshots: decided by what the policies mean, not by how they are written. */
import { by } from "../collections";
import type { Access, PrincipalAccess, ResourceAccess, StackAccess } from "./access";
import { newChains } from "./chains/compare";
import {
  type AccessChange,
  type AccessDiff,
  type DiffVerdict,
  isWidening,
  type PrincipalOrResource,
  type PrincipalOrResourceChanges,
} from "./change";
import { declarationChanges } from "./declared";
import { guardChanges } from "./guards/compare";
import { withTypesOf } from "./late-types";
import { managedPoliciesOf } from "./managed-policies/known";
import { type Identified, type Pair, pairs } from "./match";
import { resourceChanges } from "./policy-changes";
import { principalChanges } from "./principal-changes";

/**
 * What has changed in the access of every principal and resource. Sound: what is not reported is the same or less (nothing is passed over because it could not
 * be decided), and every request of a decided change is confirmed by the evaluator. Reordered, merged, split, renamed or moved statements are no change.
 */
export function diffAccess(older: Access, newer: Access): AccessDiff {
  const before = older.untyped === true && newer.untyped !== true ? withTypesOf(newer, older) : older;
  const after = newer.untyped === true && older.untyped !== true ? withTypesOf(older, newer) : newer;
  const principals = pairs(matchablePrincipals(before), matchablePrincipals(after));
  const resources = pairs(matchableResources(before), matchableResources(after));
  const changed = [...changedPrincipals(principals), ...resources.flatMap((pair) => changesOfOwner(pair, resourceChanges))];
  const changes = changed.flatMap(({ changes: own }) => own);
  const unread = unreadChanges(before, after);
  const hasNoGuards = lacksGuards(before, after);
  const guards = hasNoGuards ? [] : guardChanges(before.stacks, after.stacks);
  const declarations = declarationChanges(before.declared, after.declared);
  // What the older side tells may be gone where the newer one says nothing.
  const isHidden = (declarations === undefined && before.declared !== undefined) || (hasNoGuards && !hasGuards(after));
  const isOpen =
    isHidden ||
    unread.length > 0 ||
    guards.some(({ direction }) => direction !== "stronger") ||
    (declarations ?? []).some(({ isWeaker }) => isWeaker);
  return {
    verdict: verdictOf(changes, isOpen, guards.length + (declarations ?? []).length > 0),
    changed: changed.toSorted(inOrder),
    compared: principals.length + resources.length,
    unread,
    guards,
    declarations: declarations ?? [],
    unseen: [...(hasNoGuards ? (["guards"] as const) : []), ...(declarations === undefined ? (["declarations"] as const) : [])],
    managed: managedPoliciesOf(
      principals
        .filter(isOtherwise)
        .flatMap(({ before: one, after: other }) => [one, other].flatMap((side) => side?.thing ?? [])),
    ).toSorted(by(({ name }) => name)),
  };
}

/** Whether other policies are on both sides: what is attached to both and beside nothing new decides nothing. */
function isOtherwise({ before, after }: Pair<Matchable<PrincipalAccess>>): boolean {
  const content = (side: Matchable<PrincipalAccess> | undefined): string =>
    JSON.stringify([
      side?.thing.attached ?? [],
      side?.thing.boundary?.arn,
      (side?.thing.policies ?? []).map(({ document }) => document),
    ]);
  return content(before) !== content(after);
}

/** What has changed and is not compared may let somebody in, and so may what guards less. */
function verdictOf(changes: readonly AccessChange[], isOpen: boolean, isOther: boolean): DiffVerdict {
  if (isOpen || changes.some(isWidening)) return "widened";
  return changes.length > 0 || isOther ? "changed" : "unchanged";
}

/** What has changed and is not read. Something that runs with no role any more is no gain. */
function unreadChanges(before: Access, after: Access): readonly string[] {
  const [old, now] = [byAddress(before, ({ unread }) => unread), byAddress(after, ({ unread }) => unread)];
  const [ran, runs] = [byAddress(before, ({ runsWith }) => runsWith), byAddress(after, ({ runsWith }) => runsWith)];
  const addresses = new Set([...old.keys(), ...now.keys()]);
  return [
    ...[...addresses].filter((address) => old.get(address) !== now.get(address)),
    ...[...runs.keys()].filter((address) => ran.get(address) !== runs.get(address)),
  ].sort();
}

/** Whether one side tells of guards and the other is of a source that has none, `access.json` above all. */
function lacksGuards(before: Access, after: Access): boolean {
  const isTold = ({ stacks }: Access): boolean => stacks.every(({ guarded }) => guarded !== undefined);
  return isTold(before) !== isTold(after) && (hasGuards(before) || hasGuards(after));
}

function hasGuards({ stacks }: Access): boolean {
  return stacks.some(({ guarded = [] }) => guarded.length > 0);
}

/** Texts by address; two stacks may have the same addresses. */
function byAddress(
  { stacks }: Access,
  of: (stack: StackAccess) => Readonly<Record<string, string>> | undefined,
): ReadonlyMap<string, string> {
  const entries = stacks.flatMap((stack) =>
    Object.entries(of(stack) ?? {}).map(
      ([address, text]) => [stack.name === "" ? address : `${address} of stack ${stack.name}`, text] as const,
    ),
  );
  return new Map(entries);
}

/** A thing with the place that it is matched by. */
type Matchable<T> = Identified & { readonly thing: T };

function matchablePrincipals({ stacks }: Access): readonly Matchable<PrincipalAccess>[] {
  return stacks.flatMap(({ name: stack, principals }) =>
    principals.map((thing) => {
      const space = thing.kind === "user" || thing.kind === "group" ? thing.kind : "role";
      return { ...identified(stack, thing), space, thing };
    }),
  );
}

function matchableResources({ stacks }: Access): readonly Matchable<ResourceAccess>[] {
  return stacks.flatMap(({ name: stack, resources }) =>
    resources.map((thing) => ({ ...identified(stack, thing), space: `${thing.kind} ${thing.region ?? ""}`, thing })),
  );
}

function identified(stack: string, { name, account, address, formerly }: PrincipalAccess | ResourceAccess) {
  return { stack, name, address, ...(account === undefined ? {} : { account }), ...(formerly === undefined ? {} : { formerly }) };
}

/** Principals that changed themselves, and those who can act as others because of that: without any change there is no new chain. */
function changedPrincipals(pairs: readonly Pair<Matchable<PrincipalAccess>>[]): readonly PrincipalOrResourceChanges[] {
  const own = pairs.map(({ before, after }) => principalChanges(before?.thing, after?.thing));
  if (own.every((changes) => changes.length === 0)) return [];
  const chains = newChains(pairs.map(({ before, after }) => ({ ...thingOf("before", before), ...thingOf("after", after) })));
  return pairs.flatMap((pair, index) => changesOfOwner(pair, () => [...(own[index] ?? []), ...(chains.get(index) ?? [])]));
}

function thingOf(side: "before" | "after", one: Matchable<PrincipalAccess> | undefined): Pair<PrincipalAccess> {
  return one === undefined ? {} : { [side]: one.thing };
}

function changesOfOwner<T extends PrincipalAccess | ResourceAccess>(
  { before, after }: Pair<Matchable<T>>,
  changesOf: (before: T | undefined, after: T | undefined) => readonly AccessChange[],
): readonly PrincipalOrResourceChanges[] {
  const one = after ?? before;
  if (one === undefined) return [];
  const changes = changesOf(before?.thing, after?.thing);
  if (changes.length === 0) return [];
  const status = before === undefined ? "new" : after === undefined ? "removed" : "kept";
  const former = before !== undefined && after !== undefined && before.name !== after.name ? { before: before.name } : {};
  return [{ owner: { ...referenceTo(one), ...former }, status, changes }];
}

function referenceTo({ stack, thing }: Matchable<PrincipalAccess | ResourceAccess>): PrincipalOrResource {
  const { kind, name, account, address } = thing;
  return {
    stack,
    kind,
    name,
    ...(account === undefined ? {} : { account }),
    ...("region" in thing && thing.region !== undefined ? { region: thing.region } : {}),
    address,
    services: "services" in thing ? thing.services : [],
  };
}

const inOrder = by(({ owner: { stack, services, name } }: PrincipalOrResourceChanges) =>
  JSON.stringify([stack, services[0] ?? "\uffff", name]),
);
