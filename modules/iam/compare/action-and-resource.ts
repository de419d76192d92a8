/** The options of the two dimensions that globs decide: actions and resources. */
import type { PolicyDocument, PolicyStatement, Template } from "../evaluate/document";
import { isGlob, resolve } from "../evaluate/template";
import {
  ANY_STRING,
  FILLER,
  type Glob,
  glob,
  isWildcard,
  joinStars,
  literal,
  matches,
  memberships,
  SEGMENT_STRING,
  showGlob,
} from "../glob";
import { ACTION, nameOfTemplate, RESOURCE } from "./clause";
import { type Dimension, distinct, MAX_FREE_ATOMS, type Option, subsetsOf, textOf } from "./dimension";

/** What real actions look like; the resource of a real request is an ARN, or `*` where the action has none. */
const ACTION_SHAPE = glob("?*:?*");
const ARN_SHAPE = glob("arn:?*:?*:*:*:?*");
const NO_RESOURCE = literal("*");

/** The dimension of actions: complete unless the globs are too many to tell apart. */
export function actionDimension(documents: readonly PolicyDocument[]): Dimension {
  const globs = statementsOf(documents).flatMap(({ actions }) => actions.entries);
  const named = new Map(globs.map((one) => [showGlob(one), one]));
  const found = optionsOf(named, [ACTION_SHAPE], (text) => ({ action: showGlob(text) }));
  return { name: ACTION, atoms: [...named.keys()], ...found };
}

/**
 * The dimension of resources: incomplete also when a resource has a policy variable. Then its options give the variable a fresh
 * value, and `covering` takes it for any text at all.
 */
export function resourceDimension(documents: readonly PolicyDocument[]): Dimension {
  const templates = statementsOf(documents).flatMap(({ resources }) => resources?.entries ?? []);
  const named = new Map(templates.map((template) => [nameOfTemplate(template), filled(template)]));
  // A late value may be a whole ARN, or any part of one: `?` does not take it, so that its own glob is its shape.
  const late = [...named.values()].filter((one) => one.some((token) => typeof token === "string"));
  const shapes = [ARN_SHAPE, NO_RESOURCE, ...late];
  const found = optionsOf(named, shapes, (text) => ({ resource: textOf(text) }));
  const dimension = { name: RESOURCE, atoms: [...named.keys()], ...found };
  const varying = templates.filter((template) => !isGlob(template));
  if (varying.length === 0) return dimension;
  const widest = new Map(templates.map((template) => [nameOfTemplate(template), widened(template)]));
  const covering = coveringOptions(
    optionsOf(widest, shapes, (text) => ({ resource: textOf(text) })),
    new Set(varying.map(nameOfTemplate)),
  );
  return { ...dimension, complete: false, ...(covering && { covering }) };
}

/** Where the widened glob of a variable template matches, the template itself may match or not. */
function coveringOptions({ options, complete }: Options, varying: ReadonlySet<string>): readonly Option[] | undefined {
  if (!complete || varying.size > MAX_FREE_ATOMS) return undefined;
  const all = options.flatMap(({ choice, holds }) => {
    const certain = [...holds].filter((atom) => !varying.has(atom));
    const possible = [...holds].filter((atom) => varying.has(atom));
    return subsetsOf(possible).map((some): Option => ({ choice, holds: new Set([...certain, ...some]) }));
  });
  return distinct(all);
}

/** The template with every policy variable as a `*`. */
function widened(template: Template): Glob {
  return joinStars(template.map((part) => (typeof part === "object" ? (part.segment ? SEGMENT_STRING : ANY_STRING) : part)));
}

/** The value that search gives to every policy variable: no policy is likely to name it. */
export const VARIABLE_VALUE = "rolewright-variable";

function filled(template: Template): Glob {
  return resolve(template, () => literal(VARIABLE_VALUE)) ?? [];
}

function statementsOf(documents: readonly PolicyDocument[]): readonly PolicyStatement[] {
  return documents.flatMap(({ statements }) => statements);
}

/** The work for telling regions apart in one dimension, as `regions` counts it: some 0.1 s. */
const BUDGET = 400_000;

/** More globs than this are not told apart one by one. */
const MAX_PLAIN = 64;

type Options = Pick<Dimension, "options" | "complete">;

/** One option for each region of the globs that has one of the shapes. */
function optionsOf(named: ReadonlyMap<string, Glob>, shapes: readonly Glob[], choose: (text: Glob) => Option["choice"]): Options {
  const names = [...named.keys()];
  const all = memberships([...named.values(), ...shapes], BUDGET);
  if (all === undefined) return { options: plainOptions(named, shapes, choose), complete: false };
  const options = all
    .filter(({ members }) => members.slice(names.length).includes(true))
    .map(({ members, witness }) => ({
      choice: choose(witness),
      holds: new Set(names.filter((_, index) => members[index] === true)),
    }));
  return { options: distinct(options), complete: true };
}

/** When the regions are too many: a text of each shape, and one of each glob that has a shape. */
function plainOptions(
  named: ReadonlyMap<string, Glob>,
  shapes: readonly Glob[],
  choose: (text: Glob) => Option["choice"],
): readonly Option[] {
  const globs = [...named].slice(0, MAX_PLAIN);
  const texts = [...shapes, ...globs.map(([, one]) => one)].map((one) =>
    one.map((token) => (isWildcard(token) ? FILLER : token)),
  );
  const options = texts
    .filter((text) => shapes.some((shape) => matches(shape, text)))
    .map((text) => ({
      choice: choose(text),
      holds: new Set([...named].filter(([, one]) => matches(one, text)).map(([name]) => name)),
    }));
  return distinct(options);
}
