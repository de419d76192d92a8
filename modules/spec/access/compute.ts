/** The shape of `states`, `lambda`, `bedrock` and `assume-role` items. */
import { z } from "zod";
import { keyReference, orVariable, region } from "../scalar";
import { canOr, common, elsewhere, resource } from "./item";
import { verbs } from "./verbs";

/** Executions of a state machine. */
export const states = z
  .strictObject({
    machine: resource.describe("State machine: its name, its ARN, or a variable."),
    can: canOr(verbs.states, "start"),
    key: keyReference.optional(),
    ...elsewhere,
    ...common,
  })
  .describe("Executions of a Step Functions state machine.");

/** A function, called synchronously or not. */
export const lambda = z
  .strictObject({
    function: resource.describe("Function: its name, its ARN without a qualifier, or a variable."),
    qualifiers: z
      .union([z.literal("all"), z.array(z.string().min(1)).min(1)])
      .optional()
      .describe(
        "Only these versions and aliases, or `all` beside the function itself. Default: the function itself, unqualified.",
      ),
    can: canOr(verbs.lambda, "invoke"),
    ...elsewhere,
    ...common,
  })
  .describe("Invoke a Lambda function.");

/** Model inference; `Converse` is authorised as `invoke`, `ConverseStream` as `stream`. */
export const bedrock = z
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
    can: canOr(verbs.bedrock, "invoke"),
    ...elsewhere,
    ...common,
  })
  .describe("Run a Bedrock model (`InvokeModel`, `Converse`).");

/** Another role. */
export const assumeRole = z
  .strictObject({
    role: resource.describe("Role: its name in `account`, its ARN, or a variable."),
    can: canOr(verbs["assume-role"], "assume"),
    externalId: orVariable(z.string().min(2).max(1224))
      .optional()
      .describe("External id that the call must carry. Default: none."),
    account: elsewhere.account,
    ...common,
  })
  .describe("Assume another role, whose trust policy must name this one.");
