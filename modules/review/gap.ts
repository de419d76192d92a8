/** What one policy allows, or refuses, and another does not: equal rows cancel out, the engine decides the rest. */
import { implies } from "../iam/compare";
import { rankOfNaming } from "../iam/compare/search";
import type { Condition, PolicyDocument, PrincipalEntry, Request, Template } from "../iam/evaluate";
import { arnOf, same, startsWith } from "../iam/evaluate/letters";
import { saysAlone } from "../iam/evaluate/policies";
import { isGlob } from "../iam/evaluate/template";
import { ANY_STRING, compact, type Glob, intersects } from "../iam/glob";
import type { Row } from "./row";
import { alikeOf, likelyRequests } from "./witness";

/** A row of one side that the other does not have in every case, or may not have; or a row of the other that refuses what both allow. */
export interface Gap {
  readonly row: Row;
  readonly verdict: "refuted" | "unknown";
  /** A request that shows it; the evaluator has confirmed it. */
  readonly request?: Request;
  /** Rows of the other side that speak of some of the same requests. */
  readonly near: readonly Row[];
}

/** The rows of `left` that `right` does not allow: refuted with a request that all of `left` allows and all of `right` does not. */
export function allowGaps(left: readonly Row[], right: readonly Row[]): readonly Gap[] {
  const [allows, refusals] = [withEffect(left, "Allow"), withEffect(left, "Deny")];
  const [otherAllows, otherRefusals] = [withEffect(right, "Allow"), withEffect(right, "Deny")];
  const kept = byId(refusals);
  const stricter = otherRefusals.filter((row) => !(kept.get(row.id) ?? []).some((other) => isThere(other, row)));
  const known = byId(otherAllows);
  const effort: Effort = { spent: 0 };
  return allows.flatMap((row): readonly Gap[] => {
    const refused = stricter.filter((other) => meets(row, other));
    const isKnown = (known.get(row.id) ?? []).some((other) => isThere(other, row));
    if (isKnown && refused.length === 0) return [];
    const near = otherAllows.filter((other) => meets(row, other));
    const certain = near.filter((other) => isThere(other, row));
    const own = [row, ...refusals.filter((other) => isThere(other, row) && meets(row, other))];
    const theirs = [...certain, ...otherRefusals.filter((other) => meets(row, other))];
    const answer = decide({ row, own, theirs, certain, isRefused: refused.length > 0 }, effort);
    if (answer === "proved") return [];
    if (answer === "unknown") return [{ row, verdict: "unknown", near }];
    const refusal = isKnown ? refused.find((other) => refuses([other], answer)) : undefined;
    if (refusal === undefined) return [{ row, verdict: "refuted", request: answer, near }];
    return [{ row: refusal, verdict: "refuted", request: answer, near: refusals.filter((other) => meets(refusal, other)) }];
  });
}

interface Question {
  readonly row: Row;
  readonly own: readonly Row[];
  readonly theirs: readonly Row[];
  /** Of theirs, what allows. */
  readonly certain: readonly Row[];
  /** Whether theirs refuse something that the row allows. */
  readonly isRefused: boolean;
}

/** What the engine has done for one pair of policies; what it costs grows with the square of the rows that it is asked about. */
interface Effort {
  spent: number;
}

/** Some seconds; what is left then is taken for a doubt. */
const MAX_EFFORT = 3_000;

/** Beyond so many rows at once an answer is not worth its time. */
const MAX_ROWS = 32;

/** A doubt is the most expensive answer. */
const DOUBT = 500;

function hasTime(effort: Effort, ...lists: readonly (readonly Row[])[]): boolean {
  const rows = lists.reduce((sum, list) => sum + list.length, 0);
  effort.spent += Math.ceil((rows * rows) / 4);
  return rows <= MAX_ROWS && effort.spent <= MAX_EFFORT;
}

/** A request that shows the gap, or why there is none. */
function decide({ row, own, theirs, certain, isRefused }: Question, effort: Effort): "proved" | "unknown" | Request {
  const some = likelyRequests(row.statement).slice(0, theirs.length > MAX_ROWS ? 2 : undefined);
  const likely = some.find((one) => isShownBy(one, own, theirs));
  if (likely !== undefined) return likely;
  if (!hasTime(effort, own, theirs)) return "unknown";
  if (!isRefused && compare([row], certain).verdict === "proved") return "proved";
  const comparison = compare(own, theirs);
  if (comparison.verdict === "unknown") effort.spent += DOUBT;
  if (comparison.verdict !== "refuted") return comparison.verdict;
  return alikeOf(comparison.request, row.statement).find((one) => isShownBy(one, own, theirs)) ?? "unknown";
}

