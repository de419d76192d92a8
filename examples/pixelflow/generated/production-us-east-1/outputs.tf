# Written by rolewright from platform.yaml: change that file and generate again, not this one.

output "cluster_arns" {
  description = "ARNs of the clusters, by the cluster's key"
  value = {
    images       = aws_ecs_cluster.images.arn
    "images-ec2" = aws_ecs_cluster.images_ec2.arn
  }
}

output "execution_role_arns" {
  description = "ARNs of the execution roles, by service"
  value = {
    thumbnailer       = aws_iam_role.thumbnailer_execution.arn
    "thumbnailer-ec2" = aws_iam_role.thumbnailer_ec2_execution.arn
  }
}

output "execution_role_names" {
  description = "Names of the execution roles, by service"
  value = {
    thumbnailer       = aws_iam_role.thumbnailer_execution.name
    "thumbnailer-ec2" = aws_iam_role.thumbnailer_ec2_execution.name
  }
}

output "instance_role_arns" {
  description = "ARNs of the instance roles, by capacity"
  value = {
    "pixelflow-images-ec2" = aws_iam_role.images_ec2_instance.arn
  }
}

output "instance_role_names" {
  description = "Names of the instance roles, by capacity"
  value = {
    "pixelflow-images-ec2" = aws_iam_role.images_ec2_instance.name
  }
}

output "repository_urls" {
  description = "URLs of the ECR repositories, by the repository's key"
  value = {
    thumbnailer = aws_ecr_repository.thumbnailer.repository_url
  }
}

output "role_policies" {
  description = "Permissions as JSON, by role; in parts as `role/policy` where one policy is too small"
  value = {
    "pixelflow-images-ec2-instance"       = aws_iam_role_policy.images_ec2_instance.policy
    "pixelflow-thumbnailer-ec2-execution" = aws_iam_role_policy.thumbnailer_ec2_execution.policy
    "pixelflow-thumbnailer-ec2-task"      = aws_iam_role_policy.thumbnailer_ec2_task.policy
    "pixelflow-thumbnailer-execution"     = aws_iam_role_policy.thumbnailer_execution.policy
    "pixelflow-thumbnailer-task"          = aws_iam_role_policy.thumbnailer_task.policy
  }
}

output "task_definition_arns" {
  description = "ARNs of the task definitions with their revisions, by service"
  value = {
    thumbnailer       = aws_ecs_task_definition.thumbnailer.arn
    "thumbnailer-ec2" = aws_ecs_task_definition.thumbnailer_ec2.arn
  }
}

output "task_role_arns" {
  description = "ARNs of the task roles, by service; role overrides as `service/override`"
  value = {
    thumbnailer       = aws_iam_role.thumbnailer_task.arn
    "thumbnailer-ec2" = aws_iam_role.thumbnailer_ec2_task.arn
  }
}

output "task_role_names" {
  description = "Names of the task roles, by service; role overrides as `service/override`"
  value = {
    thumbnailer       = aws_iam_role.thumbnailer_task.name
    "thumbnailer-ec2" = aws_iam_role.thumbnailer_ec2_task.name
  }
}
