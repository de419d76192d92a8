/** What has AWS itself carry data away: shared snapshots, replication, exports, subscriptions. What is copied is outside every policy here. */
import { rulesOf } from "../table";

export const copies = rulesOf(`
snapshot-share | ec2:ModifySnapshotAttribute | share a volume's snapshot with any account | aws:AWSEC2/latest/APIReference/API_ModifySnapshotAttribute
image-share | ec2:ModifyImageAttribute | share a machine image with any account | aws:AWSEC2/latest/APIReference/API_ModifyImageAttribute
database-snapshot-share | rds:ModifyDBSnapshotAttribute | share a database's snapshot with any account | aws:AmazonRDS/latest/APIReference/API_ModifyDBSnapshotAttribute
database-cluster-snapshot-share | rds:ModifyDBClusterSnapshotAttribute | share a database cluster's snapshot with any account | aws:AmazonRDS/latest/APIReference/API_ModifyDBClusterSnapshotAttribute
warehouse-snapshot-share | redshift:AuthorizeSnapshotAccess | share a data warehouse's snapshot with any account | aws:redshift/latest/APIReference/API_AuthorizeSnapshotAccess
bucket-replication | s3:PutReplicationConfiguration | have S3 copy every new object to a bucket of any account | aws:AmazonS3/latest/API/API_PutBucketReplication
table-export | dynamodb:ExportTableToPointInTime | have DynamoDB write a whole table to a bucket, of another account too | aws:amazondynamodb/latest/APIReference/API_ExportTableToPointInTime
file-system-replication | elasticfilesystem:CreateReplicationConfiguration | have EFS keep a copy of a file system in any account | aws:efs/latest/ug/API_CreateReplicationConfiguration
repository-replication | ecr:PutReplicationConfiguration | have ECR copy every image to the registry of any account | aws:AmazonECR/latest/APIReference/API_PutReplicationConfiguration
log-subscription | logs:PutSubscriptionFilter | have a log group sent to any account as it grows | aws:AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter
log-account-policy | logs:PutAccountPolicy | have every log group of the account sent to any account | aws:AmazonCloudWatchLogs/latest/APIReference/API_PutAccountPolicy
event-target | events:PutTargets | have events sent to a bus of any account | aws:eventbridge/latest/APIReference/API_PutTargets
topic-subscription | sns:Subscribe | have what is published sent to any address or account | aws:sns/latest/api/API_Subscribe
delivery-destination | firehose:UpdateDestination | have a delivery stream write somewhere else | aws:firehose/latest/APIReference/API_UpdateDestination
backup-copy | backup:StartCopyJob | have AWS Backup copy what it keeps to a vault of any account | aws:aws-backup/latest/devguide/API_StartCopyJob
`);
