/** What `dynamodb-stream` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import { tableKey } from "./dynamodb";
import type { Intent } from "./intent";

const decrypt = [{ actions: ["kms:Decrypt"] }];

/** The stream of a table, encrypted under the table's key. */
export const dynamodbStream: Intent<VerbOf<"dynamodb-stream">> = {
  sid: "DynamodbStream",
  page: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/using-identity-based-policies.html",
  verbs: {
    read: {
      does: "read the stream of",
      sid: "Read",
      groups: [{ actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], on: ["stream"] }],
      key: decrypt,
    },
    list: { does: "list streams to find that of", sid: "List", groups: [{ actions: ["dynamodb:ListStreams"], on: [] }] },
  },
  resources: {
    stream: {
      arn: "arn:PARTITION:dynamodb:REGION:ACCOUNT:table/TABLE/stream/LABEL",
      wildcard: "the label of a stream is the time at which it was enabled",
    },
  },
  encryption: tableKey,
  wildcard: "dynamodb:ListStreams has no resource-level permissions",
};
