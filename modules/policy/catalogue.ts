/** The catalogue of intents, and how one item of an `access` list becomes statements. */
import type { Access } from "../model/access/access";
import type { AccountRegion } from "../model/model";
import type { CatalogueIntent, VerbOf } from "../spec/access/verbs";
import { assumeRole, bedrock, lambda, states } from "./intents/compute";
import { elasticacheConnect, opensearch, rdsConnect, rdsData } from "./intents/database";
import { intentGrants } from "./intents/grants";
import type { Intent } from "./intents/intent";
import { events, firehose, kafka, kinesis, ses, sns, sqs } from "./intents/messaging";
import { kms, parameter, secret } from "./intents/secret";
import { statementGrant } from "./intents/statement";
import { dynamodb, dynamodbStream, efs, s3 } from "./intents/storage";
import { metrics, xray } from "./intents/telemetry";
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
export function accessGrants(access: Access, place: AccountRegion): readonly Grant[] {
  return access.intent === "statement" ? [statementGrant(access)] : intentGrants(access, catalogue[access.intent], place);
}
