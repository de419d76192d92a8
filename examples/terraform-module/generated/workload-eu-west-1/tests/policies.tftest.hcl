mock_provider "aws" {}

run "statements_without_keys" {
  command = plan

  variables {
    archive_bucket      = "sample-1"
    database_secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:sample-2-AbCdEf"
    image_tag           = "sample-3"
    kms_key_arn         = ""
  }

  assert {
    condition     = join(" ", jsondecode(aws_iam_role_policy.invoices_execution.policy).Statement[*].Sid) == "GetRegistryToken PullImages SendLogs ReadSecrets ReadParameters"
    error_message = "Role billing-invoices-execution must have exactly these statements."
  }

  assert {
    condition     = join(" ", jsondecode(aws_iam_role_policy.invoices_task.policy).Statement[*].Sid) == "ReadWriteDynamodbInvoices WriteS3ArchiveBucket"
    error_message = "Role billing-invoices-task must have exactly these statements."
  }
}

run "statements_with_kms_key_arn" {
  command = plan

  variables {
    archive_bucket      = "sample-1"
    database_secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:sample-2-AbCdEf"
    image_tag           = "sample-3"
    kms_key_arn         = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-4000-8000-000000000004"
  }

  assert {
    condition     = join(" ", jsondecode(aws_iam_role_policy.invoices_execution.policy).Statement[*].Sid) == "GetRegistryToken PullImages SendLogs ReadSecrets ReadParameters DecryptSecrets"
    error_message = "Role billing-invoices-execution must have exactly these statements."
  }

  assert {
    condition     = join(" ", jsondecode(aws_iam_role_policy.invoices_task.policy).Statement[*].Sid) == "DecryptDynamodbInvoices ReadWriteDynamodbInvoices WriteS3ArchiveBucket"
    error_message = "Role billing-invoices-task must have exactly these statements."
  }
}

run "refuses_wrong_archive_bucket" {
  command = plan

  variables {
    archive_bucket      = "*"
    database_secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:sample-2-AbCdEf"
    image_tag           = "sample-3"
    kms_key_arn         = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-4000-8000-000000000004"
  }

  expect_failures = [var.archive_bucket]
}

run "refuses_wrong_database_secret_arn" {
  command = plan

  variables {
    archive_bucket      = "sample-1"
    database_secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:*"
    image_tag           = "sample-3"
    kms_key_arn         = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-4000-8000-000000000004"
  }

  expect_failures = [var.database_secret_arn]
}

run "refuses_wrong_kms_key_arn" {
  command = plan

  variables {
    archive_bucket      = "sample-1"
    database_secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:sample-2-AbCdEf"
    image_tag           = "sample-3"
    kms_key_arn         = "arn:aws:kms:eu-west-1:123456789012:alias/sample"
  }

  expect_failures = [var.kms_key_arn]
}
