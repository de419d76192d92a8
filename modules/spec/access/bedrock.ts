/** The shape of `bedrock` items. */
import { z } from "zod";
import { region } from "../scalar";
import { common, elsewhere, intentOr, resource } from "./item";

/** Model inference; `Converse` is authorised as `invoke`, `ConverseStream` as `stream`. */
export const bedrock = intentOr(["invoke", "stream"], "invoke", (can) =>
  z
    .strictObject({
      model: resource
        .optional()
        .describe(
          "Foundation model id, the ARN of any kind of model, or a variable. Required unless `profile` tells it. Default: the profile's.",
        ),
      profile: resource
        .optional()
        .describe("Inference profile: its id (`eu.vendor.model`), its ARN, or a variable. Default: none, the model itself."),
      regions: z
        .array(z.union([region, z.literal("global")]))
        .min(1)
        .optional()
        .describe(
          "Every region that the profile sends requests to; `global` for the ARN without region of global profiles. Required with `profile`. Default: none.",
        ),
      guardrail: resource.optional().describe("Only with this guardrail, which may then be applied. Default: none is demanded."),
      can,
      ...elsewhere,
      ...common,
    })
    .describe("Run a Bedrock model (`InvokeModel`, `Converse`)."),
);
