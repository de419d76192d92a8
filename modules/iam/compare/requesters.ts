/** The options of who asks: for documents that name principals, one requester for each way to be named. */
import type { PolicyDocument, PrincipalEntry, Selection } from "../evaluate/document";
import { arnOf, lastName, plainText, SLASH, same, startsWith } from "../evaluate/letters";
import { prepareRequest } from "../evaluate/prepared-request";
import { isReachedByDeny, type Naming, reachOfAllow } from "../evaluate/principal";
import type { Requester } from "../evaluate/request";
import { type Letter, literal } from "../glob";
import { nameOfPrincipals, PRINCIPAL } from "./clause";
import { type Dimension, distinct, type Option, textOf } from "./dimension";

const SOMEBODY = "rolewright-somebody";
const NOWHERE = "000000000000";

/** Whoever an identity policy is attached to. */
export const ANY_ROLE: Requester = { kind: "role", arn: `arn:aws:iam::${NOWHERE}:role/${SOMEBODY}`, session: SOMEBODY };

/** The levels of naming as atoms: an option that is named directly also holds the lesser ones. */
const lesser: Readonly<Record<Naming, readonly Naming[]>> = {
  direct: ["direct", "parent", "account"],
  parent: ["parent", "account"],
  account: ["account"],
};

/** How directly an Allow must name the principal; `account` is the least. */
export const levels: readonly Naming[] = ["direct", "parent", "account"];

/** The atom that the clause of a statement asks for: at least this level. */
export function atLeast(name: string, level: Naming): string {
  return `${level} of ${name}`;
}

/** How many times a requester may be held against an entry, some 0.5 s: more than any policy that AWS takes needs. */
const BUDGET = 2_000_000;

/** Whether who asks is certainly of an account, and that is not `home`. */
export function isForeign(principal: Requester, home: string | undefined): boolean {
  if (home === undefined) return false;
  const { account } = prepareRequest({ principal, action: "", resource: "" }).identity;
  const plain = account === undefined ? undefined : plainText(account);
  return plain !== undefined && plain !== home;
}

/**
 * The dimension of principals: a requester for each name, for others of its account, and for strangers. Complete but for thousands of names. Those who are not
 * of `home` are named as accounts are, however the documents name them.
 */
export function principalDimension(documents: readonly PolicyDocument[], home?: string): Dimension {
  const named = new Map<string, { readonly effect: "Allow" | "Deny"; readonly selection: Selection<PrincipalEntry> }>();
  for (const { effect, principals } of documents.flatMap(({ statements }) => statements)) {
    if (principals !== undefined) named.set(nameOfPrincipals(principals, effect), { effect, selection: principals });
  }
  const entries = [...named.values()].flatMap(({ selection }) => selection.entries);
  const all = named.size === 0 ? [ANY_ROLE] : [...strangers, ...entries.flatMap(requestersFor), ...pairsOf(entries)];
  const requesters = all.slice(0, Math.ceil(BUDGET / (entries.length + 1)));
  const options = requesters.map((principal): Option => {
    const { identity } = prepareRequest({ principal, action: "", resource: "" });
    const isFar = isForeign(principal, home);
    const held = [...named].flatMap(([name, { effect, selection }]) => {
      if (effect === "Deny") return isReachedByDeny(selection, identity, false) ? [name] : [];
      const reach = reachOfAllow(selection, identity);
      return reach === undefined ? [] : [name, ...lesser[isFar ? "account" : reach].map((level) => atLeast(name, level))];
    });
    return { choice: { principal }, holds: new Set(held) };
  });
  return { name: PRINCIPAL, atoms: [...named.keys()], options: distinct(options), complete: requesters.length === all.length };
}

/** One requester of each kind that no policy names. */
export const strangers: readonly Requester[] = [
  ANY_ROLE,
  { kind: "user", arn: `arn:aws:iam::${NOWHERE}:user/${SOMEBODY}` },
  { kind: "root", account: NOWHERE },
  { kind: "service", name: `${SOMEBODY}.amazonaws.com` },
  { kind: "federated", provider: SOMEBODY },
  { kind: "anonymous" },
];

