/** Likely counterexamples: requests that a permission allows, tried on the evaluator before the engine searches for one. */

import { textOf } from "../compare/dimension";
import { ANY_ROLE } from "../compare/requesters";
import type { Condition, PolicyStatement, PrincipalEntry, Request, Requester, Template } from "../evaluate";
import { arnOf, startsWith } from "../evaluate/letters";
import { isGlob } from "../evaluate/template";
import { type Glob, isWildcard, literal, matches } from "../glob";
import type { Text } from "../text";

/** What people look for first in `*`, with a resource of each. */
const telling: readonly (readonly [action: string, resource: string])[] = [
  ["iam:PutRolePolicy", "arn:aws:iam::123456789012:role/example"],
  ["s3:ListBucket", "arn:aws:s3:::example"],
  ["s3:DeleteObject", "arn:aws:s3:::example/example"],
  ["s3:PutObject", "arn:aws:s3:::example/example"],
  ["s3:GetObject", "arn:aws:s3:::example/example"],
  ["dynamodb:DeleteItem", "arn:aws:dynamodb:us-east-1:123456789012:table/example"],
  ["dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:123456789012:table/example"],
  ["kms:Decrypt", "arn:aws:kms:us-east-1:123456789012:key/example"],
  ["secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:123456789012:secret:example"],
  ["ssm:GetParameter", "arn:aws:ssm:us-east-1:123456789012:parameter/example"],
  ["sqs:SendMessage", "arn:aws:sqs:us-east-1:123456789012:example"],
  ["sns:Publish", "arn:aws:sns:us-east-1:123456789012:example"],
  ["lambda:InvokeFunction", "arn:aws:lambda:us-east-1:123456789012:function:example"],
  ["logs:DeleteLogGroup", "arn:aws:logs:us-east-1:123456789012:log-group:example"],
  ["ecr:PutImage", "arn:aws:ecr:us-east-1:123456789012:repository/example"],
  ["ecs:RunTask", "arn:aws:ecs:us-east-1:123456789012:task-definition/example"],
  ["ec2:TerminateInstances", "arn:aws:ec2:us-east-1:123456789012:instance/example"],
  ["sts:AssumeRole", "arn:aws:iam::123456789012:role/example"],
];

/** Requests that the statement allows, as far as they are easy to tell; the evaluator has the last word on each. */
export function likelyRequests({ actions, resources, principals, conditions }: PolicyStatement): readonly Request[] {
  const [action] = actions.entries;
  const [resource] = resources?.entries ?? [];
  if (action === undefined || actions.negated || resources?.negated || principals?.negated) return [];
  if (resource !== undefined && !isGlob(resource)) return [];
  const context = contextOf(conditions);
  const principal = principals === undefined ? ANY_ROLE : requesterOf(principals.entries[0], context?.["aws:principalarn"]);
  if (context === undefined || principal === undefined) return [];
  const { "aws:principalarn": _who, ...rest } = context;
  const base = { principal, context: principals === undefined ? context : rest };
  const isOpen = resource === undefined || isEverything(resource);
  const plain = resource === undefined || isOpen ? "*" : textOf(filled(resource));
  const known = telling.flatMap(([name, on]): readonly (readonly [string, Text])[] => {
    if (!matches(action, literal(name.toLowerCase()))) return [];
    if (isOpen || matches(resource, literal(on))) return [[name, on]];
    return shapeOf(on) === shapeOf(plain) ? [[name, plain]] : [];
  });
  return [
    ...(action.some(isWildcard)
      ? known.map(([name, on]): Request => ({ ...base, action: name, resource: resource === undefined ? "*" : on }))
      : []),
    { ...base, action: String(textOf(filled(action))), resource: plain },
  ];
}

/** The request itself behind requests like it that say more to people: for an action that they know. */
export function alikeOf(request: Request, { actions }: PolicyStatement): readonly Request[] {
  if (!actions.negated && !actions.entries.some((action) => action.some(isWildcard))) return [request];
  const isOpen = request.resource === "*";
  const known = telling.map(([action, on]) => ({ ...request, action, resource: isOpen ? on : request.resource }));
  return [...known, ...known.map(({ action }) => ({ ...request, action })), request];
}

/** The service and the kind of a resource: an object is none of a bucket's kind. */
function shapeOf(resource: Text): string {
  const [, , service, , , type = "", more] = typeof resource === "string" ? resource.split(":") : [];
  if (service === "s3") return `s3 ${type.includes("/")}`;
  return `${service} ${type.includes("/") || more !== undefined ? type.split("/")[0] : ""}`;
}

function isEverything(resource: Glob): boolean {
  return resource.length === 1 && resource.every(isWildcard);
}

const example = literal("example");

/** The glob with words for its wildcards. */
function filled(tokens: Glob): Glob {
  return tokens.flatMap((token) => (isWildcard(token) ? (token === -1 || token === -3 ? example : literal("x")) : [token]));
}

/** A value for every condition; undefined when one is of a kind that needs thought. */
function contextOf(conditions: readonly Condition[]): Readonly<Record<string, Text | readonly Text[]>> | undefined {
  const context: Record<string, Text | readonly Text[]> = {};
  for (const { operator, key, values } of conditions) {
    const [value] = values;
    const isEasy = ["string", "arn", "boolean"].includes(operator.family);
    if (!isEasy || value === undefined || !isGlob(value) || Object.hasOwn(context, key)) return undefined;
    const given = operator.negated ? "example" : textOf(filled(value as Template & Glob));
    context[key] = operator.quantifier === undefined ? given : [given];
  }
  return context;
}

/** Somebody whom the entry names; `arn` is the principal that a condition asks for. */
function requesterOf(entry: PrincipalEntry | undefined, arn: Text | readonly Text[] | undefined): Requester | undefined {
  const asked = arn === undefined || Array.isArray(arn) ? undefined : (arn as Text);
  const asRole = (name: Text): Requester => ({ kind: "role", arn: name, session: "rolewright" });
  if (entry === undefined || entry.kind === "canonical" || entry.kind === "federated") return undefined;
  if (entry.kind === "every-provider") return undefined;
  if (entry.kind === "service") return { kind: "service", name: textOf(entry.name) };
  if (asked !== undefined) return asRole(asked);
  if (entry.kind === "everyone") return ANY_ROLE;
  if (entry.kind === "account")
    return asRole(textOf([...literal("arn:aws:iam::"), ...entry.account, ...literal(":role/example")]));
  const parsed = arnOf(entry.name);
  return parsed !== undefined && startsWith(parsed.resource, "role/") ? asRole(textOf(entry.name)) : undefined;
}
