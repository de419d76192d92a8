/** What `s3` stands for. */
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