function requestersFor(entry: PrincipalEntry): readonly Requester[] {
  if (entry.kind === "everyone" || entry.kind === "every-provider" || entry.kind === "canonical") return [];
  if (entry.kind === "account") return inAccount(entry.account);
  const name = textOf(entry.name);
  if (entry.kind === "service") return [{ kind: "service", name }];
  if (entry.kind === "federated") return [{ kind: "federated", provider: name }];
  const arn = arnOf(entry.name);
  if (arn === undefined) return [];
  const others = inAccount(arn.account);
  // a late ARN may be a role or a user
  if (typeof arn.resource[0] === "string")
    return [{ kind: "role", arn: name, session: SOMEBODY }, { kind: "user", arn: name }, ...others];
  if (startsWith(arn.resource, "role/")) return [{ kind: "role", arn: name, session: SOMEBODY }, ...others];
  if (startsWith(arn.resource, "user/")) {
    const federated: Requester = { kind: "federated-user", arn: inStsAccount(arn.account, "federated-user/"), user: name };
    return [{ kind: "user", arn: name }, federated, ...others];
  }
  if (startsWith(arn.resource, "federated-user/")) return [{ kind: "federated-user", arn: name }, ...others];
  return [...sessionOf(arn.account, arn.resource), ...others];
}

interface Named {
  readonly name: readonly Letter[];
  readonly arn: NonNullable<ReturnType<typeof arnOf>>;
}

/** Principals that two entries name at once: a named session of a named role, a federated session of a named user. */
function pairsOf(entries: readonly PrincipalEntry[]): readonly Requester[] {
  const arns = entries.flatMap((entry): readonly Named[] => {
    const arn = entry.kind === "arn" ? arnOf(entry.name) : undefined;
    return entry.kind === "arn" && arn !== undefined ? [{ name: entry.name, arn }] : [];
  });
  const sessions = arns.filter(
    ({ arn }) => startsWith(arn.resource, "federated-user/") || startsWith(arn.resource, "assumed-role/"),
  );
  const parents = arns.filter(({ arn }) => startsWith(arn.resource, "user/") || startsWith(arn.resource, "role/"));
  const most = Math.ceil(BUDGET / 10 / (sessions.length + 1));
  return parents.slice(0, most).flatMap((parent) => sessions.flatMap((own) => pairOf(parent, own)));
}

function pairOf(outer: Named, inner: Named): readonly Requester[] {
  if (!same(outer.arn.account, inner.arn.account)) return [];
  const [arn, session] = [textOf(outer.name), textOf(lastName(inner.arn.resource))];
  if (startsWith(outer.arn.resource, "user/") && startsWith(inner.arn.resource, "federated-user/")) {
    return [{ kind: "federated-user", arn: textOf(inner.name), user: arn }];
  }
  const roleName = inner.arn.resource.slice("assumed-role/".length, inner.arn.resource.lastIndexOf(SLASH));
  const isSession = startsWith(outer.arn.resource, "role/") && startsWith(inner.arn.resource, "assumed-role/");
  if (!isSession || typeof session !== "string" || !same(lastName(outer.arn.resource), roleName)) return [];
  return [{ kind: "role", arn, session }];
}

/** The role session of an `assumed-role/name/session` ARN, whose role has no path that the ARN would tell. */
function sessionOf(account: readonly Letter[], resource: readonly Letter[]): readonly Requester[] {
  const session = textOf(lastName(resource));
  if (!startsWith(resource, "assumed-role/") || typeof session !== "string") return [];
  const role = resource.slice("assumed-role/".length, resource.lastIndexOf(SLASH));
  return [{ kind: "role", arn: textOf([...literal("arn:aws:iam::"), ...account, ...literal(":role/"), ...role]), session }];
}

function inAccount(account: readonly Letter[]): readonly Requester[] {
  const arn = (resource: string) => textOf([...literal("arn:aws:iam::"), ...account, ...literal(`:${resource}`)]);
  return [
    { kind: "role", arn: arn(`role/${SOMEBODY}`), session: SOMEBODY },
    { kind: "user", arn: arn(`user/${SOMEBODY}`) },
    { kind: "root", account: textOf(account) },
  ];
}

function inStsAccount(account: readonly Letter[], resource: string) {
  return textOf([...literal("arn:aws:sts::"), ...account, ...literal(`:${resource}${SOMEBODY}`)]);
}
