/** The shape of `lambda` items. */
import { z } from "zod";
import { common, elsewhere, intentOr, resource } from "./item";

/** A function, called synchronously or not. */
export const lambda = intentOr(["invoke"], "invoke", (can) =>
  z
    .strictObject({
      function: resource.describe("Function: its name, its ARN without a qualifier, or a variable."),
      qualifiers: z
        .union([z.literal("all"), z.array(z.string().min(1)).min(1)])
        .optional()
        .describe(
          "Only these versions and aliases, or `all` beside the function itself. Default: the function itself, unqualified.",
        ),
      can,
      ...elsewhere,
      ...common,
    })
    .describe("Invoke a Lambda function."),
);
