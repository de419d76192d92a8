/** The shape of `s3`, `dynamodb`, `dynamodb-stream` and `efs` items. */
import { z } from "zod";
import { keyReference, orVariable, region } from "../scalar";
import { can, canOr, common, elsewhere, oneOrMore, resource } from "./item";
import { verbs } from "./verbs";

/** Objects of a bucket. */
export const s3 = z
  .strictObject({
    bucket: resource.describe("Bucket: its name, its ARN, the ARN of an access point, or a variable."),
    can: can(verbs.s3),
    prefix: oneOrMore(z.string().min(1))
      .optional()
      .describe("Only keys that start so, literally (`raw/`); also narrows `list` to these prefixes. Default: every key."),
    versions: z.boolean().default(false).describe("Earlier versions of the objects too. Default: false."),
    key: keyReference.optional(),
    region: region.optional().describe("Region of the bucket, for the key. Default: the service's."),
    owner: z
      .string()
      .min(1)
      .optional()
      .describe("Account that must own the bucket: a name from `accounts` or twelve digits. Default: whoever owns it."),
    organizationOnly: z
      .boolean()
      .default(false)
      .describe("Only while the bucket belongs to `organization` (`aws:ResourceOrgID`). Default: false."),
    ...common,
  })
  .describe("Objects of an S3 bucket.");

/** Items of a table. */
export const dynamodb = z
  .strictObject({
    table: resource.describe("Table: its name, its ARN, or a variable."),
    can: can(verbs.dynamodb),
    indexes: z
      .union([z.literal("all"), z.array(z.string().min(1)).min(1)])
      .optional()
      .describe("Secondary indexes that may be queried and scanned: names, or `all`. Default: none."),
    leadingKeys: oneOrMore(z.string().min(1))
      .optional()
      .describe("Only items with these partition key values. Default: every item."),
    attributes: oneOrMore(z.string().min(1))
      .optional()
      .describe("Only these attributes; the keys of the table must be among them. Default: every attribute."),
    key: keyReference.optional(),
    ...elsewhere,
    ...common,
  })
  .describe("Items of a DynamoDB table.");

/** The change records of a table. */
export const dynamodbStream = z
  .strictObject({
    table: resource.describe("Table: its name, its ARN, or a variable."),
    label: orVariable(z.string().min(1))
      .optional()
      .describe("Label of the stream, the time it was enabled. Default: whichever stream the table has."),
    can: canOr(verbs["dynamodb-stream"], "read"),
    key: keyReference.optional(),
    ...elsewhere,
    ...common,
  })
  .describe("The stream of a DynamoDB table.");

/** A file system, through mount targets only. */
export const efs = z
  .strictObject({
    fileSystem: resource.describe("File system: its id, its ARN, or a variable."),
    can: can(verbs.efs),
    accessPoint: resource.optional().describe("Only through this access point: its id, its ARN, or a variable. Default: any."),
    ...elsewhere,
    ...common,
  })
  .describe("An EFS file system mounted with IAM authorisation. Volumes of the service get this by themselves.");
