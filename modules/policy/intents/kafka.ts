/** What `kafka` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";

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
