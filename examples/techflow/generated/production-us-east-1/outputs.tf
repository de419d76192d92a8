# Written by rolewright from platform.yaml: change that file and generate again, not this one.

output "cluster_arns" {
  description = "ARNs of the clusters, by the cluster's key"
  value = {
    "production-cluster" = aws_ecs_cluster.production_cluster.arn
  }
}

output "execution_role_arns" {
  description = "ARNs of the execution roles, by service"
  value = {
    "inventory-reader" = aws_iam_role.inventory_reader_execution.arn
    "order-cache"      = aws_iam_role.order_cache_execution.arn
  }
}

output "execution_role_names" {
  description = "Names of the execution roles, by service"
  value = {
    "inventory-reader" = aws_iam_role.inventory_reader_execution.name
    "order-cache"      = aws_iam_role.order_cache_execution.name
  }
}

output "instance_role_arns" {
  description = "ARNs of the instance roles, by capacity"
  value = {
    "techflow-production-cluster" = aws_iam_role.production_cluster_instance.arn
  }
}

output "instance_role_names" {
  description = "Names of the instance roles, by capacity"
  value = {
    "techflow-production-cluster" = aws_iam_role.production_cluster_instance.name
  }
}

output "repository_urls" {
  description = "URLs of the ECR repositories, by the repository's key"
  value = {
    inventory = aws_ecr_repository.inventory.repository_url
    orders    = aws_ecr_repository.orders.repository_url
  }
}

output "role_policies" {
  description = "Permissions as JSON, by role; in parts as `role/policy` where one policy is too small"
  value = {
    "techflow-inventory-reader-execution"  = aws_iam_role_policy.inventory_reader_execution.policy
    "techflow-inventory-reader-task"       = aws_iam_role_policy.inventory_reader_task.policy
    "techflow-order-cache-execution"       = aws_iam_role_policy.order_cache_execution.policy
    "techflow-order-cache-task"            = aws_iam_role_policy.order_cache_task.policy
    "techflow-production-cluster-instance" = aws_iam_role_policy.production_cluster_instance.policy
  }
}

output "task_definition_arns" {
  description = "ARNs of the task definitions with their revisions, by service"
  value = {
    "inventory-reader" = aws_ecs_task_definition.inventory_reader.arn
    "order-cache"      = aws_ecs_task_definition.order_cache.arn
  }
}

output "task_role_arns" {
  description = "ARNs of the task roles, by service; role overrides as `service/override`"
  value = {
    "inventory-reader" = aws_iam_role.inventory_reader_task.arn
    "order-cache"      = aws_iam_role.order_cache_task.arn
  }
}

output "task_role_names" {
  description = "Names of the task roles, by service; role overrides as `service/override`"
  value = {
    "inventory-reader" = aws_iam_role.inventory_reader_task.name
    "order-cache"      = aws_iam_role.order_cache_task.name
  }
}
