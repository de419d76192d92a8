/** The shape of `kms` items. */
import { z } from "zod";
import { keyReference, orVariable } from "../scalar";
import { common, intent } from "./item";

/** A key that the code calls itself. */
export const kms = intent(
  ["decrypt", "encrypt", "generate-data-key", "sign", "verify", "generate-mac", "verify-mac", "get-public-key", "describe"],
  (can) =>
    z
      .strictObject({
        key: keyReference.describe("Key: a name from `keys`, a key ARN, or a variable (empty means none)."),
        can,
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
      .describe("A KMS key that the code calls itself. Encrypted resources take `key` on their own item instead."),
);
