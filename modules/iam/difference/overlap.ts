/** Whether two statements can speak of one request, as far as that is cheap to tell: `false` is certain, `true` is not. */
import type { Condition, PolicyStatement, PrincipalEntry, Selection, Template } from "../evaluate/document";
import { arnOf, startsWith } from "../evaluate/letters";
import { isGlob } from "../evaluate/template";
import { ANY_STRING, type Glob, intersects, joinStars, mayIntersect } from "../glob";

/** Whether one request can be of both statements, as far as lists that name, principals and single conditions tell. */
export function mayOverlap(left: PolicyStatement, right: PolicyStatement): boolean {
  return (
    overlap(left.actions, right.actions, intersect) &&
    (left.resources === undefined ||
      right.resources === undefined ||
      overlap(left.resources, right.resources, (one, two) => mayIntersect(widened(one), widened(two)))) &&
    (left.principals === undefined || right.principals === undefined || overlap(left.principals, right.principals, mayBeSame)) &&
    left.conditions.every((condition) => right.conditions.every((other) => mayBothHold(condition, other)))
  );
}

function overlap<T>(left: Selection<T>, right: Selection<T>, both: (one: T, two: T) => boolean): boolean {
  return left.negated || right.negated || left.entries.some((one) => right.entries.some((two) => both(one, two)));
}
function intersect(left: Glob, right: Glob): boolean {
  return intersects(left, right) !== undefined;
}

/** A policy variable may become anything. */
function widened(template: Template): Glob {
  return isGlob(template) ? template : joinStars(template.map((part) => (typeof part === "object" ? ANY_STRING : part)));
}

/** Whether both entries can name one requester: things of one kind by one name, an account and what is in it. */
function mayBeSame(left: PrincipalEntry, right: PrincipalEntry): boolean {
  if (left.kind === "everyone" || right.kind === "everyone") return true;
  if (left.kind === "every-provider" || right.kind === "every-provider") return isProvider(left) && isProvider(right);
  const [one, two] = [accountOf(left), accountOf(right)];
  if (one !== undefined && two !== undefined) return mayIntersect(one, two) && !areTwo(left, right);
  return left.kind === right.kind && left.kind !== "account" && right.kind !== "account" && mayIntersect(left.name, right.name);
}

function isProvider({ kind }: PrincipalEntry): boolean {
  return kind === "every-provider" || kind === "federated";
}

function accountOf(entry: PrincipalEntry): Glob | undefined {
  if (entry.kind === "account") return entry.account;
  return entry.kind === "arn" ? arnOf(entry.name)?.account : undefined;
}

/** Two roles, or two users; a role and a session of it may be one. */
function areTwo(left: PrincipalEntry, right: PrincipalEntry): boolean {
  if (left.kind !== "arn" || right.kind !== "arn" || mayIntersect(left.name, right.name)) return false;
  const resources = [left, right].map(({ name }) => arnOf(name)?.resource ?? []);
  return ["role/", "user/"].some((prefix) => resources.every((resource) => startsWith(resource, prefix)));
}

/** A key with one value cannot equal two different ones. */
function mayBothHold(left: Condition, right: Condition): boolean {
  if (left.key !== right.key || !isSingle(left) || !isSingle(right)) return true;
  return left.values.some((one) => right.values.some((two) => mayIntersect(widened(one), widened(two))));
}

function isSingle({ operator }: Condition): boolean {
  const { quantifier, negated, ifExists, family, comparison } = operator;
  const isText = family === "string" || family === "arn";
  return isText && quantifier === undefined && !negated && !ifExists && comparison !== "equals-ignoring-case";
}
