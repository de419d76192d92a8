/** One value of the request against one value of the policy, as the operator's family reads them. */
import { arnGlob, fold, type Glob, type Letter, matches } from "../glob";
import { compare, type Decimal, decimal, instant } from "./decimal";
import { includes, ipRange } from "./ip-range";
import { plainText, same } from "./letters";
import type { Comparison, Operator } from "./operator";

/**
 * Whether the request's value matches the policy's, before any negation. A value that the family cannot read (a word where a number
 * belongs) matches nothing; a late value matches itself wherever equal values would.
 */
export function matchesValue({ family, comparison }: Operator, requested: readonly Letter[], policy: Glob): boolean {
  if (family === "arn") {
    const pattern = arnGlob(policy);
    return pattern !== undefined && matches(pattern, requested);
  }
  if (family === "string") return matchesText(comparison, requested, policy);
  const [left, right] = [plainText(requested), plainText(policy)];
  if (left === undefined || right === undefined)
    return comparison !== "less" && comparison !== "greater" && same(requested, policy);
  if (family === "numeric") return ordered(comparison, decimal(left), decimal(right));
  if (family === "date") return ordered(comparison, instant(left), instant(right));
  if (family === "ip") return inRange(left, right);
  if (family === "binary") return isBase64(left) && left === right;
  return isBoolean(left) && left.toLowerCase() === right.toLowerCase();
}

function matchesText(comparison: Comparison, requested: readonly Letter[], policy: Glob): boolean {
  if (comparison === "like") return matches(policy, requested);
  return comparison === "equals" ? same(policy, requested) : same(fold(policy), fold(requested));
}

function ordered(comparison: Comparison, left: Decimal | undefined, right: Decimal | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  const order = compare(left, right);
  if (comparison === "less") return order < 0;
  if (comparison === "less-or-equal") return order <= 0;
  if (comparison === "greater") return order > 0;
  return comparison === "greater-or-equal" ? order >= 0 : order === 0;
}

function inRange(requested: string, policy: string): boolean {
  const [inner, outer] = [ipRange(requested), ipRange(policy)];
  return inner !== undefined && outer !== undefined && includes(outer, inner);
}

function isBoolean(text: string): boolean {
  return text.toLowerCase() === "true" || text.toLowerCase() === "false";
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

/** Whether the operator can read the value at all; a policy value that it cannot read never matches. */
export function isReadable({ family }: Operator, value: Glob): boolean {
  if (family === "string") return true;
  if (family === "arn") return arnGlob(value) !== undefined;
  const text = plainText(value);
  if (text === undefined) return true;
  if (family === "numeric") return decimal(text) !== undefined;
  if (family === "date") return instant(text) !== undefined;
  if (family === "ip") return ipRange(text) !== undefined;
  if (family === "binary") return isBase64(text);
  return isBoolean(text);
}
