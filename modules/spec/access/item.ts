/** What the items of every intent share: how they name resources, verbs and end dates. */
import { z } from "zod";
import { name, orVariable, region, until, variable } from "../scalar";

/** Options of every intent. */
export const common = {
  until: until.optional(),
  why: z.string().min(1).max(500).optional().describe("Why this is granted, in your own words. Default: none."),
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

/** Verbs of an intent, one or a list. Every verb is asked for: there is no default. */
export function can<const V extends readonly [string, ...string[]]>(verbs: V) {
  return oneOrMore(z.enum(verbs)).describe(`What the task may do, one or a list of ${listed(verbs)}.`);
}

/** Verbs of an intent whose name says what is meant: `fallback` is what an item without `can` asks for. */
export function canOr<const V extends readonly [string, ...string[]]>(verbs: V, fallback: V[number]) {
  return oneOrMore(z.enum(verbs))
    .optional()
    .describe(`What the task may do, one or a list of ${listed(verbs)}. Default: \`${fallback}\`.`);
}

/** One value or a list of at least one. */
export function oneOrMore<T extends z.ZodType>(schema: T): z.ZodUnion<[T, z.ZodArray<T>]> {
  return z.union([schema, z.array(schema).min(1)]);
}

/** How the platform file names a resource. */
export type ResourceReference = z.output<typeof resource>;

function listed(verbs: readonly string[]): string {
  return verbs.map((verb) => `\`${verb}\``).join(", ");
}
