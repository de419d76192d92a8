/** What `rds-connect` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";

/** IAM database authentication. Describing databases is not needed to connect to one. */
export const rdsConnect: Intent<VerbOf<"rds-connect">> = {
  sid: "Rds",
  page: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html",
  verbs: { connect: { does: "connect to database", sid: "Connect", groups: [{ actions: ["rds-db:connect"], on: ["db-user"] }] } },
  resources: { "db-user": { arn: "arn:PARTITION:rds-db:REGION:ACCOUNT:dbuser:RESOURCE-ID/USER" } },
};
