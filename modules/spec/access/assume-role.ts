/** The shape of `assume-role` items. */
import { z } from "zod";
import { orVariable } from "../scalar";
import { common, elsewhere, intentOr, resource } from "./item";

/** Another role. */
export const assumeRole = intentOr(["assume"], "assume", (can) =>
  z
    .strictObject({
      role: resource.describe("Role: its name in `account`, its ARN, or a variable."),
      can,
      externalId: orVariable(z.string().min(2).max(1224))
        .optional()
        .describe("External id that the call must carry. Default: none."),
      account: elsewhere.account,
      ...common,
    })
    .describe("Assume another role, whose trust policy must name this one."),
);
