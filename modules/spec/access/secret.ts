/** The shape of `secret`, `parameter` and `kms` items. */
import { z } from "zod";
import { keyReference, orVariable } from "../scalar";
import { can, canOr, common, elsewhere, resource } from "./item";
import { verbs } from "./verbs";

/** A secret that the code reads itself. */
export const secret = z
  .strictObject({
    secret: resource.describe("Secret: its name without the random suffix, its complete ARN, or a variable."),
    can: canOr(verbs.secret, "read"),
    key: keyReference.optional(),
    ...elsewhere,
    ...common,
  })
  .describe("A Secrets Manager secret that the code reads itself. Secrets of `containers` need no item.");

/** A parameter that the code reads itself. */
export const parameter = z
  .strictObject({
    parameter: resource.describe("Parameter: its name, with `tree` the path above it, its ARN, or a variable with the name."),
    can: canOr(verbs.parameter, "read"),
    tier: z
      .enum(["standard", "advanced"])
      .default("standard")
      .describe("Tier of a SecureString that is written: decides what `write` needs on the key. Default: `standard`."),
    key: keyReference.optional(),
    ...elsewhere,
    ...common,
  })
  .describe("A Systems Manager parameter that the code reads itself. Secrets of `containers` need no item.");

/** A key that the code calls itself. */
export const kms = z
  .strictObject({
    key: keyReference.describe("Key: a name from `keys`, a key ARN, or a variable (empty means none)."),
    can: can(verbs.kms),
    via: z
      .string()
      .min(1)
      .optional()
      .describe(
        "Only when this service calls the key for the task: first word of its host name (`s3`). Default: direct calls too.",
      ),
    context: z
      .record(z.string().min(1), orVariable(z.string().min(1)))
      .optional()
      .describe("Only with this encryption context. Default: any."),
    ...common,
  })
  .describe("A KMS key that the code calls itself. Encrypted resources take `key` on their own item instead.");
