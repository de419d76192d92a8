/** The intents of the catalogue, registered once: names, options and verbs. Every other list of intents is typed by this one. */
import type { z } from "zod";
import { assumeRole } from "./assume-role";
import { bedrock } from "./bedrock";
import { dynamodb } from "./dynamodb";
import { dynamodbStream } from "./dynamodb-stream";
import { efs } from "./efs";
import { elasticacheConnect } from "./elasticache-connect";
import { events } from "./events";
import { firehose } from "./firehose";
import type { IntentSchema } from "./item";
import { kafka } from "./kafka";
import { kinesis } from "./kinesis";
import { kms } from "./kms";
import { lambda } from "./lambda";
import { metrics } from "./metrics";
import { opensearch } from "./opensearch";
import { parameter } from "./parameter";
import { rdsConnect } from "./rds-connect";
import { rdsData } from "./rds-data";
import { s3 } from "./s3";
import { secret } from "./secret";
import { ses } from "./ses";
import { sns } from "./sns";
import { sqs } from "./sqs";
import { states } from "./states";
import { xray } from "./xray";

/** Each intent by the name that `access` takes, in the order in which the documentation lists them. */
export const intents = {
  s3,
  dynamodb,
  "dynamodb-stream": dynamodbStream,
  "rds-connect": rdsConnect,
  "rds-data": rdsData,
  sqs,
  sns,
  kinesis,
  firehose,
  events,
  states,
  lambda,
  secret,
  parameter,
  kms,
  bedrock,
  efs,
  metrics,
  xray,
  "elasticache-connect": elasticacheConnect,
  kafka,
  opensearch,
  ses,
  "assume-role": assumeRole,
} as const satisfies Readonly<Record<string, IntentSchema>>;

/** An intent of the catalogue: every one but `statement`. */
export type CatalogueIntent = keyof typeof intents;

/** The verbs of one intent. */
export type VerbOf<I extends CatalogueIntent> = (typeof intents)[I]["verbs"][number];

/** The options of one intent. */
export type OptionsOf<I extends CatalogueIntent> = z.output<(typeof intents)[I]["options"]>;
