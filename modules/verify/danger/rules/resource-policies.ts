/**
 * Actions that open a resource to other principals, whose accounts need not be of the organization
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html).
 */
import { combined, type DangerRule } from "../rule";

const api = {
  sqs: "AWSSimpleQueueService/latest/APIReference",
  redshift: "redshift/latest/APIReference",
  codeartifact: "codeartifact/latest/APIReference",
  ses: "ses/latest/APIReference-V2",
  ecr: "AmazonECR/latest/APIReference",
  kms: "kms/latest/APIReference",
  logs: "AmazonCloudWatchLogs/latest/APIReference",
  opensearch: "opensearch-service/latest/APIReference",
} as const;

/** One action; `page` is where AWS's reference describes it. */
function opening(id: string, action: string, page: string, harm: string): DangerRule {
  return combined(id, [action], `https://docs.aws.amazon.com/${page}.html`, harm);
}

const messaging: readonly DangerRule[] = [
  opening(
    "topic-permission",
    "sns:AddPermission",
    "sns/latest/api/API_AddPermission",
    "let other accounts subscribe to a topic, or publish to it",
  ),
  opening(
    "topic-attributes",
    "sns:SetTopicAttributes",
    "sns/latest/api/API_SetTopicAttributes",
    "exchange the policy of a topic",
  ),
  opening(
    "queue-permission",
    "sqs:AddPermission",
    `${api.sqs}/API_AddPermission`,
    "let other accounts receive the messages of a queue",
  ),
  opening("queue-attributes", "sqs:SetQueueAttributes", `${api.sqs}/API_SetQueueAttributes`, "exchange the policy of a queue"),
  opening(
    "bus-permission",
    "events:PutPermission",
    "eventbridge/latest/APIReference/API_PutPermission",
    "let other accounts use an event bus",
  ),
  opening(
    "stream-policy",
    "kinesis:PutResourcePolicy",
    "kinesis/latest/APIReference/API_PutResourcePolicy",
    "let other accounts read a stream",
  ),
  opening(
    "cluster-policy",
    "kafka:PutClusterPolicy",
    "msk/1.0/apireference/clusters-clusterarn-policy",
    "let other accounts connect to a Kafka cluster",
  ),
  opening(
    "sender-policy",
    "ses:PutIdentityPolicy",
    "ses/latest/APIReference/API_PutIdentityPolicy",
    "let other accounts send mail in its name",
  ),
  opening(
    "sender-policy-create",
    "ses:CreateEmailIdentityPolicy",
    `${api.ses}/API_CreateEmailIdentityPolicy`,
    "let other accounts send mail in its name",
  ),
  opening(
    "sender-policy-update",
    "ses:UpdateEmailIdentityPolicy",
    `${api.ses}/API_UpdateEmailIdentityPolicy`,
    "let other accounts send mail in its name",
  ),
];

const databases: readonly DangerRule[] = [
  opening(
    "table-policy",
    "dynamodb:PutResourcePolicy",
    "amazondynamodb/latest/APIReference/API_PutResourcePolicy",
    "let other accounts read and write a table or its stream",
  ),
  opening(
    "domain-config",
    "es:UpdateDomainConfig",
    `${api.opensearch}/API_UpdateDomainConfig`,
    "exchange the access policy of a search domain",
  ),
  opening(
    "elasticsearch-domain-config",
    "es:UpdateElasticsearchDomainConfig",
    `${api.opensearch}/API_UpdateDomainConfig`,
    "exchange the access policy of a search domain by the older interface",
  ),
  opening(
    "catalog-policy",
    "glue:PutResourcePolicy",
    "glue/latest/dg/aws-glue-api-jobs-security",
    "let other accounts read the data catalog",
  ),
  opening(
    "lake-permission",
    "lakeformation:GrantPermissions",
    "lake-formation/latest/APIReference/API_GrantPermissions",
    "grant other accounts databases and tables of the data lake",
  ),
  opening(
    "warehouse-policy",
    "redshift:PutResourcePolicy",
    `${api.redshift}/API_PutResourcePolicy`,
    "let other accounts into a data warehouse",
  ),
  opening(
    "warehouse-share",
    "redshift:AuthorizeDataShare",
    `${api.redshift}/API_AuthorizeDataShare`,
    "share live data with another account",
  ),
];

