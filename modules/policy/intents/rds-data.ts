/** What `rds-data` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";
import { secretEncryption } from "./secret";

/** The Data API, with the secret that each call names. */
export const rdsData: Intent<VerbOf<"rds-data">> = {
  sid: "RdsData",
  page: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.access.html",
  verbs: {
    execute: {
      does: "run SQL on",
      sid: "Execute",
      groups: [
        {
          actions: [
            "rds-data:ExecuteStatement",
            "rds-data:BatchExecuteStatement",
            "rds-data:BeginTransaction",
            "rds-data:CommitTransaction",
            "rds-data:RollbackTransaction",
          ],
          on: ["cluster"],
        },
        { actions: ["secretsmanager:GetSecretValue"], on: ["secret"], sid: "ReadSecret" },
      ],
      key: [{ actions: ["kms:Decrypt"] }],
    },
  },
  resources: {
    cluster: { arn: "arn:PARTITION:rds:REGION:ACCOUNT:cluster:CLUSTER" },
    secret: { arn: "arn:PARTITION:secretsmanager:REGION:ACCOUNT:secret:NAME-RANDOM" },
  },
  encryption: secretEncryption,
};
