/** What a role holds of the actions that lead to another one; nearly all roles hold none. */
import { append } from "../collections";
import { selectionOf } from "../iam/difference";
import { actionGlob } from "../iam/evaluate/named";
import { literal, matches } from "../iam/glob";
import type { ChainRole, HeldPermission } from "./role";
import { assuming, ownPolicies, ways } from "./ways";

/** Permissions by the action of the table that they allow. */
export type Means = ReadonlyMap<string, readonly HeldPermission[]>;

/** Actions of all ways, in lower case, as letters. */
const chainActions = new Map(
  [...ways, assuming, ownPolicies]
    .flatMap(({ actions, beside = [] }) => [...actions, ...beside.flat()])
    .map((action) => [action.toLowerCase(), literal(action.toLowerCase())]),
);

/** The permissions of each role that has any. Roles have the same few actions, which are looked at once. */
export function meansOfAll<T>(roles: readonly ChainRole<T>[]): ReadonlyMap<ChainRole<T>, Means> {
  const known = new Map<string, readonly string[]>();
  const actionsIn = (action: string): readonly string[] => {
    const found = known.get(action) ?? actionsOf(action);
    known.set(action, found);
    return found;
  };
  return new Map(roles.map((role) => [role, meansOf(role, actionsIn)] as const).filter(([, held]) => held.size > 0));
}

const none: Means = new Map();

function meansOf<T>({ permissions }: ChainRole<T>, actionsIn: (action: string) => readonly string[]): Means {
  const leading = permissions.flatMap((permission) => {
    const actions = permission.effect === "Allow" ? actionsOfOne(permission, actionsIn) : [];
    return actions.length === 0 ? [] : [{ permission, actions }];
  });
  if (leading.length === 0) return none;
  const found = new Map<string, HeldPermission[]>();
  for (const { permission, actions } of leading) {
    for (const action of actions) append(found, action, permission);
  }
  return found;
}

/** The actions of the table that a permission allows: by the one that it has, by its list, or by all but its list. */
function actionsOfOne(permission: HeldPermission, actionsIn: (action: string) => readonly string[]): readonly string[] {
  if (permission.action !== undefined) return actionsIn(permission.action);
  const { negated, entries } = selectionOf(undefined, permission.actions) ?? { negated: false, entries: [] };
  const listed = new Set(entries.flatMap(actionsIn));
  return negated ? [...chainActions.keys()].filter((name) => !listed.has(name)) : [...listed];
}

function actionsOf(action: string): readonly string[] {
  const name = action.toLowerCase();
  if (!/[*?]/.test(name)) return chainActions.has(name) ? [name] : [];
  const open = actionGlob(name);
  return [...chainActions].filter(([, letters]) => matches(open, letters)).map(([known]) => known);
}
