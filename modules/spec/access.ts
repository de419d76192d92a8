/** The shape of one item of an `access` list: exactly one intent. */
import { z } from "zod";
import { assumeRole, bedrock, lambda, states } from "./access/compute";
import { elasticacheConnect, opensearch, rdsConnect, rdsData } from "./access/database";
import { events, firehose, kafka, kinesis, ses, sns, sqs } from "./access/messaging";
import { kms, parameter, secret } from "./access/secret";
import { statement } from "./access/statement";
import { dynamodb, dynamodbStream, efs, s3 } from "./access/storage";
import { metrics, xray } from "./access/telemetry";

const intents = {
  s3: s3.optional(),
  dynamodb: dynamodb.optional(),
  "dynamodb-stream": dynamodbStream.optional(),
  "rds-connect": rdsConnect.optional(),
  "rds-data": rdsData.optional(),
  sqs: sqs.optional(),
  sns: sns.optional(),
  kinesis: kinesis.optional(),
  firehose: firehose.optional(),
  events: events.optional(),
  states: states.optional(),
  lambda: lambda.optional(),
  secret: secret.optional(),
  parameter: parameter.optional(),
  kms: kms.optional(),
  bedrock: bedrock.optional(),
  efs: efs.optional(),
  metrics: metrics.optional(),
  xray: xray.optional(),
  "elasticache-connect": elasticacheConnect.optional(),
  kafka: kafka.optional(),
  opensearch: opensearch.optional(),
  ses: ses.optional(),
  "assume-role": assumeRole.optional(),
  statement: statement.optional(),
};

/** One item: `{ s3: { bucket: photos, can: read } }`. */
export const access = z
  .strictObject({
    ...intents,
    "security-group": z
      .unknown()
      .optional()
      .describe("Always refused: a security group filters packets and grants nothing; name it in `deployment.securityGroups`."),
    appmesh: z.unknown().optional().describe("Always refused: AWS App Mesh ended on 2026-09-30; use Service Connect."),
  })
  .refine((item) => Object.keys(item).length === 1, {
    error: "an access item names exactly one intent",
    params: { help: "begin a new item with `-` for every intent" },
  })
  .meta({ minProperties: 1, maxProperties: 1 })
  .describe("One thing that the task role may do: exactly one intent.");

/** An item that has passed its schema. */
export type AccessSpec = z.output<typeof access>;

/** The intents of the catalogue, and `statement`. */
export type IntentName = keyof typeof intents;

/** The options of one intent. */
export type IntentSpec<I extends IntentName> = NonNullable<AccessSpec[I]>;
