/** Does the `Principal` element of a resource-based policy speak of who makes the request, and how directly? */
import type { PrincipalEntry, Selection } from "./document";
import { same } from "./letters";
import type { Identity } from "./prepared-request";

/**
 * How a resource-based policy names the principal, from the most to the least direct:
 * `direct` names the session, user, service or everybody: the grant stands on its own in the same account;
 * `parent` names the role of the session (or the user behind a federated session): boundaries and session policies still bind;
 * `account` names the account, which passes the decision on to its identity policies.
 */
export type Naming = "direct" | "parent" | "account";

const ranks: readonly Naming[] = ["direct", "parent", "account"];

/** The more direct of two. */
export function closer(left: Naming | undefined, right: Naming | undefined): Naming | undefined {
  return ranks.find((naming) => naming === left || naming === right);
}

/** How one entry names the principal, undefined when it does not. */
function naming(entry: PrincipalEntry, identity: Identity): Naming | undefined {
  const { kind, own, parent, account } = identity;
  if (entry.kind === "everyone") return "direct";
  if (entry.kind === "every-provider") return kind === "federated" ? "direct" : undefined;
  if (entry.kind === "canonical") return undefined;
  if (entry.kind === "account") {
    if (account === undefined || !same(account, entry.account)) return undefined;
    return kind === "root" ? "direct" : "account";
  }
  const expected = kind === "service" || kind === "federated" ? kind : "arn";
  if (entry.kind !== expected) return undefined;
  if (own !== undefined && same(own, entry.name)) return "direct";
  return parent !== undefined && same(parent, entry.name) ? "parent" : undefined;
}

/** The most direct naming among the entries. */
function closest(entries: readonly PrincipalEntry[], identity: Identity): Naming | undefined {
  return entries.reduce<Naming | undefined>((best, entry) => closer(best, naming(entry, identity)), undefined);
}

/**
 * How an `Allow` statement reaches the principal. `NotPrincipal` reaches whoever is not named in any way.
 */
export function reachOfAllow(selection: Selection<PrincipalEntry>, identity: Identity): Naming | undefined {
  const named = closest(selection.entries, identity);
  if (!selection.negated) return named;
  return named === undefined ? "direct" : undefined;
}

/**
 * Whether a `Deny` statement reaches the principal. `NotPrincipal` spares only a principal that it names in full: its account, and
 * for a session both role and session
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html). A principal with a permissions
 * boundary is never spared.
 */
export function isReachedByDeny(selection: Selection<PrincipalEntry>, identity: Identity, hasBoundary: boolean): boolean {
  if (!selection.negated) return closest(selection.entries, identity) !== undefined;
  if (selection.entries.some((entry) => entry.kind === "everyone")) return false;
  return hasBoundary || !isNamedInFull(selection.entries, identity);
}

function isNamedInFull(entries: readonly PrincipalEntry[], identity: Identity): boolean {
  const { kind, own, parent, account } = identity;
  const lists = (name: Identity["own"]): boolean =>
    name === undefined || entries.some((entry) => "name" in entry && same(entry.name, name));
  if (kind === "anonymous") return false;
  if (kind === "service" || kind === "federated") return closest(entries, identity) !== undefined;
  const listsAccount = account !== undefined && entries.some((entry) => entry.kind === "account" && same(entry.account, account));
  if (kind === "root") return listsAccount;
  const listsNames = kind === "federated-user" ? lists(own) : lists(own) && lists(parent);
  return listsAccount && listsNames;
}
