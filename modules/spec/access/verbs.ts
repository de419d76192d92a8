/** The verbs of every intent, in the order in which the catalogue and the documentation list them. */
export const verbs = {
  s3: ["read", "write", "delete", "list", "locate"],
  dynamodb: ["read", "scan", "write", "describe", "partiql-select", "partiql-insert", "partiql-update", "partiql-delete"],
  "dynamodb-stream": ["read", "list"],
  "rds-connect": ["connect"],
  "rds-data": ["execute"],
  sqs: ["consume", "send"],
  sns: ["publish"],
  kinesis: ["read", "write"],
  firehose: ["write"],
  events: ["put"],
  states: ["start", "start-sync", "describe", "stop", "report"],
  lambda: ["invoke"],
  secret: ["read", "write"],
  parameter: ["read", "tree", "write"],
  kms: ["decrypt", "encrypt", "generate-data-key", "sign", "verify", "generate-mac", "verify-mac", "get-public-key", "describe"],
  bedrock: ["invoke", "stream"],
  efs: ["read", "write", "root"],
  metrics: ["put"],
  xray: ["put"],
  "elasticache-connect": ["connect"],
  kafka: ["read", "write"],
  opensearch: ["get", "head", "post", "put", "patch", "delete", "call"],
  ses: ["send", "send-raw"],
  "assume-role": ["assume"],
} as const;

/** An intent that has verbs: every one but `statement`. */
export type CatalogueIntent = keyof typeof verbs;

/** The verbs of one intent. */
export type VerbOf<I extends CatalogueIntent> = (typeof verbs)[I][number];
