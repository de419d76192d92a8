/** Whether one permission lies within another, as far as that is plain to see: what most patterns added beside a wider one are. */
import { nameOfCondition, nameOfPrincipals, nameOfTemplate } from "../compare/clause";
import type { Condition, PolicyStatement, PrincipalEntry, Selection, Template } from "../evaluate/document";
import { isGlob } from "../evaluate/template";
import { covers, type Glob } from "../glob";

/** Whether `other` allows (or refuses) every request that `one` does: `true` is certain, `false` is not. Costs next to nothing, however many there are. */
export function isCovered(one: PolicyStatement, other: PolicyStatement): boolean {
  return (
    listed(one.actions, other.actions, (inner, outer) => covers(outer, inner)) &&
    (one.resources === undefined || other.resources === undefined
      ? one.resources === other.resources
      : listed(one.resources, other.resources, within)) &&
    covered(one, other) &&
    other.conditions.every((outer) => one.conditions.some((inner) => isStricter(inner, outer)))
  );
}

/** Whether the whole list lies within one that names; a list that excludes is within one that excludes no more. */
function listed<T extends Template | Glob>(
  one: Selection<T>,
  other: Selection<T>,
  isWithin: (inner: T, outer: T) => boolean,
): boolean {
  if (one.negated !== other.negated) return false;
  const [inner, outer] = one.negated ? [other.entries, one.entries] : [one.entries, other.entries];
  return inner.every((entry) => outer.some((wider) => isWithin(entry, wider)));
}

/** Two texts with policy variables are compared by how they are written. */
function within(inner: Template, outer: Template): boolean {
  return isGlob(inner) && isGlob(outer) ? covers(outer, inner) : nameOfTemplate(inner) === nameOfTemplate(outer);
}

function covered({ principals: one, effect }: PolicyStatement, { principals: other }: PolicyStatement): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (one.negated || other.negated) return nameOfPrincipals(one, effect) === nameOfPrincipals(other, effect);
  const names = (entry: PrincipalEntry): string => nameOfPrincipals({ negated: false, entries: [entry] }, effect);
  const known = new Set(other.entries.map(names));
  return other.entries.some(({ kind }) => kind === "everyone") || one.entries.every((entry) => known.has(names(entry)));
}

/** Whether the inner condition holds only where the outer one does: the same one, or values within those of the other. */
function isStricter(inner: Condition, outer: Condition): boolean {
  if (nameOfCondition(inner) === nameOfCondition(outer)) return true;
  if (inner.key !== outer.key || !isPositive(inner) || !isPositive(outer)) return false;
  if (inner.operator.quantifier !== outer.operator.quantifier) return false;
  return inner.values.every((value) => outer.values.some((wider) => within(value, wider)));
}

/** A text must match one of the values, letter by letter. */
function isPositive({ operator: { family, comparison, negated, ifExists, quantifier } }: Condition): boolean {
  return family === "string" && comparison !== "equals-ignoring-case" && !negated && !ifExists && quantifier !== "all";
}
