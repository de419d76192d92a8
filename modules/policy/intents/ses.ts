/** What `ses` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";

/** Mail from an identity. Version 2 of the API authorises raw messages as `send-raw`. */
export const ses: Intent<VerbOf<"ses">> = {
  sid: "Ses",
  page: "https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html",
  verbs: {
    send: {
      does: "send mail as",
      sid: "Send",
      groups: [{ actions: ["ses:SendEmail"], on: ["identity", "configuration-set", "template"], limits: ["from"] }],
    },
    "send-raw": {
      does: "send raw mail as",
      sid: "SendRaw",
      groups: [{ actions: ["ses:SendRawEmail"], on: ["identity", "configuration-set"], limits: ["from"] }],
    },
  },
  resources: {
    identity: { arn: "arn:PARTITION:ses:REGION:ACCOUNT:identity/IDENTITY" },
    "configuration-set": { arn: "arn:PARTITION:ses:REGION:ACCOUNT:configuration-set/NAME" },
    template: { arn: "arn:PARTITION:ses:REGION:ACCOUNT:template/NAME" },
  },
  limits: { from: { operator: "StringEquals", key: "ses:FromAddress" } },
};
