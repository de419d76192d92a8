/** What the resolver of one intent returns; `resolveAccess` adds what every item has. */
import { error, type Path, type Problem, quote } from "../../problem";
import type { IntentSpec } from "../../spec/access";
import type { CatalogueIntent } from "../../spec/access/intents";
import type { IntentAccess } from "./access";
import type { ItemContext, ResolvedResource, ResourceNaming } from "./identifier";
import { literals } from "./literal";

/** An item without what every item has. */
export type ResolvedItem = Pick<IntentAccess, "name" | "place" | "resources"> &
  Partial<Pick<IntentAccess, "id" | "limits" | "flags" | "key" | "context">>;

/** Resolves the options of one intent; `can` holds its verbs in catalogue order. Reports its problems and returns nothing after one. */
export type IntentResolver<I extends CatalogueIntent> = (
  spec: IntentSpec<I>,
  itemContext: ItemContext,
  can: readonly string[],
) => ResolvedItem | undefined;

/** The parts of a draft that its main resource gives. */
export function about({ label, place, id }: ResolvedResource): Pick<ResolvedItem, "name" | "place" | "id"> {
  return { name: label, place, ...(id === undefined ? {} : { id }) };
}

/** A record of what is there: entries without a value are left out. */
export function given<T>(entries: Readonly<Record<string, T | undefined>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(entries).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

/** The literal values of optional limits by their option; `undefined` after a problem. Codes: wildcard-in-arn, invalid-value. */
export function findLimits(
  options: Readonly<Record<string, string | readonly string[] | undefined>>,
  { scope, path }: ItemContext,
): Readonly<Record<string, readonly string[]>> | undefined {
  const found = Object.entries(options).flatMap(([option, value]) =>
    value === undefined ? [] : [[option, literals(value, [...path, option], scope.report)] as const],
  );
  return found.some(([, values]) => values === undefined) ? undefined : given(Object.fromEntries(found));
}

/** `missing-key`: one option needs another. */
export function missing(option: string, why: string, help: string, path: Path): Problem {
  return error("missing-key", path, `missing \`${option}\`: ${why}`, help);
}

/** `invalid-name` for the first of the names that `shape` does not match. */
export function namesProblem(
  names: readonly string[],
  { name: shape, called, names: help }: Pick<ResourceNaming, "name" | "called" | "names">,
  path: Path,
): Problem | undefined {
  const wrong = names.find((name) => !shape.test(name));
  return wrong === undefined
    ? undefined
    : error("invalid-name", path, `${quote(wrong)} is not the name of a ${called}`, `use ${help}`);
}
