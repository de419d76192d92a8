/** The catalogue of intents, and how one item of an `access` list becomes statements. */
import type { AccessItem } from "../model/access/access";
import type { AccountRegion } from "../model/model";
import type { CatalogueIntent, VerbOf } from "../spec/access/intents";
import { assumeRole } from "./intents/assume-role";
import { bedrock } from "./intents/bedrock";
import { dynamodb } from "./intents/dynamodb";
import { dynamodbStream } from "./intents/dynamodb-stream";
import { efs } from "./intents/efs";
import { elasticacheConnect } from "./intents/elasticache-connect";
import { events } from "./intents/events";
import { firehose } from "./intents/firehose";
import { intentGrants } from "./intents/grants";
import type { Intent } from "./intents/intent";
import { kafka } from "./intents/kafka";
import { kinesis } from "./intents/kinesis";
import { kms } from "./intents/kms";
import { lambda } from "./intents/lambda";
import { metrics } from "./intents/metrics";
import { opensearch } from "./intents/opensearch";
import { parameter } from "./intents/parameter";
import { rdsConnect } from "./intents/rds-connect";
import { rdsData } from "./intents/rds-data";
import { s3 } from "./intents/s3";
import { secret } from "./intents/secret";
import { ses } from "./intents/ses";
import { sns } from "./intents/sns";
import { sqs } from "./intents/sqs";
import { statementGrant } from "./intents/statement";
import { states } from "./intents/states";
import { xray } from "./intents/xray";
import type { Grant } from "./statement";

/** Every intent with its verbs, actions, resources, conditions, encryption and AWS page. `statement` has no entry: it is the user's own. */
export const catalogue: { readonly [I in CatalogueIntent]: Intent<VerbOf<I>> } = {
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
};

/**
 * The statements that one item stands for, at least one. `place` is where the service runs. Sids are PascalCase and unique within the
 * item (`ReadS3Photos`); whoever puts several items into one policy makes them unique there. Every action accepts one of its statement's
 * resources, no list is empty, and a customer-managed key adds one statement, conditional when the key may be empty.
 */
export function accessGrants(access: AccessItem, place: AccountRegion): readonly Grant[] {
  return access.intent === "statement" ? [statementGrant(access)] : intentGrants(access, catalogue[access.intent], place);
}
