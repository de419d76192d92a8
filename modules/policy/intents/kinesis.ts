/** What `kinesis` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";

/** Records of a data stream; what enhanced fan-out needs is on the consumer's ARN, not on the stream's. */
export const kinesis: Intent<VerbOf<"kinesis">> = {
  sid: "Kinesis",
  page: "https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html",
  verbs: {
    read: {
      does: "read records of stream",
      sid: "Read",
      groups: [
        { actions: ["kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:ListShards"], on: ["stream"] },
        { actions: ["kinesis:GetShardIterator", "kinesis:GetRecords"], on: ["stream"], flag: "shared" },
        { actions: ["kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard"], on: ["consumer"], sid: "Subscribe" },
      ],
      key: [{ actions: ["kms:Decrypt"] }],
    },
    write: {
      does: "write records to stream",
      sid: "Write",
      groups: [{ actions: ["kinesis:PutRecord", "kinesis:PutRecords", "kinesis:ListShards"], on: ["stream"] }],
      key: [{ actions: ["kms:GenerateDataKey"] }],
    },
  },
  resources: {
    stream: { arn: "arn:PARTITION:kinesis:REGION:ACCOUNT:stream/STREAM" },
    consumer: {
      arn: "arn:PARTITION:kinesis:REGION:ACCOUNT:stream/STREAM/consumer/CONSUMER:CREATED",
      wildcard: "the ARN of a consumer ends in the time at which it was registered",
    },
  },
  encryption: {
    service: "kinesis",
    context: { "aws:kinesis:arn": ["stream"] },
    page: "https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html",
  },
};