/** The rows that refuse in `left` what no row of `right` refuses, whether anything is allowed beside them or not. */
export function refusalGaps(left: readonly Row[], right: readonly Row[]): readonly Gap[] {
  const others = withEffect(right, "Deny");
  const known = byId(others);
  const effort: Effort = { spent: 0 };
  return withEffect(left, "Deny").flatMap((row): readonly Gap[] => {
    if ((known.get(row.id) ?? []).some((other) => isThere(other, row))) return [];
    const near = others.filter((other) => meets(row, other));
    const certain = near.filter((other) => isThere(other, row));
    // Who is excluded is read differently for Allow and Deny.
    if ([row, ...certain].some(({ statement }) => statement.principals?.negated === true))
      return [{ row, verdict: "unknown", near }];
    if (!hasTime(effort, certain)) return [{ row, verdict: "unknown", near }];
    const comparison = compare([allowed(row)], certain.map(allowed));
    if (comparison.verdict === "unknown") effort.spent += DOUBT;
    if (comparison.verdict === "proved") return [];
    const found = comparison.verdict === "refuted" ? alikeOf(comparison.request, row.statement) : [];
    const request = [...likelyRequests(row.statement), ...found].find((one) => refuses([row], one) && !refuses(certain, one));
    return request === undefined ? [{ row, verdict: "unknown", near }] : [{ row, verdict: "refuted", request, near }];
  });
}

/** Whether the rows refuse a request. */
export function refuses(rows: readonly Row[], request: Request): boolean {
  return saysAlone(documentOf(rows), request).deny !== undefined;
}

/** Whether the evaluator allows a request by the one side, and by the other not, or less directly. */
function isShownBy(request: Request, left: readonly Row[], right: readonly Row[]): boolean {
  const one = saysAlone(documentOf(left), request);
  const other = saysAlone(documentOf(right), request);
  if (one.allow === undefined || one.deny !== undefined) return false;
  if (other.allow === undefined || other.deny !== undefined) return true;
  return rankOfNaming(one.naming ?? "direct") > rankOfNaming(other.naming ?? "direct");
}

function withEffect(rows: readonly Row[], effect: "Allow" | "Deny"): readonly Row[] {
  return rows.filter((row) => row.effect === effect);
}

function byId(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const map = new Map<string, Row[]>();
  for (const row of rows) {
    const known = map.get(row.id);
    if (known === undefined) map.set(row.id, [row]);
    else known.push(row);
  }
  return map;
}

/** Whether `row` is there whenever `other` is. */
function isThere(row: Row, other: Row): boolean {
  return row.when === undefined || row.when === other.when;
}

function allowed(row: Row): Row {
  return { ...row, statement: { ...row.statement, effect: "Allow" } };
}

function compare(left: readonly Row[], right: readonly Row[]) {
  return implies(documentOf(left), documentOf(right));
}

function documentOf(rows: readonly Row[]): PolicyDocument {
  return { version: "2012-10-17", statements: rows.map(({ statement }, index) => ({ ...statement, index })) };
}

/** Whether one request can be of both rows, as far as lists that name, principals and single conditions tell. */
function meets(left: Row, right: Row): boolean {
  const [one, two] = [left.statement, right.statement];
  return (
    overlap(one.actions, two.actions, intersect) &&
    (one.resources === undefined ||
      two.resources === undefined ||
      overlap(one.resources, two.resources, (a, b) => intersect(widened(a), widened(b)))) &&
    (one.principals === undefined || two.principals === undefined || overlap(one.principals, two.principals, mayBeSame)) &&
    one.conditions.every((condition) => two.conditions.every((other) => mayBothHold(condition, other)))
  );
}

type Selected<T> = { readonly negated: boolean; readonly entries: readonly T[] };

function overlap<T>(left: Selected<T>, right: Selected<T>, both: (one: T, two: T) => boolean): boolean {
  return left.negated || right.negated || left.entries.some((one) => right.entries.some((two) => both(one, two)));
}

function intersect(left: Glob, right: Glob): boolean {
  return intersects(left, right) !== undefined;
}

/** A policy variable may become anything. */
function widened(template: Template): Glob {
  return isGlob(template) ? template : compact(template.map((part) => (typeof part === "object" ? ANY_STRING : part)));
}

/** Whether both entries can name one requester: things of one kind by one name, an account and what is in it. */
function mayBeSame(left: PrincipalEntry, right: PrincipalEntry): boolean {
  if (left.kind === "everyone" || right.kind === "everyone") return true;
  const [one, two] = [accountOf(left), accountOf(right)];
  if (one !== undefined && two !== undefined) return same(one, two) && !areTwo(left, right);
  return left.kind === right.kind && left.kind !== "account" && right.kind !== "account" && same(left.name, right.name);
}

function accountOf(entry: PrincipalEntry): Glob | undefined {
  if (entry.kind === "account") return entry.account;
  return entry.kind === "arn" ? arnOf(entry.name)?.account : undefined;
}

/** Two roles, or two users; a role and a session of it may be one. */
function areTwo(left: PrincipalEntry, right: PrincipalEntry): boolean {
  if (left.kind !== "arn" || right.kind !== "arn" || same(left.name, right.name)) return false;
  const resources = [left, right].map(({ name }) => arnOf(name)?.resource ?? []);
  return ["role/", "user/"].some((prefix) => resources.every((resource) => startsWith(resource, prefix)));
}

/** A key with one value cannot equal two different ones. */
function mayBothHold(left: Condition, right: Condition): boolean {
  if (left.key !== right.key || !isSingle(left) || !isSingle(right)) return true;
  return left.values.some((one) => right.values.some((two) => intersect(widened(one), widened(two))));
}

function isSingle({ operator }: Condition): boolean {
  const { quantifier, negated, ifExists, family, comparison } = operator;
  const isText = family === "string" || family === "arn";
  return isText && quantifier === undefined && !negated && !ifExists && comparison !== "equals-ignoring-case";
}
