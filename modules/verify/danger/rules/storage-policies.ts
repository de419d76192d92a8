/**
 * Actions that open stored data to other principals, whose accounts need not be of the organization
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html).
 */
import { combined, type DangerRule } from "../rule";

const s3 = "AmazonS3/latest/API";

/** One action; `page` is where AWS's reference describes it. */
function opening(id: string, action: string, page: string, harm: string): DangerRule {
  return combined(id, [action], `https://docs.aws.amazon.com/${page}.html`, harm);
}

/** Buckets of every kind, file systems and backups. Each is a danger whatever else the role may do. */
export const storagePolicies: readonly DangerRule[] = [
  opening("bucket-policy", "s3:PutBucketPolicy", `${s3}/API_PutBucketPolicy`, "let anybody into a bucket"),
  opening(
    "bucket-acl",
    "s3:PutBucketAcl",
    `${s3}/API_PutBucketAcl`,
    "let another account, or everybody, list and write a bucket",
  ),
  opening("object-acl", "s3:PutObjectAcl", `${s3}/API_PutObjectAcl`, "let another account, or everybody, read an object"),
  opening(
    "object-version-acl",
    "s3:PutObjectVersionAcl",
    `${s3}/API_PutObjectAcl`,
    "let another account, or everybody, read a version of an object",
  ),
  opening(
    "access-point-policy",
    "s3:PutAccessPointPolicy",
    `${s3}/API_control_PutAccessPointPolicy`,
    "let others reach a bucket through an access point",
  ),
  opening(
    "object-lambda-policy",
    "s3:PutAccessPointPolicyForObjectLambda",
    `${s3}/API_control_PutAccessPointPolicyForObjectLambda`,
    "let others reach a bucket through an Object Lambda access point",
  ),
  opening(
    "multi-region-policy",
    "s3:PutMultiRegionAccessPointPolicy",
    `${s3}/API_control_PutMultiRegionAccessPointPolicy`,
    "let others reach buckets through a multi-region access point",
  ),
  opening("access-grant", "s3:CreateAccessGrant", `${s3}/API_control_CreateAccessGrant`, "grant others credentials for a prefix"),
  opening(
    "bucket-public-access",
    "s3:PutBucketPublicAccessBlock",
    `${s3}/API_PutPublicAccessBlock`,
    "switch off what keeps a bucket from being public",
  ),
  opening(
    "account-public-access",
    "s3:PutAccountPublicAccessBlock",
    `${s3}/API_control_PutPublicAccessBlock`,
    "switch off what keeps every bucket of the account from being public",
  ),
  opening(
    "directory-bucket-policy",
    "s3express:PutBucketPolicy",
    `${s3}/API_PutBucketPolicy`,
    "let anybody into a directory bucket",
  ),
  opening(
    "table-bucket-policy",
    "s3tables:PutTableBucketPolicy",
    `${s3}/API_s3Buckets_PutTableBucketPolicy`,
    "let anybody into a table bucket",
  ),
  opening("s3-table-policy", "s3tables:PutTablePolicy", `${s3}/API_s3Buckets_PutTablePolicy`, "let anybody read a table in S3"),
  opening(
    "vector-bucket-policy",
    "s3vectors:PutVectorBucketPolicy",
    `${s3}/API_S3VectorBuckets_PutVectorBucketPolicy`,
    "let anybody into a vector bucket",
  ),
  opening(
    "file-system-policy",
    "elasticfilesystem:PutFileSystemPolicy",
    "efs/latest/ug/API_PutFileSystemPolicy",
    "let anybody mount a file system",
  ),
  opening(
    "vault-policy",
    "backup:PutBackupVaultAccessPolicy",
    "aws-backup/latest/devguide/API_PutBackupVaultAccessPolicy",
    "let other accounts copy recovery points out of a vault, or into it",
  ),
];
