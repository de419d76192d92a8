/** What is known of every request of a role, and what statements come to when it is taken into account. */

import type { Condition, PolicyStatement, Request, Template } from "../../iam/evaluate";
import { holds, lookup } from "../../iam/evaluate/condition";
import { arnOf, plainText } from "../../iam/evaluate/letters";
import { resourceGlob } from "../../iam/evaluate/named";
import { type PreparedRequest as Asker, prepareRequest } from "../../iam/evaluate/prepared-request";
import { resolve } from "../../iam/evaluate/template";
import { fold, type Glob, hasLate, isWildcard, mayIntersect } from "../../iam/glob";
import type { Text } from "../../iam/text";

/** Condition keys in lower case with the value that every request has. */
export type Context = Readonly<Record<string, Text | readonly Text[]>>;

/** What is known of the requests of one role to one resource or pattern. */
export interface Circumstances {
  readonly asker: Asker;
  readonly request: Pick<Request, "principal" | "context">;
  readonly isKnown: (key: string) => boolean;
}

/** Keys that a session of a role has a value of, or certainly has not. */
const ofRoles: readonly string[] = [
  "aws:principalarn",
  "aws:principalaccount",
  "aws:principaltype",
  "aws:principalisawsservice",
  "aws:username",
];

/**
 * The circumstances of a role: its ARN, account and type, the organization in `context`, the account of the resource where its ARN tells it
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html), and whatever else `context` gives.
 */
export function circumstancesOf(role: Text, resource: Text, context: Context): Circumstances {
  const principal = { kind: "role", arn: role, session: "rolewright" } as const;
  const account = accountOf(resourceGlob(resource));
  const request = { principal, context };
  const asker = prepareRequest({
    ...request,
    action: "",
    resource: "*",
    ...(account === undefined ? {} : { resourceAccount: account }),
  });
  const given = new Set([...ofRoles, ...Object.keys(context), ...(account === undefined ? [] : ["aws:resourceaccount"])]);
  return { asker, request, isKnown: (key) => given.has(key) };
}

/** The account segment of an ARN or a pattern, when it is written out. */
export function accountOf(resource: Glob): string | undefined {
  const account = arnOf(resource)?.account ?? [];
  return account.length === 0 ? undefined : account.some(isWildcard) ? undefined : plainText(account);
}

/**
 * What is left of a statement for requests under these circumstances: conditions that hold are gone, and nothing is left of a statement with one
 * that does not. What cannot be decided stays.
 */
export function settle(statement: PolicyStatement, circumstances: Circumstances): PolicyStatement | undefined {
  const { asker } = circumstances;
  const open = statement.conditions.filter((condition) => !isDecided(condition, circumstances));
  const decided = statement.conditions.filter((condition) => isDecided(condition, circumstances));
  if (!decided.every((condition) => holds(condition, asker))) return undefined;
  const { resources } = statement;
  if (resources === undefined) return { ...statement, conditions: open };
  const entries = resources.entries.map((entry) => filled(entry, circumstances));
  return { ...statement, conditions: open, resources: { ...resources, entries } };
}

/** Whether the request's side of a condition and every variable in it is known, and no late value can turn the answer. */
export function isDecided(condition: Condition, { asker, isKnown }: Circumstances): boolean {
  const { key, values } = condition;
  if (!isKnown(key) || !values.flat().every((part) => typeof part !== "object" || isKnown(part.key))) return false;
  return holds(condition, asker) !== condition.operator.negated || !mayTurn(condition, asker);
}

/** Whether a late value could become what the condition names, or the other way round. */
function mayTurn({ key, values }: Condition, asker: Asker): boolean {
  const globs = values.flatMap((value) => [resolve(value, lookup(asker)) ?? []]);
  return (asker.values(key) ?? []).some((own) =>
    globs.some((glob) => (hasLate(own) || hasLate(glob)) && mayIntersect(fold(glob), fold(own))),
  );
}

/** A resource with the values of all its variables, if they are known. */
function filled(entry: Template, { asker, isKnown }: Circumstances): Template {
  if (!entry.every((part) => typeof part !== "object" || isKnown(part.key))) return entry;
  return resolve(entry, lookup(asker)) ?? entry;
}
