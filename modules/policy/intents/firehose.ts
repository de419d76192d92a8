/** What `firehose` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";

/** Records to a Firehose stream. Firehose encrypts and delivers with its own rights. */
export const firehose: Intent<VerbOf<"firehose">> = {
  sid: "Firehose",
  page: "https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html",
  verbs: {
    write: {
      does: "write records to Firehose stream",
      sid: "Write",
      groups: [{ actions: ["firehose:PutRecord", "firehose:PutRecordBatch"], on: ["deliverystream"] }],
    },
  },
  resources: { deliverystream: { arn: "arn:PARTITION:firehose:REGION:ACCOUNT:deliverystream/STREAM" } },
};
