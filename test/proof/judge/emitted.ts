/** Who may do what: the documents that the pipeline emits, with values for their holes, decided by the evaluator and nothing else. */

import { evaluate, type Policies, readPolicies } from "../../../modules/iam/evaluate";
import { isLate, partsOf, type Text } from "../../../modules/iam/text";
import { documentEntries } from "../../../modules/policy/document";
import type { RoleKind, StackPolicies } from "../../../modules/policy/policy-set";
import type { Policy } from "../../../modules/policy/statement";
import { fits } from "./pattern";
import { type Place, type Values, variableId } from "./world";

/** What the judge reads of a stack. */
export interface EmittedStack {
  readonly stack: { readonly place: { readonly account: Text; readonly region: Text } };
  readonly policies: StackPolicies;
}

/** A statement as JSON. */
export interface Written {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** A request context. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** A role as it is written, with what the evaluator reads of it. */
export interface EmittedRole {
  readonly arn: string;
  readonly kind: RoleKind;
  readonly account: string;
  readonly statements: readonly Written[];
  readonly identity: NonNullable<Policies["identity"]>;
  readonly trust: NonNullable<Policies["resource"]>;
  /** The trust policy as JSON. */
  readonly trustText: string;
}

type Json = string | readonly Json[] | { readonly [key: string]: Json };

/** A document with a value for each late value; conditional statements are there when their key is not empty. */
function spelledDocument(
  policy: Policy,
  place: Place,
  values: Values,
): { readonly Version: string; readonly Statement: readonly Json[] } {
  const value = (name: string): string => values.get(variableId(place, name)) ?? `unknown-${name}`;
  const statements = documentEntries(policy)
    .filter(({ when }) => when === undefined || spelled(when, value) !== "")
    .map(({ statement }) => spelledJson(statement as unknown as Json, value));
  return { Version: "2012-10-17", Statement: statements };
}

function spelledJson(json: Json, value: (name: string) => string): Json {
  if (typeof json === "string") return json;
  if (Array.isArray(json)) return json.map((each: Json) => spelledJson(each, value));
  if ("late" in json || "parts" in json) return spelled(json as unknown as Text, value);
  return Object.fromEntries(Object.entries(json).map(([key, each]) => [key, spelledJson(each, value)]));
}

/** The text that Terraform makes of it: variables, and the slash that names of parameters lose. */
function spelled(text: Text, value: (name: string) => string): string {
  return partsOf(text)
    .map((part) => {
      if (typeof part === "string") return part;
      const trimmed = /^\$\{trimprefix\(var\.(\w+), "\/"\)\}$/.exec(part.template)?.[1];
      if (trimmed !== undefined) return value(trimmed).replace(/^\//, "");
      return value(/^\$\{var\.(\w+)\}$/.exec(part.template)?.[1] ?? part.name);
    })
    .join("");
}

/** A text that holds no late value. */
function plainText(text: Text): string {
  if (typeof text === "string" || !isLate(text))
    return partsOf(text)
      .map((part) => (typeof part === "string" ? part : part.name))
      .join("");
  return text.name;
}

/** The policies of repositories, or of buckets, that the stacks write, by their ARNs. */
export function emittedGuards(
  kind: "repositories" | "buckets",
  stacks: readonly EmittedStack[],
  values: Values,
): ResourcePolicies {
  const all = stacks.flatMap(({ stack, policies }) => {
    const place: Place = { account: plainText(stack.place.account), region: plainText(stack.place.region) };
    const entries =
      kind === "buckets"
        ? policies.buckets.map(({ bucket, policy }) => ({ arn: bucket.arn, policy }))
        : policies.repositories.map(({ repository, policy }) => ({ arn: repository.arn, policy }));
    return entries.flatMap(({ arn, policy }) => {
      const document = spelledDocument(policy, place, values);
      if (document.Statement.length === 0) return [];
      const found = readPolicies({ resource: document });
      if (!found.ok || found.value.resource === undefined) throw new Error(`unreadable: ${JSON.stringify(found)}`);
      return [[plainText(arn), found.value.resource] as const];
    });
  });
  return new Map(all);
}

/** Every role that the stacks write. */
export function emittedRoles(stacks: readonly EmittedStack[], values: Values): readonly EmittedRole[] {
  return stacks.flatMap(({ stack, policies }) => {
    const place: Place = { account: plainText(stack.place.account), region: plainText(stack.place.region) };
    return policies.roles
      .filter(({ role }) => !role.existing)
      .map(({ role, kind, policies: documents, trust }): EmittedRole => {
        const spelledAll = documents
          .map((policy) => spelledDocument(policy, place, values))
          .filter(({ Statement }) => Statement.length > 0);
        const spelledTrust = spelledDocument(trust, place, values);
        const trustText = JSON.stringify(spelledTrust);
        const read = policiesOf(JSON.stringify(spelledAll), trustText);
        return {
          arn: plainText(role.arn),
          kind,
          account: place.account,
          statements: spelledAll.flatMap(({ Statement }) => Statement.map(written)),
          identity: read.identity,
          trust: read.trust,
          trustText,
        };
      });
  });
}

interface Read {
  readonly identity: NonNullable<Policies["identity"]>;
  readonly trust: NonNullable<Policies["resource"]>;
}

/** Documents that were read already: most say the same whatever variables become. */
const read = new Map<string, Read>();

function policiesOf(identity: string, trust: string): Read {
  const id = `${identity}\n${trust}`;
  const known = read.get(id);
  if (known !== undefined) return known;
  const found = readPolicies({ identity: JSON.parse(identity), resource: JSON.parse(trust) });
  if (!found.ok || found.value.resource === undefined) throw new Error(`unreadable: ${JSON.stringify(found)}`);
  const made: Read = { identity: found.value.identity ?? [], trust: found.value.resource };
  if (read.size > 1000) read.clear();
  read.set(id, made);
  return made;
}

function written(json: Json): Written {
  const { Effect, Action, Resource, Condition } = json as Record<string, unknown>;
  const conditions = Object.entries((Condition ?? {}) as Record<string, Record<string, string | readonly string[]>>).map(
    ([operator, keys]) =>
      [operator, Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, list(values)]))] as const,
  );
  return {
    Effect: String(Effect),
    Action: list(Action as string),
    Resource: list((Resource ?? "*") as string),
    Condition: Object.fromEntries(conditions),
  };
}

