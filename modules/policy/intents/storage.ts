/** What `s3`, `dynamodb`, `dynamodb-stream` and `efs` stand for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";

const objects = ["object", "accesspointobject"];
const buckets = ["bucket", "accesspoint"];
const owner = ["owner", "organization"];
const keysUnknown = "the keys of objects are not known before they are written";

/** Objects of a bucket or behind an access point. */
export const s3: Intent<VerbOf<"s3">> = {
  sid: "S3",
  page: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html",
  verbs: {
    read: {
      does: "read objects of",
      sid: "Read",
      groups: [
        { actions: ["s3:GetObject"], on: objects, limits: owner },
        { actions: ["s3:GetObjectVersion"], on: objects, limits: owner, flag: "versions" },
      ],
      key: [{ actions: ["kms:Decrypt"] }],
    },
    write: {
      does: "write objects of",
      sid: "Write",
      groups: [{ actions: ["s3:PutObject", "s3:AbortMultipartUpload"], on: objects, limits: owner }],
      // The parts of a multipart upload are encrypted one by one, and decrypted when the upload completes.
      key: [{ actions: ["kms:GenerateDataKey", "kms:Decrypt"] }],
    },
    delete: {
      does: "delete objects of",
      sid: "Delete",
      groups: [
        { actions: ["s3:DeleteObject"], on: objects, limits: owner },
        { actions: ["s3:DeleteObjectVersion"], on: objects, limits: owner, flag: "versions" },
      ],
    },
    list: {
      does: "list objects of",
      sid: "List",
      groups: [
        { actions: ["s3:ListBucket"], on: buckets, limits: ["prefix", ...owner] },
        { actions: ["s3:ListBucketVersions"], on: buckets, limits: ["prefix", ...owner], flag: "versions" },
      ],
    },
    locate: {
      does: "find the region of",
      sid: "Locate",
      groups: [{ actions: ["s3:GetBucketLocation"], on: buckets, limits: owner }],
    },
  },
  resources: {
    bucket: { arn: "arn:PARTITION:s3:::BUCKET" },
    object: { arn: "arn:PARTITION:s3:::BUCKET/PREFIX*", wildcard: keysUnknown },
    accesspoint: { arn: "arn:PARTITION:s3:REGION:ACCOUNT:accesspoint/NAME" },
    accesspointobject: { arn: "arn:PARTITION:s3:REGION:ACCOUNT:accesspoint/NAME/object/PREFIX*", wildcard: keysUnknown },
  },
  limits: {
    prefix: { operator: "StringLike", key: "s3:prefix" },
    owner: { operator: "StringEquals", key: "aws:ResourceAccount" },
    organization: { operator: "StringEquals", key: "aws:ResourceOrgID" },
  },
  encryption: {
    service: "s3",
    // The bucket's ARN with an S3 Bucket Key, the object's without.
    context: { "aws:s3:arn": ["bucket", "object"] },
    page: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
  },
};

const items = ["leadingKeys", "attributes"];
const written = ["leadingKeys", "writtenAttributes"];
const decrypt = [{ actions: ["kms:Decrypt"] }];
const tableKey = {
  service: "dynamodb",
  context: { "aws:dynamodb:tableName": ["@id"], "aws:dynamodb:subscriberId": ["@account"] },
  page: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html",
};

