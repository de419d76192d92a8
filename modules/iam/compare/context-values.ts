/** The options of a context key: values that show every combination of conditions on it. */

import { by, groupBy } from "../../collections";
import { holds } from "../evaluate/condition";
import { compare, type Decimal, decimal, instant, MAX_DIGITS } from "../evaluate/decimal";
import type { Condition, PolicyDocument } from "../evaluate/document";
import { type IpRange, ipRange, showAddress } from "../evaluate/ip-range";
import { plainText } from "../evaluate/letters";
import type { Family } from "../evaluate/operator";
import { prepareRequest } from "../evaluate/prepared-request";
import { isGlob, resolve } from "../evaluate/template";
import { arnGlob, DEFAULT_BUDGET, fold, type Glob, glob, type Letter, literal, memberships } from "../glob";
import type { Text } from "../text";
import { VARIABLE_VALUE } from "./action-and-resource";
import { nameOfCondition } from "./clause";
import { type Choice, type Dimension, distinct, type Option, subsetsOf, textOf } from "./dimension";

/** Keys that every request of an IAM principal has; services and the public do not. */
export const alwaysPresent: readonly string[] = [
  "aws:principalarn",
  "aws:principalaccount",
  "aws:principaltype",
  "aws:principalisawsservice",
  "aws:resourceaccount",
];

/** More kinds of values than this are not combined into all their sets. */
const MAX_SET_MEMBERS = 8;

/** The work for telling the values of all keys apart, as `regions` counts it: some 0.5 s, shared among the keys. */
const BUDGET = 4_000_000;

/** How many values of policies may be held against a value of the request, for all keys together: some 0.4 s where it is an address. */
const MAX_TESTS = 40_000;

/** A dimension for each context key that the documents mention. Complete unless conditions of several types meet on one key. */
export function contextDimensions(documents: readonly PolicyDocument[]): readonly Dimension[] {
  const conditions = documents.flatMap(({ statements }) => statements.flatMap((statement) => statement.conditions));
  const keys = [...groupBy(conditions, ({ key }) => key)].sort(by(([key]) => key));
  const isAttached = documents.every(({ statements }) => statements.every(({ principals }) => principals === undefined));
  return keys.map(([key, ofKey]) => {
    const named = new Map(ofKey.map((one) => [nameOfCondition(one), one]));
    const budget = { work: Math.min(DEFAULT_BUDGET, Math.floor(BUDGET / keys.length)), tests: MAX_TESTS / keys.length };
    return dimensionOf(key, named, !(isAttached && alwaysPresent.includes(key)), budget);
  });
}

interface Budget {
  readonly work: number;
  readonly tests: number;
}

function dimensionOf(key: string, named: ReadonlyMap<string, Condition>, mayBeAbsent: boolean, budget: Budget): Dimension {
  const conditions = [...named.values()];
  const single = singleValues(conditions, budget.work);
  const isSet = conditions.some(({ operator }) => operator.quantifier !== undefined);
  const lists = isSet ? listsOf(single.values) : { lists: single.values.map((value) => [value]), complete: true };
  const absent: readonly Choice[] = mayBeAbsent ? [{}] : [];
  const present = lists.lists.map(
    (values): Choice => ({ context: { [key]: isSet ? values.map(textOf) : textOf(values[0] ?? []) } }),
  );
  const choices = [...absent, ...present];
  const tests = conditions.reduce((sum, { values }) => sum + values.length, 1);
  const looked = choices.slice(0, Math.max(2, Math.floor(budget.tests / tests)));
  const options = looked.map((choice): Option => ({ choice, holds: truths(named, choice) }));
  const known = conditions.every(({ values }) => values.every(isGlob));
  return {
    name: key,
    atoms: [...named.keys()],
    options: distinct(options),
    complete: single.complete && lists.complete && known && looked.length === choices.length,
  };
}

/** The conditions that hold, as the evaluator has it. */
function truths(named: ReadonlyMap<string, Condition>, { context = {} }: Choice): ReadonlySet<string> {
  const anonymous = {
    principal: { kind: "anonymous" },
    action: "",
    resource: "",
    context: { ...variablesOf(named), ...context },
  } as const;
  const prepared = prepareRequest(anonymous);
  return new Set([...named].filter(([, condition]) => holds(condition, prepared)).map(([name]) => name));
}

