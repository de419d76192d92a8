/** What `rds-connect`, `rds-data`, `elasticache-connect` and `opensearch` stand for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent, Verb } from "./intent";
import { secretEncryption } from "./secret";

/** IAM database authentication. Describing databases is not needed to connect to one. */
export const rdsConnect: Intent<VerbOf<"rds-connect">> = {
  sid: "Rds",
  page: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html",
  verbs: { connect: { does: "connect to database", sid: "Connect", groups: [{ actions: ["rds-db:connect"], on: ["db-user"] }] } },
  resources: { "db-user": { arn: "arn:PARTITION:rds-db:REGION:ACCOUNT:dbuser:RESOURCE-ID/USER" } },
};

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

function method(name: string): Verb {
  const sid = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return { does: `send ${name.toUpperCase()} requests to`, sid, groups: [{ actions: [`es:ESHttp${sid}`], on: ["domain"] }] };
}

/** A domain by HTTP method; a serverless collection as a whole, its data access policy says what exactly. */
export const opensearch: Intent<VerbOf<"opensearch">> = {
  sid: "Opensearch",
  page: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html",
  verbs: {
    get: method("get"),
    head: method("head"),
    post: method("post"),
    put: method("put"),
    patch: method("patch"),
    delete: method("delete"),
    call: { does: "call collection", sid: "Call", groups: [{ actions: ["aoss:APIAccessAll"], on: ["collection"] }] },
  },
  resources: {
    domain: {
      arn: "arn:PARTITION:es:REGION:ACCOUNT:domain/DOMAIN/PATH*",
      wildcard: "requests are authorised by their path, which ends in names that are not known before",
    },
    collection: { arn: "arn:PARTITION:aoss:REGION:ACCOUNT:collection/COLLECTION-ID" },
  },
};
