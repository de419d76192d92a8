/** What `sqs`, `sns`, `kinesis`, `firehose`, `events`, `kafka` and `ses` stand for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent, Limit } from "./intent";

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

// PutEvents carries a list; ForAllValues is also true of an empty one, which Null excludes.
function everyEvent(key: string): Limit {
  return { operator: "ForAllValues:StringEquals", key, and: { Null: { [key]: ["false"] } } };
}

/** Events to a bus. EventBridge encrypts with its own rights. */
export const events: Intent<VerbOf<"events">> = {
  sid: "Events",
  page: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html",
  verbs: {
    put: {
      does: "put events on bus",
      sid: "Put",
      groups: [{ actions: ["events:PutEvents"], on: ["event-bus"], limits: ["source", "detailType"] }],
    },
  },
  resources: { "event-bus": { arn: "arn:PARTITION:events:REGION:ACCOUNT:event-bus/BUS" } },
  limits: { source: everyEvent("events:source"), detailType: everyEvent("events:detail-type") },
};

const connect = { actions: ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"], on: ["cluster"], sid: "Connect" };

/** Topics of an MSK cluster. Producers are idempotent by default since Kafka 3.0, which the cluster authorises. */
export const kafka: Intent<VerbOf<"kafka">> = {
  sid: "Kafka",
  page: "https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html",
  verbs: {
    read: {
      does: "read topics of",
      sid: "Read",
      groups: [
        connect,
        { actions: ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"], on: ["topic"] },
        { actions: ["kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup"], on: ["group"], sid: "JoinGroup" },
      ],
    },
    write: {
      does: "write topics of",
      sid: "Write",
      groups: [
        { ...connect, actions: [...connect.actions, "kafka-cluster:WriteDataIdempotently"] },
        { actions: ["kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"], on: ["topic"] },
        {
          actions: ["kafka-cluster:DescribeTransactionalId", "kafka-cluster:AlterTransactionalId"],
          on: ["transactional-id"],
          sid: "Transact",
        },
      ],
    },
  },
  resources: {
    cluster: { arn: "arn:PARTITION:kafka:REGION:ACCOUNT:cluster/NAME/UUID" },
    topic: { arn: "arn:PARTITION:kafka:REGION:ACCOUNT:topic/NAME/UUID/TOPIC" },
    group: { arn: "arn:PARTITION:kafka:REGION:ACCOUNT:group/NAME/UUID/GROUP" },
    "transactional-id": { arn: "arn:PARTITION:kafka:REGION:ACCOUNT:transactional-id/NAME/UUID/ID" },
  },
};

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
