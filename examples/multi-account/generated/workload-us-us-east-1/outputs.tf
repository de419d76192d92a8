# Written by rolewright from platform.yaml: change that file and generate again, not this one.

output "cluster_arns" {
  description = "ARNs of the clusters, by the cluster's key"
  value = {
    us = aws_ecs_cluster.us.arn
  }
}

output "execution_role_arns" {
  description = "ARNs of the execution roles, by service"
  value = {
    "orders-us" = aws_iam_role.orders_us_execution.arn
  }
}

output "execution_role_names" {
  description = "Names of the execution roles, by service"
  value = {
    "orders-us" = aws_iam_role.orders_us_execution.name
  }
}

output "role_policies" {
  description = "Permissions as JSON, by role; in parts as `role/policy` where one policy is too small"
  value = {
    "orders-orders-us-execution" = aws_iam_role_policy.orders_us_execution.policy
    "orders-orders-us-task"      = aws_iam_role_policy.orders_us_task.policy
  }
}

output "task_definition_arns" {
  description = "ARNs of the task definitions with their revisions, by service"
  value = {
    "orders-us" = aws_ecs_task_definition.orders_us.arn
  }
}

output "task_role_arns" {
  description = "ARNs of the task roles, by service; role overrides as `service/override`"
  value = {
    "orders-us" = aws_iam_role.orders_us_task.arn
  }
}

output "task_role_names" {
  description = "Names of the task roles, by service; role overrides as `service/override`"
  value = {
    "orders-us" = aws_iam_role.orders_us_task.name
  }
}
