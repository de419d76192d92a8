# Written by rolewright from platform.yaml: change that file and generate again, not this one.

output "cluster_arns" {
  description = "ARNs of the clusters, by the cluster's key"
  value = {
    "on-ec2"     = aws_ecs_cluster.on_ec2.arn
    "on-fargate" = aws_ecs_cluster.on_fargate.arn
  }
}

output "execution_role_arns" {
  description = "ARNs of the execution roles, by service"
  value = {
    "shop-ec2"     = aws_iam_role.shop_ec2_execution.arn
    "shop-fargate" = aws_iam_role.shop_fargate_execution.arn
  }
}

output "execution_role_names" {
  description = "Names of the execution roles, by service"
  value = {
    "shop-ec2"     = aws_iam_role.shop_ec2_execution.name
    "shop-fargate" = aws_iam_role.shop_fargate_execution.name
  }
}

output "instance_role_arns" {
  description = "ARNs of the instance roles, by capacity"
  value = {
    "taxonomy-on-ec2" = aws_iam_role.on_ec2_instance.arn
  }
}

output "instance_role_names" {
  description = "Names of the instance roles, by capacity"
  value = {
    "taxonomy-on-ec2" = aws_iam_role.on_ec2_instance.name
  }
}

output "repository_urls" {
  description = "URLs of the ECR repositories, by the repository's key"
  value = {
    shop = aws_ecr_repository.shop.repository_url
  }
}

output "role_policies" {
  description = "Permissions as JSON, by role; in parts as `role/policy` where one policy is too small"
  value = {
    "taxonomy-on-ec2-instance"        = aws_iam_role_policy.on_ec2_instance.policy
    "taxonomy-shop-ec2-execution"     = aws_iam_role_policy.shop_ec2_execution.policy
    "taxonomy-shop-ec2-task"          = aws_iam_role_policy.shop_ec2_task.policy
    "taxonomy-shop-fargate-execution" = aws_iam_role_policy.shop_fargate_execution.policy
    "taxonomy-shop-fargate-task"      = aws_iam_role_policy.shop_fargate_task.policy
  }
}

output "task_definition_arns" {
  description = "ARNs of the task definitions with their revisions, by service"
  value = {
    "health-check" = aws_ecs_task_definition.health_check.arn
    "shop-ec2"     = aws_ecs_task_definition.shop_ec2.arn
    "shop-fargate" = aws_ecs_task_definition.shop_fargate.arn
  }
}

output "task_role_arns" {
  description = "ARNs of the task roles, by service; role overrides as `service/override`"
  value = {
    "health-check" = aws_iam_role.health_check_task.arn
    "shop-ec2"     = aws_iam_role.shop_ec2_task.arn
    "shop-fargate" = aws_iam_role.shop_fargate_task.arn
  }
}

output "task_role_names" {
  description = "Names of the task roles, by service; role overrides as `service/override`"
  value = {
    "health-check" = aws_iam_role.health_check_task.name
    "shop-ec2"     = aws_iam_role.shop_ec2_task.name
    "shop-fargate" = aws_iam_role.shop_fargate_task.name
  }
}
