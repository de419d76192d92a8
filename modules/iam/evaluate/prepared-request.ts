/** A request prepared for evaluation: texts split into letters, the principal's names and context keys worked out. */

import { type Letter, literal } from "../glob";
import { isTextList, type Text } from "../text";
import { type Arn, arnOf, lastName, lettersOf, same, spells, startsWith } from "./letters";
import type { Request, Requester } from "./request";

/** The names that a resource-based policy can use for the principal; each only where it applies. */
export interface Identity {
  readonly kind: Requester["kind"];
  readonly account?: readonly Letter[];
  /** The ARN of the session, the user, the service or the provider: who really makes the request. */
  readonly own?: readonly Letter[];
  /** The role of a session, or the user behind a federated session: a wider name, which limits still bind. */
  readonly parent?: readonly Letter[];
  /** A service-linked role, which neither service nor resource control policies bind. */
  readonly serviceLinked: boolean;
}

/** The resource policies that must speak up for a grant of the identity policy to count. */
type ResourceKind = "key" | "role" | "other";

/** The request in the form that statements are matched against. */
export interface PreparedRequest {
  readonly identity: Identity;
  /** In lower case. */
  readonly action: readonly Letter[];
  readonly resource: readonly Letter[];
  readonly resourceKind: ResourceKind;
  readonly sameAccount: boolean;
  /** The values of a context key (in lower case), undefined when the request does not have it. */
  readonly values: (key: string) => readonly (readonly Letter[])[] | undefined;
}

/** Prepares a request. Nothing in it can fail: an ARN that is none has no account, and so on. */
export function prepareRequest(request: Request): PreparedRequest {
  const identity = identityOf(request.principal);
  const resource = lettersOf(request.resource);
  const arn = arnOf(resource);
  const named = arn === undefined || arn.account.length === 0 ? undefined : arn.account;
  const account = request.resourceAccount === undefined ? named : lettersOf(request.resourceAccount);
  const action = literal(request.action.toLowerCase());
  const context = contextOf(request, identity, account);
  return {
    identity,
    action,
    resource,
    resourceKind: resourceKindOf(arn, action),
    sameAccount: account === undefined || identity.account === undefined || same(account, identity.account),
    values: (key) => context.get(key),
  };
}

function resourceKindOf(arn: Arn | undefined, action: readonly Letter[]): ResourceKind {
  if (arn === undefined) return "other";
  if (spells(arn.service, "kms") && startsWith(arn.resource, "key/")) return "key";
  const isRole = spells(arn.service, "iam") && startsWith(arn.resource, "role/");
  return isRole && startsWith(action, "sts:") ? "role" : "other";
}

function identityOf(principal: Requester): Identity {
  const { kind } = principal;
  if (kind === "service") return { kind, own: lettersOf(principal.name), serviceLinked: false };
  if (kind === "federated") return { kind, own: lettersOf(principal.provider), serviceLinked: false };
  if (kind === "anonymous") return { kind, serviceLinked: false };
  if (kind === "root") return rootIdentity(principal.account, principal.partition ?? "aws");
  const own = lettersOf(principal.arn);
  const arn = arnOf(own);
  const account = arn === undefined ? {} : { account: arn.account };
  if (kind === "role") return roleIdentity(own, arn, principal.session);
  const parent = kind === "federated-user" && principal.user !== undefined ? { parent: lettersOf(principal.user) } : {};
  return { kind, own, ...parent, ...account, serviceLinked: false };
}

function rootIdentity(account: Text, partition: Text): Identity {
  const letters = lettersOf(account);
  const own = [...literal("arn:"), ...lettersOf(partition), ...literal(":iam::"), ...letters, ...literal(":root")];
  return { kind: "root", account: letters, own, serviceLinked: false };
}

/** The session's own ARN leaves out the path of the role: `arn:aws:sts::1:assumed-role/name/session`. */
function roleIdentity(parent: readonly Letter[], arn: Arn | undefined, session: string | undefined): Identity {
  if (arn === undefined) return { kind: "role", parent, serviceLinked: false };
  const { partition, account, resource } = arn;
  const own = [
    ...literal("arn:"),
    ...partition,
    ...literal(":sts::"),
    ...account,
    ...literal(":assumed-role/"),
    ...lastName(resource),
    ...literal(`/${session ?? ""}`),
  ];
  const serviceLinked = startsWith(resource, "role/aws-service-role/");
  return { kind: "role", account, parent, serviceLinked, ...(session === undefined ? {} : { own }) };
}

type Context = ReadonlyMap<string, readonly (readonly Letter[])[]>;

function contextOf(request: Request, identity: Identity, account: readonly Letter[] | undefined): Context {
  const context = new Map<string, readonly (readonly Letter[])[]>();
  for (const [key, letters] of impliedBy(identity)) context.set(key, [letters]);
  if (account !== undefined) context.set("aws:resourceaccount", [account]);
  for (const [key, value] of Object.entries(request.context ?? {})) {
    context.set(key.toLowerCase(), isTextList(value) ? value.map(lettersOf) : [lettersOf(value)]);
  }
  return context;
}

const principalTypes: Readonly<Record<Requester["kind"], string | undefined>> = {
  role: "AssumedRole",
  user: "User",
  root: "Account",
  "federated-user": "FederatedUser",
  anonymous: "Anonymous",
  service: undefined,
  federated: undefined,
};

/**
 * The global keys that the principal alone decides
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties).
 * `aws:PrincipalArn` of a session is the ARN of its role.
 */
function impliedBy({ kind, account, own, parent }: Identity): readonly (readonly [string, readonly Letter[]])[] {
  const arn = kind === "role" ? parent : own;
  const isAws = account !== undefined && arn !== undefined;
  const type = principalTypes[kind];
  return [
    ["aws:principalisawsservice", literal(kind === "service" ? "true" : "false")],
    ...(type === undefined ? [] : [["aws:principaltype", literal(type)] as const]),
    ...(isAws ? [["aws:principalarn", arn] as const, ["aws:principalaccount", account] as const] : []),
    ...(kind === "user" && own !== undefined ? [["aws:username", lastName(own)] as const] : []),
    ...(kind === "service" && own !== undefined ? [["aws:principalservicename", own] as const] : []),
  ];
}
