/** Actions that have AWS itself carry data away: shared snapshots, replication, exports, subscriptions. */
import { combined, type DangerRule } from "../rule";

/** One action; `page` is where AWS's reference describes it. */
function copying(id: string, action: string, page: string, harm: string): DangerRule {
  return combined(id, [action], `https://docs.aws.amazon.com/${page}.html`, harm);
}

const ec2 = "AWSEC2/latest/APIReference";
const rds = "AmazonRDS/latest/APIReference";
const logs = "AmazonCloudWatchLogs/latest/APIReference";

/** Each is a danger whatever else the role may do: what is copied is outside every policy here. */
export const copies: readonly DangerRule[] = [
  copying(
    "snapshot-share",
    "ec2:ModifySnapshotAttribute",
    `${ec2}/API_ModifySnapshotAttribute`,
    "share a volume's snapshot with any account",
  ),
  copying("image-share", "ec2:ModifyImageAttribute", `${ec2}/API_ModifyImageAttribute`, "share a machine image with any account"),
  copying(
    "database-snapshot-share",
    "rds:ModifyDBSnapshotAttribute",
    `${rds}/API_ModifyDBSnapshotAttribute`,
    "share a database's snapshot with any account",
  ),
  copying(
    "database-cluster-snapshot-share",
    "rds:ModifyDBClusterSnapshotAttribute",
    `${rds}/API_ModifyDBClusterSnapshotAttribute`,
    "share a database cluster's snapshot with any account",
  ),
  copying(
    "warehouse-snapshot-share",
    "redshift:AuthorizeSnapshotAccess",
    "redshift/latest/APIReference/API_AuthorizeSnapshotAccess",
    "share a data warehouse's snapshot with any account",
  ),
  copying(
    "bucket-replication",
    "s3:PutReplicationConfiguration",
    "AmazonS3/latest/API/API_PutBucketReplication",
    "have S3 copy every new object to a bucket of any account",
  ),
  copying(
    "table-export",
    "dynamodb:ExportTableToPointInTime",
    "amazondynamodb/latest/APIReference/API_ExportTableToPointInTime",
    "have DynamoDB write a whole table to a bucket, of another account too",
  ),
  copying(
    "file-system-replication",
    "elasticfilesystem:CreateReplicationConfiguration",
    "efs/latest/ug/API_CreateReplicationConfiguration",
    "have EFS keep a copy of a file system in any account",
  ),
  copying(
    "repository-replication",
    "ecr:PutReplicationConfiguration",
    "AmazonECR/latest/APIReference/API_PutReplicationConfiguration",
    "have ECR copy every image to the registry of any account",
  ),
  copying(
    "log-subscription",
    "logs:PutSubscriptionFilter",
    `${logs}/API_PutSubscriptionFilter`,
    "have a log group sent to any account as it grows",
  ),
  copying(
    "log-account-policy",
    "logs:PutAccountPolicy",
    `${logs}/API_PutAccountPolicy`,
    "have every log group of the account sent to any account",
  ),
  copying(
    "event-target",
    "events:PutTargets",
    "eventbridge/latest/APIReference/API_PutTargets",
    "have events sent to a bus of any account",
  ),
  copying(
    "topic-subscription",
    "sns:Subscribe",
    "sns/latest/api/API_Subscribe",
    "have what is published sent to any address or account",
  ),
  copying(
    "delivery-destination",
    "firehose:UpdateDestination",
    "firehose/latest/APIReference/API_UpdateDestination",
    "have a delivery stream write somewhere else",
  ),
];
