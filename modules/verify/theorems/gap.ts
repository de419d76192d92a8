/** What one side allows and the other does not: equal rows cancel out, the rest is decided by the comparison of documents. */

import { implies } from "../../iam/compare";
import { type PolicyDocument, type PolicyKind, type Request, readDocument } from "../../iam/evaluate";
import { actionGlob, resourceGlob } from "../../iam/evaluate/named";
import { intersects } from "../../iam/glob";
import type { Text } from "../../iam/text";
import type { Demand, Row } from "./row";

/** A row of the left side that the right side does not allow, or may not. */
export interface Gap {
  readonly row: Row;
  readonly verdict: "refuted" | "unknown";
  readonly request?: Request;
}

/**
 * The rows of `left` that `right` does not allow in every case: also not where a late value is empty on which only the right depends. A
 * refutation comes with a request that the evaluator confirms.
 */
export function gaps(left: readonly Row[], right: readonly Row[], kind: PolicyKind): readonly Gap[] {
  const denies = [...left, ...right].some(({ effect }) => effect === "Deny");
  const byId = new Map<string, Row[]>();
  for (const row of right) byId.set(row.id, [...(byId.get(row.id) ?? []), row]);
  const open = left.filter((row) => !(byId.get(row.id) ?? []).some((other) => isThere(other, row)));
  if (open.length === 0 && !denies) return [];
  if (denies) return sameDenials(left, right) ? gapsOfAllows(open, right, kind) : wholeGap(left, right, kind);
  return gapsOfAllows(open, right, kind);
}

/** With the same refusals on both sides, comparing what is allowed is enough. */
function sameDenials(left: readonly Row[], right: readonly Row[]): boolean {
  const denials = (all: readonly Row[]): string =>
    all
      .filter(({ effect }) => effect === "Deny")
      .map(({ id, when = "" }) => `${id}\n${when}`)
      .sort()
      .join("\n\n");
  return denials(left) === denials(right);
}

function wholeGap(left: readonly Row[], right: readonly Row[], kind: PolicyKind): readonly Gap[] {
  const certain = right.filter(({ when }) => when === undefined);
  const row = [...left, ...right].find(({ effect }) => effect === "Deny") ?? left[0];
  return row === undefined ? [] : gapOf(row, left, certain, kind);
}

function gapsOfAllows(open: readonly Row[], right: readonly Row[], kind: PolicyKind): readonly Gap[] {
  return open
    .filter(({ effect }) => effect === "Allow")
    .flatMap((row) => {
      const near = right.filter((other) => other.effect === "Allow" && isThere(other, row) && meets(row, other));
      return gapOf(row, [row], near, kind);
    });
}

/** A document that cannot be read is a doubt, never a pass. */
function gapOf(row: Row, left: readonly Row[], right: readonly Row[], kind: PolicyKind): readonly Gap[] {
  const documents = [documentOf(left, kind), documentOf(right, kind)] as const;
  if (documents[0] === undefined || documents[1] === undefined) return [{ row, verdict: "unknown" }];
  const comparison = implies(documents[0], documents[1]);
  if (comparison.verdict === "proved") return [];
  if (comparison.verdict === "unknown") return [{ row, verdict: "unknown" }];
  return [{ row, verdict: "refuted", request: spelled(comparison.request, row.action) }];
}

/** The request with its action as people write it: actions have no case, and the comparison keeps none. */
export function spelled(request: Request, action: string): Request {
  return request.action.toLowerCase() === action.toLowerCase() ? { ...request, action } : request;
}

/** Whether the right row is there whenever the left one is. */
function isThere(right: Row, left: Row): boolean {
  return right.when === undefined || right.when === left.when;
}

/** Whether one request can be of both rows, as far as action and resource tell. */
function meets(left: Row, right: Row): boolean {
  return (
    intersects(actionGlob(left.action), actionGlob(right.action)) !== undefined &&
    intersects(resourceGlob(left.resource ?? "*"), resourceGlob(right.resource ?? "*")) !== undefined
  );
}

/** Rows as a document again; `undefined` when they are none that AWS would take. */
export function documentOf(some: readonly Row[], kind: PolicyKind): PolicyDocument | undefined {
  if (some.length === 0) return { version: "2012-10-17", statements: [] };
  const outcome = readDocument({ Version: "2012-10-17", Statement: some.map(statementOf) }, kind);
  return outcome.ok ? outcome.value : undefined;
}

function statementOf({ effect, action, resource, principal, demands }: Row): object {
  return {
    Effect: effect,
    ...(principal === undefined ? {} : { Principal: principal.kind === "*" ? "*" : { [principal.kind]: principal.name } }),
    Action: action,
    ...(resource === undefined ? {} : { Resource: resource }),
    ...(demands.length === 0 ? {} : { Condition: conditionOf(demands) }),
  };
}

function conditionOf(demands: readonly Demand[]): object {
  const blocks: Record<string, Record<string, readonly Text[]>> = {};
  for (const { operator, key, values } of demands) blocks[operator] = { ...blocks[operator], [key]: values };
  return blocks;
}