/** Items of a table. DynamoDB decrypts the table key with the caller's rights, for writes too. */
export const dynamodb: Intent<VerbOf<"dynamodb">> = {
  sid: "Dynamodb",
  page: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/using-identity-based-policies.html",
  verbs: {
    read: {
      does: "read items of",
      sid: "Read",
      groups: [
        { actions: ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem"], on: ["table"], limits: items },
        { actions: ["dynamodb:Query"], on: ["table", "index"], limits: items, sid: "Query" },
      ],
      key: decrypt,
    },
    scan: {
      does: "scan",
      sid: "Scan",
      groups: [{ actions: ["dynamodb:Scan"], on: ["table", "index"], limits: ["attributes"] }],
      key: decrypt,
    },
    write: {
      does: "write and delete items of",
      sid: "Write",
      groups: [
        {
          actions: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"],
          on: ["table"],
          limits: written,
        },
      ],
      key: decrypt,
    },
    describe: {
      does: "describe",
      sid: "Describe",
      groups: [{ actions: ["dynamodb:DescribeTable"], on: ["table"] }],
    },
    "partiql-select": {
      does: "select with PartiQL from",
      sid: "Select",
      groups: [{ actions: ["dynamodb:PartiQLSelect"], on: ["table", "index"], limits: items }],
      key: decrypt,
    },
    "partiql-insert": {
      does: "insert with PartiQL into",
      sid: "Insert",
      groups: [{ actions: ["dynamodb:PartiQLInsert"], on: ["table"], limits: written }],
      key: decrypt,
    },
    "partiql-update": {
      does: "update with PartiQL in",
      sid: "Update",
      groups: [{ actions: ["dynamodb:PartiQLUpdate"], on: ["table"], limits: written }],
      key: decrypt,
    },
    "partiql-delete": {
      does: "delete with PartiQL from",
      sid: "Delete",
      groups: [{ actions: ["dynamodb:PartiQLDelete"], on: ["table"], limits: written }],
      key: decrypt,
    },
  },
  resources: {
    table: { arn: "arn:PARTITION:dynamodb:REGION:ACCOUNT:table/TABLE" },
    index: {
      arn: "arn:PARTITION:dynamodb:REGION:ACCOUNT:table/TABLE/index/INDEX",
      wildcard: "every index of the table is asked for",
    },
  },
  limits: {
    // ForAllValues is also true without any value, as in a scan; Null closes that door
    // (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html).
    leadingKeys: {
      operator: "ForAllValues:StringEquals",
      key: "dynamodb:LeadingKeys",
      and: { Null: { "dynamodb:LeadingKeys": ["false"] } },
    },
    // Without a projection all attributes come back
    // (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html).
    attributes: {
      operator: "ForAllValues:StringEquals",
      key: "dynamodb:Attributes",
      and: { StringEqualsIfExists: { "dynamodb:Select": ["SPECIFIC_ATTRIBUTES"] } },
    },
    writtenAttributes: {
      operator: "ForAllValues:StringEquals",
      key: "dynamodb:Attributes",
      and: { StringEqualsIfExists: { "dynamodb:ReturnValues": ["NONE", "UPDATED_OLD", "UPDATED_NEW"] } },
    },
  },
  encryption: tableKey,
};

/** The stream of a table, encrypted under the table's key. */
export const dynamodbStream: Intent<VerbOf<"dynamodb-stream">> = {
  sid: "DynamodbStream",
  page: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/using-identity-based-policies.html",
  verbs: {
    read: {
      does: "read the stream of",
      sid: "Read",
      groups: [{ actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], on: ["stream"] }],
      key: decrypt,
    },
    list: { does: "list streams to find that of", sid: "List", groups: [{ actions: ["dynamodb:ListStreams"], on: [] }] },
  },
  resources: {
    stream: {
      arn: "arn:PARTITION:dynamodb:REGION:ACCOUNT:table/TABLE/stream/LABEL",
      wildcard: "the label of a stream is the time at which it was enabled",
    },
  },
  encryption: tableKey,
  wildcard: "dynamodb:ListStreams has no resource-level permissions",
};

const mounted = { Bool: { "elasticfilesystem:AccessedViaMountTarget": ["true"] } };
const mount = "elasticfilesystem:ClientMount";
const write = "elasticfilesystem:ClientWrite";
const fileSystem = { on: ["file-system"], limits: ["accessPoint"], always: mounted };

/** A file system. EFS decrypts with its own rights. */
export const efs: Intent<VerbOf<"efs">> = {
  sid: "Efs",
  page: "https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html",
  verbs: {
    read: { does: "mount and read", sid: "Read", groups: [{ actions: [mount], ...fileSystem }] },
    write: { does: "mount, read and write", sid: "Write", groups: [{ actions: [mount, write], ...fileSystem }] },
    root: {
      does: "mount, read and write as root",
      sid: "Root",
      groups: [{ actions: [mount, write, "elasticfilesystem:ClientRootAccess"], ...fileSystem }],
    },
  },
  resources: { "file-system": { arn: "arn:PARTITION:elasticfilesystem:REGION:ACCOUNT:file-system/FILE-SYSTEM-ID" } },
  limits: { accessPoint: { operator: "StringEquals", key: "elasticfilesystem:AccessPointArn" } },
};
