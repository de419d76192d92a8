/** What `sqs` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";

const queueFacts = ["sqs:GetQueueUrl", "sqs:GetQueueAttributes"];

/** Messages of a queue. */
export const sqs: Intent<VerbOf<"sqs">> = {
  sid: "Sqs",
  page: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-using-identity-based-policies.html",
  verbs: {
    consume: {
      does: "receive and delete messages of queue",
      sid: "Consume",
      groups: [
        { actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", ...queueFacts], on: ["queue"] },
      ],
      key: [{ actions: ["kms:Decrypt"] }],
    },
    send: {
      does: "send messages to queue",
      sid: "Send",
      groups: [{ actions: ["sqs:SendMessage", ...queueFacts], on: ["queue"] }],
      key: [{ actions: ["kms:GenerateDataKey", "kms:Decrypt"] }],
    },
  },
  resources: { queue: { arn: "arn:PARTITION:sqs:REGION:ACCOUNT:QUEUE" } },
  encryption: {
    service: "sqs",
    context: { "aws:sqs:arn": ["queue"] },
    page: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html",
  },
};
