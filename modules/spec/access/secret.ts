/** The shape of `secret` items. */
import { z } from "zod";
import { keyReference } from "../scalar";
import { common, elsewhere, intentOr, resource } from "./item";

/** A secret that the code reads itself. */
export const secret = intentOr(["read", "write"], "read", (can) =>
  z
    .strictObject({
      secret: resource.describe("Secret: its name without the random suffix, its complete ARN, or a variable."),
      can,
      key: keyReference.optional(),
      ...elsewhere,
      ...common,
    })
    .describe("A Secrets Manager secret that the code reads itself. Secrets of `containers` need no item."),
);
