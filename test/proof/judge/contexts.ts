/** Circumstances under which a statement speaks: made from its conditions, and then spoiled one key at a time. */

import type { Demand } from "./claim";
import type { Context, Written } from "./emitted";
import { fits } from "./pattern";

const early = "2026-12-01T00:00:00Z";
const late = "2999-01-01T00:00:00Z";

/** Circumstances that meet the conditions of a statement. */
export function contextOf({ Condition }: Pick<Written, "Condition">): Context {
  const context: Record<string, string | readonly string[]> = {};
  for (const [operator, keys] of Object.entries(Condition)) {
    for (const [key, values] of Object.entries(keys)) {
      const value = satisfying(operator, values);
      if (value !== undefined) context[key] = value;
    }
  }
  return context;
}

function satisfying(operator: string, values: readonly string[]): string | readonly string[] | undefined {
  const [first = ""] = values;
  if (/^Null$/.test(operator) || /Not|IfExists$/.test(operator)) return undefined;
  const spelled = /Like|^Arn/.test(operator) ? first.replaceAll("?", "x").replaceAll("*", "x") : first;
  if (operator.startsWith("DateLess")) return early;
  return operator.startsWith("For") ? [spelled] : spelled;
}

/** The same without one of the keys, or with a value that nobody asked for. */
export function spoiled(context: Context): readonly Context[] {
  return Object.keys(context).flatMap((key) => {
    const { [key]: value, ...others } = context;
    const wrong = key === "aws:CurrentTime" ? late : "somebody-else";
    return [others, { ...others, [key]: typeof value === "string" ? wrong : [wrong] }];
  });
}

/** Whether the circumstances meet what a claim demands. */
export function meets(context: Context, demands: readonly Demand[]): boolean {
  return demands.every(({ key, how, values }) => {
    const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
    const given = found === undefined ? [] : typeof found === "string" ? [found] : found;
    if (given.length === 0) return false;
    if (how === "before") return given.every((value) => values.every((limit) => value < limit));
    return given.every((value) => values.some((wanted) => (how === "like" ? fits(wanted, value) : wanted === value)));
  });
}
