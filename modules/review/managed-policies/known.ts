/** Policies that AWS manages (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/), by what they said when this was written. */
import { type AccessDocument, type PrincipalAccess, plainDocument } from "../access";

/** A policy of AWS's, as one of its versions has it. */
export interface ManagedPolicy {
  readonly arn: string;
  readonly name: string;
  /** `v1`. */
  readonly version: string;
  /** The day of the version: `2017-11-16`. */
  readonly day: string;
  readonly document: unknown;
}

/** Lines by path and name, and what was read of them: a part of 60 KB that most comparisons do without. */
let lines: ReadonlyMap<string, string> | undefined;
const read = new Map<string, ManagedPolicy>();

/** The policy of an ARN; undefined for one that is not known, and in partitions other than `aws`, whose policies may say something else. */
export function managedPolicy(arn: string): ManagedPolicy | undefined {
  const prefix = "arn:aws:iam::aws:policy/";
  if (!arn.startsWith(prefix)) return undefined;
  lines ??= new Map((require("./data").lines as readonly string[]).map((line) => [line.slice(0, line.indexOf("|")), line]));
  const line = lines.get(arn.slice(prefix.length));
  if (line === undefined) return undefined;
  const policy = read.get(line) ?? policyOf(arn, line);
  read.set(line, policy);
  return policy;
}

function policyOf(arn: string, line: string): ManagedPolicy {
  const [path = "", version = "", day = ""] = line.split("|", 3);
  const document: unknown = JSON.parse(line.slice(path.length + version.length + day.length + 3));
  return { arn, name: path.split("/").at(-1) ?? path, version, day, document };
}

/** The policies of AWS that are known among what is attached to some principals, or is their boundary. */
export function managedPoliciesOf(principals: readonly PrincipalAccess[]): readonly ManagedPolicy[] {
  return [...new Set(principals.flatMap((principal) => [...attachedTo(principal), boundaryOf(principal) ?? []].flat()))];
}

function attachedTo({ attached }: PrincipalAccess): readonly ManagedPolicy[] {
  return attached.flatMap((arn) => managedPolicy(arn) ?? []);
}

function boundaryOf({ boundary }: PrincipalAccess): ManagedPolicy | undefined {
  return typeof boundary?.arn === "string" ? managedPolicy(boundary.arn) : undefined;
}

/** A principal with the documents of what is attached and known among its policies, `attached` keeps the others; and with that of its boundary. */
export function withManagedPolicies(principal: PrincipalAccess): PrincipalAccess {
  const known = attachedTo(principal);
  const { boundary } = principal;
  const limit = boundaryOf(principal);
  return {
    ...principal,
    ...(boundary === undefined || limit === undefined ? {} : { boundary: { ...boundary, document: asDocument(limit) } }),
    policies: [...principal.policies, ...known.map(asDocument)],
    attached: principal.attached.filter((arn) => managedPolicy(arn) === undefined),
  };
}

/** What is said of it cites the policy and its version, statement by statement. */
function asDocument({ name, version, day, document }: ManagedPolicy): AccessDocument {
  const { Statement } = document as { readonly Statement: readonly { readonly Sid?: string }[] };
  const source = [`${name} ${version} of ${day}`];
  return { ...plainDocument(name, document), askedForBy: Object.fromEntries(Statement.map(({ Sid = "" }) => [Sid, source])) };
}
