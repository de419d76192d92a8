/** The shape of `parameter` items. */
import { z } from "zod";
import { keyReference } from "../scalar";
import { common, elsewhere, intentOr, resource } from "./item";

/** A parameter that the code reads itself. */
export const parameter = intentOr(["read", "tree", "write"], "read", (can) =>
  z
    .strictObject({
      parameter: resource.describe("Parameter: its name, with `tree` the path above it, its ARN, or a variable with the name."),
      can,
      tier: z
        .enum(["standard", "advanced"])
        .default("standard")
        .describe("Tier of a SecureString that is written: decides what `write` needs on the key. Default: `standard`."),
      key: keyReference.optional(),
      ...elsewhere,
      ...common,
    })
    .describe("A Systems Manager parameter that the code reads itself. Secrets of `containers` need no item."),
);
