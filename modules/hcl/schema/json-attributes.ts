/**
 * Attributes whose text the AWS provider compares as a document and not as a string, so that another spelling of the same JSON is no
 * change, attributes that hold base64, and attributes whose text is a truth value or a number. Data, from the provider's schema (https://registry.terraform.io/providers/hashicorp/aws/latest/docs).
 */

/** Attribute paths (blocks joined by dots) by resource type. */
const jsonAttributes: Readonly<Record<string, readonly string[]>> = {
  aws_api_gateway_rest_api: ["policy"],
  aws_api_gateway_rest_api_policy: ["policy"],
  aws_backup_vault_policy: ["policy"],
  aws_cloudwatch_event_bus_policy: ["policy"],
  aws_cloudwatch_event_rule: ["event_pattern"],
  aws_cloudwatch_log_resource_policy: ["policy_document"],
  aws_codeartifact_domain_permissions_policy: ["policy_document"],
  aws_codeartifact_repository_permissions_policy: ["policy_document"],
  aws_codebuild_resource_policy: ["policy"],
  aws_dynamodb_resource_policy: ["policy"],
  aws_ecr_lifecycle_policy: ["policy"],
  aws_ecr_registry_policy: ["policy"],
  aws_ecr_repository_creation_template: ["lifecycle_policy", "repository_policy"],
  aws_ecr_repository_policy: ["policy"],
  aws_ecrpublic_repository_policy: ["policy"],
  aws_ecs_task_definition: ["container_definitions"],
  aws_efs_file_system_policy: ["policy"],
  aws_elasticsearch_domain: ["access_policies"],
  aws_elasticsearch_domain_policy: ["access_policies"],
  aws_glue_resource_policy: ["policy"],
  aws_iam_group_policy: ["policy"],
  aws_iam_policy: ["policy"],
  aws_iam_role: ["assume_role_policy", "inline_policy.policy"],
  aws_iam_role_policy: ["policy"],
  aws_iam_user_policy: ["policy"],
  aws_kinesis_resource_policy: ["policy"],
  aws_kms_external_key: ["policy"],
  aws_kms_key: ["policy"],
  aws_kms_key_policy: ["policy"],
  aws_kms_replica_external_key: ["policy"],
  aws_kms_replica_key: ["policy"],
  aws_msk_cluster_policy: ["policy"],
  aws_opensearch_domain: ["access_policies"],
  aws_opensearch_domain_policy: ["access_policies"],
  aws_organizations_policy: ["content"],
  aws_organizations_resource_policy: ["content"],
  aws_redshift_resource_policy: ["policy"],
  aws_s3_access_point: ["policy"],
  aws_s3_bucket: ["policy"],
  aws_s3_bucket_policy: ["policy"],
  aws_s3control_access_point_policy: ["policy"],
  aws_s3control_bucket_policy: ["policy"],
  aws_secretsmanager_secret: ["policy"],
  aws_secretsmanager_secret_policy: ["policy"],
  aws_ses_identity_policy: ["policy"],
  aws_sns_topic: ["policy"],
  aws_sns_topic_policy: ["policy"],
  aws_sqs_queue: ["policy", "redrive_allow_policy", "redrive_policy"],
  aws_sqs_queue_policy: ["policy"],
  aws_ssoadmin_permission_set_inline_policy: ["inline_policy"],
  aws_transfer_access: ["policy"],
  aws_transfer_user: ["policy"],
  aws_vpc_endpoint: ["policy"],
  aws_vpc_endpoint_policy: ["policy"],
};

/** Attributes of type string that hold `true`, `false` or a number; Terraform converts from either. */
const scalarAttributes: Readonly<Record<string, readonly string[]>> = {
  aws_ecs_task_definition: ["cpu", "memory"],
  aws_launch_template: [
    "block_device_mappings.ebs.delete_on_termination",
    "block_device_mappings.ebs.encrypted",
    "ebs_optimized",
    "network_interfaces.associate_carrier_ip_address",
    "network_interfaces.associate_public_ip_address",
    "network_interfaces.delete_on_termination",
    "network_interfaces.primary_ipv6",
  ],
};

const base64Attributes: Readonly<Record<string, readonly string[]>> = {
  aws_instance: ["user_data_base64"],
  aws_launch_configuration: ["user_data_base64"],
  aws_launch_template: ["user_data"],
  aws_spot_instance_request: ["user_data_base64"],
};

/** Whether the provider takes this attribute's text as a JSON document. */
export function isDocument(type: string, attribute: string): boolean {
  return Object.hasOwn(jsonAttributes, type) && jsonAttributes[type]?.includes(attribute) === true;
}

/**
 * Whether people write this text as a bare `true`, `false` or number, which Terraform converts to exactly the same text
 * (https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion).
 */
export function isScalar(type: string, attribute: string, text: string): boolean {
  if (!/^(?:true|false|0|[1-9][0-9]{0,9})$/.test(text)) return false;
  return Object.hasOwn(scalarAttributes, type) && scalarAttributes[type]?.includes(attribute) === true;
}

/** Whether this attribute's text is base64. */
export function isBase64(type: string, attribute: string): boolean {
  return Object.hasOwn(base64Attributes, type) && base64Attributes[type]?.includes(attribute) === true;
}
