/** What `elasticache-connect` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";

/** ElastiCache checks the cache and the user at once: both are in one statement. */
export const elasticacheConnect: Intent<VerbOf<"elasticache-connect">> = {
  sid: "Elasticache",
  page: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html",
  verbs: {
    connect: {
      does: "connect to cache",
      sid: "Connect",
      groups: [{ actions: ["elasticache:Connect"], on: ["replicationgroup", "serverlesscache", "user"] }],
    },
  },
  resources: {
    replicationgroup: { arn: "arn:PARTITION:elasticache:REGION:ACCOUNT:replicationgroup:NAME" },
    serverlesscache: { arn: "arn:PARTITION:elasticache:REGION:ACCOUNT:serverlesscache:NAME" },
    user: { arn: "arn:PARTITION:elasticache:REGION:ACCOUNT:user:USER-ID" },
  },
};
