/** What opens a resource to other principals, whose accounts need not be of the organization (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html). */
import { rulesOf } from "../table";

export const resourcePolicies = rulesOf(`
bucket-policy | s3:PutBucketPolicy | let anybody into a bucket | aws:AmazonS3/latest/API/API_PutBucketPolicy
bucket-acl | s3:PutBucketAcl | let another account, or everybody, list and write a bucket | aws:AmazonS3/latest/API/API_PutBucketAcl
object-acl | s3:PutObjectAcl | let another account, or everybody, read an object | aws:AmazonS3/latest/API/API_PutObjectAcl
object-version-acl | s3:PutObjectVersionAcl | let another account, or everybody, read a version of an object | aws:AmazonS3/latest/API/API_PutObjectAcl
access-point-policy | s3:PutAccessPointPolicy | let others reach a bucket through an access point | aws:AmazonS3/latest/API/API_control_PutAccessPointPolicy
object-lambda-policy | s3:PutAccessPointPolicyForObjectLambda | let others reach a bucket through an Object Lambda access point | aws:AmazonS3/latest/API/API_control_PutAccessPointPolicyForObjectLambda
multi-region-policy | s3:PutMultiRegionAccessPointPolicy | let others reach buckets through a multi-region access point | aws:AmazonS3/latest/API/API_control_PutMultiRegionAccessPointPolicy
access-grant | s3:CreateAccessGrant | grant others credentials for a prefix | aws:AmazonS3/latest/API/API_control_CreateAccessGrant
bucket-public-access | s3:PutBucketPublicAccessBlock | switch off what keeps a bucket from being public | aws:AmazonS3/latest/API/API_PutPublicAccessBlock
account-public-access | s3:PutAccountPublicAccessBlock | switch off what keeps every bucket of the account from being public | aws:AmazonS3/latest/API/API_control_PutPublicAccessBlock
directory-bucket-policy | s3express:PutBucketPolicy | let anybody into a directory bucket | aws:AmazonS3/latest/API/API_PutBucketPolicy
table-bucket-policy | s3tables:PutTableBucketPolicy | let anybody into a table bucket | aws:AmazonS3/latest/API/API_s3Buckets_PutTableBucketPolicy
s3-table-policy | s3tables:PutTablePolicy | let anybody read a table in S3 | aws:AmazonS3/latest/API/API_s3Buckets_PutTablePolicy
vector-bucket-policy | s3vectors:PutVectorBucketPolicy | let anybody into a vector bucket | aws:AmazonS3/latest/API/API_S3VectorBuckets_PutVectorBucketPolicy
file-system-policy | elasticfilesystem:PutFileSystemPolicy | let anybody mount a file system | aws:efs/latest/ug/API_PutFileSystemPolicy
vault-policy | backup:PutBackupVaultAccessPolicy | let other accounts copy recovery points out of a vault, or into it | aws:aws-backup/latest/devguide/API_PutBackupVaultAccessPolicy
topic-permission | sns:AddPermission | let other accounts subscribe to a topic, or publish to it | aws:sns/latest/api/API_AddPermission
topic-attributes | sns:SetTopicAttributes | exchange the policy of a topic | aws:sns/latest/api/API_SetTopicAttributes
queue-permission | sqs:AddPermission | let other accounts receive the messages of a queue | aws:AWSSimpleQueueService/latest/APIReference/API_AddPermission
queue-attributes | sqs:SetQueueAttributes | exchange the policy of a queue | aws:AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes
bus-permission | events:PutPermission | let other accounts use an event bus | aws:eventbridge/latest/APIReference/API_PutPermission
stream-policy | kinesis:PutResourcePolicy | let other accounts read a stream | aws:kinesis/latest/APIReference/API_PutResourcePolicy
cluster-policy | kafka:PutClusterPolicy | let other accounts connect to a Kafka cluster | aws:msk/1.0/apireference/clusters-clusterarn-policy
sender-policy | ses:PutIdentityPolicy | let other accounts send mail in its name | aws:ses/latest/APIReference/API_PutIdentityPolicy
sender-policy-create | ses:CreateEmailIdentityPolicy | let other accounts send mail in its name | aws:ses/latest/APIReference-V2/API_CreateEmailIdentityPolicy
sender-policy-update | ses:UpdateEmailIdentityPolicy | let other accounts send mail in its name | aws:ses/latest/APIReference-V2/API_UpdateEmailIdentityPolicy
table-policy | dynamodb:PutResourcePolicy | let other accounts read and write a table or its stream | aws:amazondynamodb/latest/APIReference/API_PutResourcePolicy
domain-config | es:UpdateDomainConfig | exchange the access policy of a search domain | aws:opensearch-service/latest/APIReference/API_UpdateDomainConfig
elasticsearch-domain-config | es:UpdateElasticsearchDomainConfig | exchange the access policy of a search domain by the older interface | aws:opensearch-service/latest/APIReference/API_UpdateDomainConfig
catalog-policy | glue:PutResourcePolicy | let other accounts read the data catalog | aws:glue/latest/dg/aws-glue-api-jobs-security
lake-permission | lakeformation:GrantPermissions | grant other accounts databases and tables of the data lake | aws:lake-formation/latest/APIReference/API_GrantPermissions
warehouse-policy | redshift:PutResourcePolicy | let other accounts into a data warehouse | aws:redshift/latest/APIReference/API_PutResourcePolicy
warehouse-share | redshift:AuthorizeDataShare | share live data with another account | aws:redshift/latest/APIReference/API_AuthorizeDataShare
secret-policy | secretsmanager:PutResourcePolicy | let anybody read a secret | aws:secretsmanager/latest/apireference/API_PutResourcePolicy
parameter-policy | ssm:PutResourcePolicy | share a parameter with other accounts | aws:systems-manager/latest/APIReference/API_PutResourcePolicy
document-permission | ssm:ModifyDocumentPermission | share a document, and what stands in it, with other accounts or everybody | aws:systems-manager/latest/APIReference/API_ModifyDocumentPermission
key-policy | kms:PutKeyPolicy | let anybody use or manage a key | aws:kms/latest/APIReference/API_PutKeyPolicy
key-grant | kms:CreateGrant | let another principal use a key, past the reach of policies | aws:kms/latest/APIReference/API_CreateGrant
authority-policy | acm-pca:PutPolicy | let other accounts issue certificates | aws:privateca/latest/APIReference/API_PutPolicy
repository-policy | ecr:SetRepositoryPolicy | let anybody pull from a repository, or push to it | aws:AmazonECR/latest/APIReference/API_SetRepositoryPolicy
registry-policy | ecr:PutRegistryPolicy | let other accounts replicate images into the registry | aws:AmazonECR/latest/APIReference/API_PutRegistryPolicy
function-permission | lambda:AddPermission | let anybody call a function | aws:lambda/latest/dg/API_AddPermission
layer-permission | lambda:AddLayerVersionPermission | let anybody read the code of a layer | aws:lambda/latest/dg/API_AddLayerVersionPermission
api-policy | apigateway:UpdateRestApiPolicy | let anybody call a private API | aws:apigateway/latest/developerguide/apigateway-resource-policies
build-policy | codebuild:PutResourcePolicy | share build projects with other accounts | aws:codebuild/latest/APIReference/API_PutResourcePolicy
package-domain-policy | codeartifact:PutDomainPermissionsPolicy | let other accounts into every package repository of a domain | aws:codeartifact/latest/APIReference/API_PutDomainPermissionsPolicy
package-policy | codeartifact:PutRepositoryPermissionsPolicy | let other accounts read packages, or publish them | aws:codeartifact/latest/APIReference/API_PutRepositoryPermissionsPolicy
log-policy | logs:PutResourcePolicy | let others reach log groups | aws:AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy
log-destination-policy | logs:PutDestinationPolicy | let other accounts use a log destination | aws:AmazonCloudWatchLogs/latest/APIReference/API_PutDestinationPolicy
share-create | ram:CreateResourceShare | share resources with any account | aws:ram/latest/APIReference/API_CreateResourceShare
share-associate | ram:AssociateResourceShare | add resources or accounts to what is shared already | aws:ram/latest/APIReference/API_AssociateResourceShare
function-url | lambda:CreateFunctionUrlConfig, lambda:UpdateFunctionUrlConfig | give a function an address that anybody may call | aws:lambda/latest/api/API_CreateFunctionUrlConfig
`);
