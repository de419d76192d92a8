/** Cases of comparisons in short form: one role, or one resource with its policy, before and after. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Access, type AccessDocument, noPolicies, plainDocument } from "../../modules/review/access";

type Statement = readonly unknown[];

interface Side {
  readonly version?: string;
  readonly policies?: readonly (readonly Statement[])[];
  readonly trust?: readonly Statement[];
  readonly boundary?: string;
  readonly bounds?: readonly Statement[];
  readonly attached?: readonly string[];
  readonly opaque?: readonly string[];
  readonly unknown?: readonly string[];
  /** Of a resource. */
  readonly policy?: readonly Statement[];
}

export interface ReviewCase {
  readonly name: string;
  readonly kind?: "repository" | "bucket";
  readonly before?: Side;
  readonly after?: Side;
  /** The lines of the comparison, without requests. */
  readonly says?: readonly string[];
}

export function casesOf(file: string): readonly ReviewCase[] {
  return parse(readFileSync(join(__dirname, "../cases/review", `${file}.yaml`), "utf8"));
}

export function sidesOf({ kind, before, after }: ReviewCase): readonly [Access, Access] {
  return [accessOf(kind, before), accessOf(kind, after)];
}

function accessOf(kind: ReviewCase["kind"], side: Side | undefined): Access {
  const place = { name: "production", account: "123456789012", region: "us-east-1", unread: {} };
  const {
    version = "2012-10-17",
    policies = [],
    opaque = [],
    unknown = [],
    attached = [],
    trust,
    boundary,
    bounds,
    policy,
  } = side ?? {};
  const document = (name: string, statements: readonly unknown[]): AccessDocument =>
    plainDocument(name, { Version: version, Statement: statements });
  if (side === undefined) return { stacks: [{ ...place, principals: [], resources: [] }] };
  if (kind !== undefined) {
    const held = { ...noPolicies, policies: [document("own", (policy ?? []).map(resourceStatement))] };
    const resource = {
      kind,
      name: "photos",
      account: "123456789012",
      region: "us-east-1",
      address: `aws_${kind}.photos`,
      ...held,
    };
    return { stacks: [{ ...place, principals: [], resources: [resource] }] };
  }
  const principal = {
    kind: "task",
    name: "orders-task",
    account: "123456789012",
    address: "aws_iam_role.orders_task",
    arn: "arn:aws:iam::123456789012:role/orders-task",
    services: ["orders"],
    ...(trust === undefined ? {} : { trust: document("trust", trust.map(trustStatement)) }),
    policies: policies.map((statements, index) => document(`p${index}`, statements.map(statement))),
    opaque,
    unknown,
    attached,
    ...(boundary === undefined
      ? {}
      : {
          boundary: { arn: boundary, ...(bounds === undefined ? {} : { document: document("bounds", bounds.map(statement)) }) },
        }),
  } as const;
  return { stacks: [{ ...place, principals: [principal], resources: [] }] };
}

/** `{ not: ... }` writes `NotAction` and `NotResource`. */
function element(name: string, value: unknown): object {
  const isNot = typeof value === "object" && value !== null && "not" in value;
  return isNot ? { [`Not${name}`]: value.not } : { [name]: value };
}

function statement([Effect, action, resource, Condition]: Statement): unknown {
  return {
    Effect,
    ...element("Action", action),
    ...element("Resource", resource),
    ...(Condition === undefined ? {} : { Condition }),
  };
}

function trustStatement([Effect, Principal, Action, Condition]: Statement): unknown {
  return { Effect, Principal, Action, ...(Condition === undefined ? {} : { Condition }) };
}

function resourceStatement([Effect, principal, Action, condition = {}, Resource]: Statement): unknown {
  const Condition = condition as object;
  return {
    Effect,
    ...element("Principal", principal),
    Action,
    ...(Object.keys(Condition).length === 0 ? {} : { Condition }),
    ...(Resource === undefined ? {} : { Resource }),
  };
}
