/** The shape of `sqs`, `sns`, `kinesis`, `firehose`, `events`, `kafka` and `ses` items. */
import { z } from "zod";
import { keyReference, orVariable } from "../scalar";
import { can, canOr, common, elsewhere, oneOrMore, resource } from "./item";
import { verbs } from "./verbs";

/** Messages of a queue. */
export const sqs = z
  .strictObject({
    queue: resource.describe("Queue: its name, its ARN, or a variable."),
    can: can(verbs.sqs),
    key: keyReference.optional(),
    ...elsewhere,
    ...common,
  })
  .describe("Messages of an SQS queue.");

/** Messages to a topic. */
export const sns = z
  .strictObject({
    topic: resource.describe("Topic: its name, its ARN, or a variable."),
    can: canOr(verbs.sns, "publish"),
    key: keyReference.optional(),
    ...elsewhere,
    ...common,
  })
  .describe("Publish to an SNS topic.");

/** Records of a data stream. */
export const kinesis = z
  .strictObject({
    stream: resource.describe("Data stream: its name, its ARN, or a variable."),
    can: can(verbs.kinesis),
    consumer: orVariable(z.string().min(1))
      .optional()
      .describe(
        "Enhanced fan-out consumer that `read` subscribes with: its name, its ARN, or a variable with the name. Default: none, shared throughput.",
      ),
    key: keyReference.optional(),
    ...elsewhere,
    ...common,
  })
  .describe("Records of a Kinesis data stream.");

/** Records to a delivery stream. */
export const firehose = z
  .strictObject({
    stream: resource.describe("Firehose stream: its name, its ARN, or a variable."),
    can: canOr(verbs.firehose, "write"),
    ...elsewhere,
    ...common,
  })
  .describe("Write to a Firehose stream.");

/** Events to a bus. */
export const events = z
  .strictObject({
    bus: resource.describe("Event bus: its name (`default`), its ARN, or a variable."),
    can: canOr(verbs.events, "put"),
    source: oneOrMore(z.string().min(1)).optional().describe("Only events from these sources. Default: any source."),
    detailType: oneOrMore(z.string().min(1)).optional().describe("Only events of these detail types. Default: any."),
    ...elsewhere,
    ...common,
  })
  .describe("Put events on an EventBridge bus.");

/** Topics of an MSK cluster with IAM access control. */
export const kafka = z
  .strictObject({
    cluster: orVariable(z.string().min(1)).describe(
      "MSK cluster: `name/uuid` as at the end of its ARN, the ARN, or a variable with `name/uuid`.",
    ),
    can: can(verbs.kafka),
    topics: oneOrMore(z.string().min(1)).describe("Topics, by their exact names."),
    groups: oneOrMore(z.string().min(1)).optional().describe("Consumer groups that `read` joins. Default: none."),
    transactionalIds: oneOrMore(z.string().min(1)).optional().describe("Transactional ids of producers. Default: none."),
    ...elsewhere,
    ...common,
  })
  .describe("Topics of an MSK cluster with IAM access control.");

/** Mail from an identity. */
export const ses = z
  .strictObject({
    identity: resource.describe("Identity to send from: a domain, an address, its ARN, or a variable."),
    can: canOr(verbs.ses, "send"),
    from: oneOrMore(z.string().min(1)).optional().describe("Only from these addresses. Default: any of the identity."),
    configurationSet: resource.optional().describe("Configuration set that the mail uses. Default: none."),
    template: resource.optional().describe("Stored template that `send` uses. Default: none."),
    ...elsewhere,
    ...common,
  })
  .describe("Send mail with SES.");
