/** Principals as chains see them: by what their policies say, because nothing else is known of them. */
import type { ChainRole, Handle } from "../../chains/role";
import { documentOf, type Permission, selectionOf } from "../../iam/difference";
import { actionGlob } from "../../iam/evaluate/named";
import { literal, matches } from "../../iam/glob";
import { type Late, partsOf, showText, type Text, text } from "../../iam/text";
import type { PrincipalAccess } from "../access";
import { withManagedPolicies } from "../managed-policies/known";
import { readAttached, readDocuments } from "../read-policies";

/** A principal with its permissions. Users and groups can act as roles, and nobody as them. */
export function chainRoleOf<T>(principal: PrincipalAccess, of: T): ChainRole<T> {
  const side = withManagedPolicies(principal);
  const { kind, name, boundary } = side;
  const isRole = kind !== "user" && kind !== "group";
  const trust = side.trust === undefined ? [] : readDocuments([side.trust], "trust").permissions;
  const arn = arnOf(side);
  const handles = isRole ? handlesOf(arn, trust.flatMap(servicesIn)) : {};
  return {
    of,
    arn,
    ...accountOf(side),
    label: `${isRole ? "role" : kind} ${name}`,
    permissions: readAttached(side, "identity").permissions,
    ...(boundary === undefined ? {} : { boundary: boundedBy(boundary) }),
    ...(isRole && trust.some(letsOthersIn) ? { trust } : {}),
    gives: (handle) => handles[handle] ?? [],
    isGuessed: true,
    runsOn: [],
    hosts: [],
  };
}

function boundedBy({ document }: NonNullable<PrincipalAccess["boundary"]>): NonNullable<ChainRole<unknown>["boundary"]> {
  if (document === undefined) return {};
  const read = readDocuments([document], "boundary");
  const whole = read.opaque.size > 0 ? undefined : documentOf(read.permissions, "boundary");
  return whole === undefined ? {} : { document: whole };
}

function late(name: string, type: Late["late"]): Late {
  return { late: type, name, template: `\${${name}}` };
}

/** The ARN; where only Terraform knows it, a pattern that it meets whatever the path. */
function arnOf({ arn, name, kind, address, account }: PrincipalAccess): Text {
  if (arn !== undefined) return arn;
  const home: Text = account ?? late(`${address} account`, "account-id");
  return text`arn:${late(`${address} partition`, "partition")}:iam::${home}:${kind === "user" || kind === "group" ? kind : "role"}/*${name}`;
}

function accountOf({ arn, account }: PrincipalAccess): { readonly account?: string } {
  const known = account ?? /^arn:[^:]*:iam::([^:]*):/.exec(arn === undefined ? "" : showText(arn))?.[1];
  return known !== undefined && /^\d{12}$/.test(known) ? { account: known } : {};
}

const assume = literal("sts:assumerole");

function isAssumption({ effect, action, actions }: Permission): boolean {
  if (effect !== "Allow") return false;
  const { negated, entries } = selectionOf(action, actions) ?? { negated: true, entries: [] };
  return negated !== entries.some((one) => matches(actionGlob(one.toLowerCase()), assume));
}

/** Services of AWS that a statement of a trust policy lets in. */
function servicesIn(permission: Permission): readonly string[] {
  const { negated, entries } = selectionOf(permission.principal, permission.principals) ?? { negated: false, entries: [] };
  if (!isAssumption(permission)) return [];
  if (negated) return Object.keys(handlesByService);
  return entries.flatMap(({ kind, name }) => (kind === "Service" ? [showText(name)] : []));
}

function letsOthersIn(permission: Permission): boolean {
  const { negated, entries } = selectionOf(permission.principal, permission.principals) ?? { negated: true, entries: [] };
  return isAssumption(permission) && (negated || entries.some(({ kind }) => kind === "AWS" || kind === "*"));
}

type Handles = Readonly<Partial<Record<Handle, readonly Text[]>>>;

/** What may run with a role that a service of AWS can assume, by the form of its name only. */
const handlesByService: Readonly<Record<string, (named: (service: string, what: string) => readonly Text[]) => Handles>> = {
  "ecs-tasks.amazonaws.com": (named) => ({
    "open tasks": named("ecs", "task/*"),
    "placed tasks": named("ecs", "container-instance/*"),
    images: named("ecr", "repository/*"),
  }),
  "ec2.amazonaws.com": (named) => ({
    instances: named("ec2", "instance/*"),
    "launch templates": named("ec2", "launch-template/*"),
  }),
  "lambda.amazonaws.com": (named) => ({ functions: named("lambda", "function:*") }),
};

const passed: Readonly<Record<string, Handle>> = {
  "ecs-tasks.amazonaws.com": "role of tasks",
  "ec2.amazonaws.com": "role of instances",
  "lambda.amazonaws.com": "role of functions",
};

function handlesOf(arn: Text, services: readonly string[]): Handles {
  const [partition = "aws", account = "*"] = literalParts(arn);
  const named = (service: string, what: string): readonly Text[] => [`arn:${partition}:${service}:*:${account}:${what}`];
  return Object.assign(
    { role: [arn] },
    ...services.map((service) => ({
      ...handlesByService[service]?.(named),
      ...(passed[service] === undefined ? {} : { [passed[service]]: [arn] }),
    })),
  ) as Handles;
}

/** Partition and account of an ARN, as far as they are literal. */
function literalParts(arn: Text): readonly (string | undefined)[] {
  const [first = ""] = partsOf(arn);
  if (typeof first !== "string") return ["*", "*"];
  const [, partition, , , account] = first.split(":");
  return [partition || "*", account !== undefined && /^\d{12}$/.test(account) ? account : "*"];
}
