# Written by rolewright from platform.yaml: change that file and generate again, not this one.

output "cluster_arns" {
  description = "ARNs of the clusters, by the cluster's key"
  value = {
    billing = aws_ecs_cluster.billing.arn
  }
}

output "execution_role_arns" {
  description = "ARNs of the execution roles, by service"
  value = {
    invoices = aws_iam_role.invoices_execution.arn
  }
}

output "execution_role_names" {
  description = "Names of the execution roles, by service"
  value = {
    invoices = aws_iam_role.invoices_execution.name
  }
}

output "repository_urls" {
  description = "URLs of the ECR repositories, by the repository's key"
  value = {
    invoices = aws_ecr_repository.invoices.repository_url
  }
}

output "role_policies" {
  description = "Permissions as JSON, by role; in parts as `role/policy` where one policy is too small"
  value = {
    "billing-invoices-execution" = aws_iam_role_policy.invoices_execution.policy
    "billing-invoices-task"      = aws_iam_role_policy.invoices_task.policy
  }
}

output "task_definition_arns" {
  description = "ARNs of the task definitions with their revisions, by service"
  value = {
    invoices = aws_ecs_task_definition.invoices.arn
  }
}

output "task_role_arns" {
  description = "ARNs of the task roles, by service; role overrides as `service/override`"
  value = {
    invoices = aws_iam_role.invoices_task.arn
  }
}

output "task_role_names" {
  description = "Names of the task roles, by service; role overrides as `service/override`"
  value = {
    invoices = aws_iam_role.invoices_task.name
  }
}
