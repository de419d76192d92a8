/** What the items of every intent share: how they name resources, verbs and end dates. */
import { z } from "zod";
import { name, orVariable, region, remark, until, variable } from "../scalar";

/** Options of every intent. */
export const common = {
  until: until.optional(),
  why: remark.max(500).optional().describe("Why this is granted, in your own words. Default: none."),
};

/** Where a resource lives that is given by name. */
export const elsewhere = {
  account: name
    .optional()
    .describe("Account of a resource given by name: a name from `accounts` or twelve digits. Default: the service's."),
  region: region.optional().describe("Region of a resource given by name. Default: the service's."),
};

/** A resource: its name, its ARN, or a variable that holds one of them. */
export const resource = z
  .union([
    z.string().min(1),
    variable,
    z.strictObject({ arn: orVariable(z.string().min(1)).describe("The whole ARN, or a variable that holds it.") }),
  ])
  .describe("A name, an ARN, `{ var: x }` for a name or `{ arn: { var: x } }` for an ARN that only Terraform knows.");

/** One intent: its verbs in the order of the documentation, the verb of an item without `can`, and the options of an item. */
export interface IntentSchema<V extends Verbs = Verbs, O extends z.ZodType = z.ZodType> {
  readonly verbs: V;
  readonly fallback: V[number] | undefined;
  readonly options: O;
}

type Verbs = readonly [string, ...string[]];
type Can<V extends Verbs> = ReturnType<typeof oneOrMoreOf<V>>;

/** An intent whose every verb is asked for: there is no default. `options` puts `can` where the documentation lists it. */
export function intent<const V extends Verbs, O extends z.ZodType>(verbs: V, options: (can: Can<V>) => O): IntentSchema<V, O> {
  const can = oneOrMoreOf(verbs).describe(`What the task may do, one or a list of ${listed(verbs)}.`);
  return { verbs, fallback: undefined, options: options(can) };
}

/** An intent whose name says what is meant: `fallback` is what an item without `can` asks for. */
export function intentOr<const V extends Verbs, O extends z.ZodType>(
  verbs: V,
  fallback: V[number],
  options: (can: z.ZodOptional<Can<V>>) => O,
): IntentSchema<V, O> {
  const can = oneOrMoreOf(verbs)
    .optional()
    .describe(`What the task may do, one or a list of ${listed(verbs)}. Default: \`${fallback}\`.`);
  return { verbs, fallback, options: options(can) };
}

/** One value or a list of at least one. */
export function oneOrMore<T extends z.ZodType>(schema: T): z.ZodUnion<[T, z.ZodArray<T>]> {
  return z.union([schema, z.array(schema).min(1)]);
}

/** How the platform file names a resource. */
export type ResourceReference = z.output<typeof resource>;

function oneOrMoreOf<const V extends Verbs>(verbs: V) {
  return oneOrMore(z.enum(verbs));
}

function listed(verbs: readonly string[]): string {
  return verbs.map((verb) => `\`${verb}\``).join(", ");
}
