/** What `sns` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";

/** Messages to a topic. */
export const sns: Intent<VerbOf<"sns">> = {
  sid: "Sns",
  page: "https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html",
  verbs: {
    publish: {
      does: "publish to topic",
      sid: "Publish",
      groups: [{ actions: ["sns:Publish"], on: ["topic"] }],
      key: [{ actions: ["kms:GenerateDataKey", "kms:Decrypt"] }],
    },
  },
  resources: { topic: { arn: "arn:PARTITION:sns:REGION:ACCOUNT:TOPIC" } },
  encryption: {
    service: "sns",
    context: { "aws:sns:topicArn": ["topic"] },
    page: "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
  },
};
