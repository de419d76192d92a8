/** The shape of `ses` items. */
import { z } from "zod";
import { common, elsewhere, intentOr, oneOrMore, resource } from "./item";

/** Mail from an identity. */
export const ses = intentOr(["send", "send-raw"], "send", (can) =>
  z
    .strictObject({
      identity: resource.describe("Identity to send from: a domain, an address, its ARN, or a variable."),
      can,
      from: oneOrMore(z.string().min(1)).optional().describe("Only from these addresses. Default: any of the identity."),
      configurationSet: resource.optional().describe("Configuration set that the mail uses. Default: none."),
      template: resource.optional().describe("Stored template that `send` uses. Default: none."),
      ...elsewhere,
      ...common,
    })
    .describe("Send mail with SES."),
);
