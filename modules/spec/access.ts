/** The shape of one item of an `access` list: exactly one intent. */
import { z } from "zod";
import { type CatalogueIntent, intents, type OptionsOf } from "./access/intents";
import { statement } from "./access/statement";

type IntentOptions = { [I in CatalogueIntent]: z.ZodOptional<(typeof intents)[I]["options"]> };

// The keys and their schemas are those of `intents`, which the compiler does not follow through `Object.entries`.
const options = Object.fromEntries(
  Object.entries(intents).map(([name, intent]) => [name, intent.options.optional()]),
) as IntentOptions;

/** One item: `{ s3: { bucket: photos, can: read } }`. */
export const access = z
  .strictObject({
    ...options,
    statement: statement.optional(),
    "security-group": z
      .unknown()
      .optional()
      .describe("Always refused: a security group filters packets and grants nothing; name it in `deployment.securityGroups`."),
    appmesh: z.unknown().optional().describe("Always refused: AWS App Mesh ended on 2026-09-30; use Service Connect."),
  })
  .refine((item) => Object.keys(item).length === 1, {
    error: "an access item names exactly one intent",
    params: { help: "begin a new item with `-` for every intent" },
  })
  .meta({ minProperties: 1, maxProperties: 1 })
  .describe("One thing that the task role may do: exactly one intent.");

/** An item that has passed its schema. */
export type AccessSpec = z.output<typeof access>;

/** The intents of the catalogue, and `statement`. */
export type IntentName = CatalogueIntent | "statement";

/** The options of one intent. */
export type IntentSpec<I extends IntentName> = I extends CatalogueIntent ? OptionsOf<I> : z.output<typeof statement>;