/** Every policy variable has the same fresh value while options are made. */
function variablesOf(named: ReadonlyMap<string, Condition>): Readonly<Record<string, Text>> {
  const keys = [...named.values()].flatMap(({ values }) =>
    values.flat().flatMap((part) => (typeof part === "object" ? [part.key] : [])),
  );
  return Object.fromEntries(keys.map((key) => [key, VARIABLE_VALUE]));
}

type Values = readonly (readonly Letter[])[];

/** All sets of values when they are few; else the small ones. */
function listsOf(values: Values): { readonly lists: readonly Values[]; readonly complete: boolean } {
  if (values.length > MAX_SET_MEMBERS) return { lists: [[], ...values.map((value) => [value])], complete: false };
  return { lists: subsetsOf(values), complete: true };
}

interface Shown {
  readonly values: Values;
  readonly complete: boolean;
}

/** Values that show each combination of the conditions on a single value. */
function singleValues(conditions: readonly Condition[], budget: number): Shown {
  const families = new Set(conditions.map(({ operator }) => operator.family).filter((family) => family !== "null"));
  const isText = [...families].every((family) => family === "string" || family === "arn");
  if (isText)
    return textValues(
      conditions.filter(({ operator }) => operator.family !== "null"),
      budget,
    );
  const [family] = families;
  const constants = conditions.flatMap(({ values }) =>
    values.flatMap((value) => (isGlob(value) ? (plainText(value) ?? []) : [])),
  );
  const values = family === undefined ? [] : valuesByFamily[family](constants);
  const readable = values.every((value) => value.length <= MAX_DIGITS);
  return { values: values.map(literal), complete: families.size === 1 && readable && noneIsLate(conditions) };
}

function noneIsLate(conditions: readonly Condition[]): boolean {
  return conditions.every(({ values }) => values.flat().every((part) => typeof part !== "string"));
}

/** Regions of the patterns; the empty text is a region of its own, because `Null` and set operators treat it as no value. */
function textValues(conditions: readonly Condition[], budget: number): Shown {
  const ignoring = conditions.filter(({ operator }) => operator.comparison === "equals-ignoring-case").length;
  const patterns = conditions.flatMap((condition) => condition.values.flatMap((value) => patternOf(condition, value)));
  const found = memberships([[], glob("*"), ...(ignoring > 0 ? patterns.map(fold) : patterns)], budget);
  if (found === undefined) return { values: [[], literal("x")], complete: false };
  return { values: found.map(({ witness }) => witness), complete: ignoring === 0 || ignoring === conditions.length };
}

function patternOf({ operator }: Condition, value: Condition["values"][number]): readonly Glob[] {
  const filled = resolve(value, () => literal(VARIABLE_VALUE)) ?? [];
  if (operator.family !== "arn") return [filled];
  const arn = arnGlob(filled);
  return arn === undefined ? [] : [arn];
}

const valuesByFamily: Readonly<Record<Family, (constants: readonly string[]) => readonly string[]>> = {
  string: () => [],
  arn: () => [],
  null: () => [],
  boolean: () => ["true", "false"],
  binary: (constants) => [...constants, "cm9sZXdyaWdodA=="],
  numeric: (constants) => aroundNumbers(constants.flatMap((constant) => decimal(constant) ?? [])),
  date: (constants) => aroundNumbers(constants.flatMap((constant) => instant(constant) ?? [])),
  ip: (constants) => aroundRanges(constants.flatMap((constant) => ipRange(constant) ?? [])),
};

/** Each constant, a number between each two, one below all and one above all. */
function aroundNumbers(constants: readonly Decimal[]): readonly string[] {
  const scale = Math.max(0, ...constants.map((constant) => constant.scale)) + 1;
  const units = [...constants].sort(compare).map((constant) => constant.units * 10n ** BigInt(scale - constant.scale));
  const [lowest = 0n] = units;
  // one step of the finer scale past a constant lies before the next constant, which is at least ten steps away
  return [lowest - 1n, ...units.flatMap((unit) => [unit, unit + 1n])].map((unit) => showDecimal(unit, scale));
}

function showDecimal(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  return `${units < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Where ranges begin and where they have just ended: between two such places no condition changes. */
function aroundRanges(ranges: readonly IpRange[]): readonly string[] {
  return ([32, 128] as const).flatMap((width) => {
    const places = ranges
      .filter((range) => range.width === width)
      .flatMap(({ bits, prefix }) => {
        const shift = BigInt(width - prefix);
        return [(bits >> shift) << shift, ((bits >> shift) + 1n) << shift];
      });
    return [...new Set([0n, ...places])].filter((place) => place < 1n << BigInt(width)).map((place) => showAddress(place, width));
  });
}