const secretsAndCode: readonly DangerRule[] = [
  opening(
    "secret-policy",
    "secretsmanager:PutResourcePolicy",
    "secretsmanager/latest/apireference/API_PutResourcePolicy",
    "let anybody read a secret",
  ),
  opening(
    "parameter-policy",
    "ssm:PutResourcePolicy",
    "systems-manager/latest/APIReference/API_PutResourcePolicy",
    "share a parameter with other accounts",
  ),
  opening(
    "document-permission",
    "ssm:ModifyDocumentPermission",
    "systems-manager/latest/APIReference/API_ModifyDocumentPermission",
    "share a document, and what stands in it, with other accounts or everybody",
  ),
  opening("key-policy", "kms:PutKeyPolicy", `${api.kms}/API_PutKeyPolicy`, "let anybody use or manage a key"),
  opening(
    "key-grant",
    "kms:CreateGrant",
    `${api.kms}/API_CreateGrant`,
    "let another principal use a key, past the reach of policies",
  ),
  opening(
    "authority-policy",
    "acm-pca:PutPolicy",
    "privateca/latest/APIReference/API_PutPolicy",
    "let other accounts issue certificates",
  ),
  opening(
    "repository-policy",
    "ecr:SetRepositoryPolicy",
    `${api.ecr}/API_SetRepositoryPolicy`,
    "let anybody pull from a repository, or push to it",
  ),
  opening(
    "registry-policy",
    "ecr:PutRegistryPolicy",
    `${api.ecr}/API_PutRegistryPolicy`,
    "let other accounts replicate images into the registry",
  ),
  opening("function-permission", "lambda:AddPermission", "lambda/latest/dg/API_AddPermission", "let anybody call a function"),
  opening(
    "layer-permission",
    "lambda:AddLayerVersionPermission",
    "lambda/latest/dg/API_AddLayerVersionPermission",
    "let anybody read the code of a layer",
  ),
  opening(
    "api-policy",
    "apigateway:UpdateRestApiPolicy",
    "apigateway/latest/developerguide/apigateway-resource-policies",
    "let anybody call a private API",
  ),
  opening(
    "build-policy",
    "codebuild:PutResourcePolicy",
    "codebuild/latest/APIReference/API_PutResourcePolicy",
    "share build projects with other accounts",
  ),
  opening(
    "package-domain-policy",
    "codeartifact:PutDomainPermissionsPolicy",
    `${api.codeartifact}/API_PutDomainPermissionsPolicy`,
    "let other accounts into every package repository of a domain",
  ),
  opening(
    "package-policy",
    "codeartifact:PutRepositoryPermissionsPolicy",
    `${api.codeartifact}/API_PutRepositoryPermissionsPolicy`,
    "let other accounts read packages, or publish them",
  ),
];

const wholesale: readonly DangerRule[] = [
  opening("log-policy", "logs:PutResourcePolicy", `${api.logs}/API_PutResourcePolicy`, "let others reach log groups"),
  opening(
    "log-destination-policy",
    "logs:PutDestinationPolicy",
    `${api.logs}/API_PutDestinationPolicy`,
    "let other accounts use a log destination",
  ),
  opening(
    "share-create",
    "ram:CreateResourceShare",
    "ram/latest/APIReference/API_CreateResourceShare",
    "share resources with any account",
  ),
  opening(
    "share-associate",
    "ram:AssociateResourceShare",
    "ram/latest/APIReference/API_AssociateResourceShare",
    "add resources or accounts to what is shared already",
  ),
];

/** Each is a danger whatever else the role may do. */
export const resourcePolicies: readonly DangerRule[] = [...messaging, ...databases, ...secretsAndCode, ...wholesale];