function list(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

/** Resource policies that are known, by ARN; the policies of keys let their accounts decide. */
export type ResourcePolicies = ReadonlyMap<string, NonNullable<Policies["resource"]>>;

const delegations = new Map<string, NonNullable<Policies["resource"]>>();

/** A policy that leaves the decision to the IAM policies of an account. */
function delegatedTo(account: string): NonNullable<Policies["resource"]> {
  const known = delegations.get(account);
  if (known !== undefined) return known;
  const statement = {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: "*",
    Resource: "*",
  };
  const read = readPolicies({ resource: { Version: "2012-10-17", Statement: [statement] } });
  if (!read.ok || read.value.resource === undefined) throw new Error("unreadable");
  delegations.set(account, read.value.resource);
  return read.value.resource;
}

/** One thing that somebody may want: an action on a resource of an account. */
export interface Wanted {
  readonly action: string;
  readonly resource: string;
  readonly owner: string;
}

/** What the evaluator said of the documents of a role, where no resource policy has a say. */
const decided = new WeakMap<EmittedRole["identity"], Map<string, boolean>>();

/** Whether the evaluator allows it in these circumstances. */
export function isAllowed(role: EmittedRole, wanted: Wanted, context: Context, known: ResourcePolicies): boolean {
  if (known.has(wanted.resource)) return isDecided(role, wanted, context, known);
  const answers = decided.get(role.identity) ?? new Map<string, boolean>();
  decided.set(role.identity, answers);
  const id = [role.arn, wanted.action, wanted.resource, wanted.owner, JSON.stringify(context)].join(" ");
  const answer = answers.get(id) ?? isDecided(role, wanted, context, known);
  answers.set(id, answer);
  return answer;
}

function isDecided(role: EmittedRole, { action, resource, owner }: Wanted, context: Context, known: ResourcePolicies): boolean {
  const delegated = /^arn:aws:(?:kms|iam):/.test(resource) ? delegatedTo(owner) : undefined;
  const policy = known.get(resource) ?? delegated;
  const request = {
    principal: { kind: "role", arn: role.arn, session: "task" },
    action,
    resource,
    resourceAccount: owner,
    context,
  } as const;
  const policies = { identity: role.identity, ...(policy === undefined ? {} : { resource: policy }) };
  return evaluate(request, policies).outcome === "allowed";
}

/** Whether the statement can speak of the action on the resource at all: spares the evaluator what is plainly not there. */
export function concerns({ Action, Resource }: Written, action: string, resource: string): boolean {
  const lower = action.toLowerCase();
  return (
    Action.some((each) => fits(each.toLowerCase(), lower)) && Resource.some((each) => each.includes("${") || fits(each, resource))
  );
}
