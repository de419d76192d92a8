# Written by rolewright from platform.yaml: change that file and generate again, not this one.

output "cluster_arns" {
  description = "ARNs of the clusters, by the cluster's key"
  value = {
    mixed = aws_ecs_cluster.mixed.arn
  }
}

output "execution_role_arns" {
  description = "ARNs of the execution roles, by service"
  value = {
    "iis-app" = aws_iam_role.iis_app_execution.arn
    legacy    = aws_iam_role.legacy_execution.arn
    model     = aws_iam_role.model_execution.arn
    web       = aws_iam_role.web_execution.arn
  }
}

output "execution_role_names" {
  description = "Names of the execution roles, by service"
  value = {
    "iis-app" = aws_iam_role.iis_app_execution.name
    legacy    = aws_iam_role.legacy_execution.name
    model     = aws_iam_role.model_execution.name
    web       = aws_iam_role.web_execution.name
  }
}

output "instance_role_arns" {
  description = "ARNs of the instance roles, by capacity"
  value = {
    "mixed-mixed-bottlerocket"     = aws_iam_role.mixed_bottlerocket_instance.arn
    "mixed-mixed-bottlerocket-gpu" = aws_iam_role.mixed_bottlerocket_gpu_instance.arn
    "mixed-mixed-hardened"         = aws_iam_role.mixed_hardened_instance.arn
    "mixed-mixed-windows"          = aws_iam_role.mixed_windows_instance.arn
  }
}

output "instance_role_names" {
  description = "Names of the instance roles, by capacity"
  value = {
    "mixed-mixed-bottlerocket"     = aws_iam_role.mixed_bottlerocket_instance.name
    "mixed-mixed-bottlerocket-gpu" = aws_iam_role.mixed_bottlerocket_gpu_instance.name
    "mixed-mixed-hardened"         = aws_iam_role.mixed_hardened_instance.name
    "mixed-mixed-windows"          = aws_iam_role.mixed_windows_instance.name
  }
}

output "repository_urls" {
  description = "URLs of the ECR repositories, by the repository's key"
  value = {
    "iis-app" = aws_ecr_repository.iis_app.repository_url
    model     = aws_ecr_repository.model.repository_url
    web       = aws_ecr_repository.web.repository_url
  }
}

output "role_policies" {
  description = "Permissions as JSON, by role; in parts as `role/policy` where one policy is too small"
  value = {
    "mixed-iis-app-execution"               = aws_iam_role_policy.iis_app_execution.policy
    "mixed-iis-app-task"                    = aws_iam_role_policy.iis_app_task.policy
    "mixed-legacy-execution"                = aws_iam_role_policy.legacy_execution.policy
    "mixed-mixed-bottlerocket-gpu-instance" = aws_iam_role_policy.mixed_bottlerocket_gpu_instance.policy
    "mixed-mixed-bottlerocket-instance"     = aws_iam_role_policy.mixed_bottlerocket_instance.policy
    "mixed-mixed-hardened-instance"         = aws_iam_role_policy.mixed_hardened_instance.policy
    "mixed-mixed-windows-instance"          = aws_iam_role_policy.mixed_windows_instance.policy
    "mixed-model-execution"                 = aws_iam_role_policy.model_execution.policy
    "mixed-model-task"                      = aws_iam_role_policy.model_task.policy
    "mixed-web-execution"                   = aws_iam_role_policy.web_execution.policy
    "mixed-web-task"                        = aws_iam_role_policy.web_task.policy
  }
}

output "task_definition_arns" {
  description = "ARNs of the task definitions with their revisions, by service"
  value = {
    "iis-app" = aws_ecs_task_definition.iis_app.arn
    legacy    = aws_ecs_task_definition.legacy.arn
    model     = aws_ecs_task_definition.model.arn
    web       = aws_ecs_task_definition.web.arn
  }
}

output "task_role_arns" {
  description = "ARNs of the task roles, by service; role overrides as `service/override`"
  value = {
    "iis-app" = aws_iam_role.iis_app_task.arn
    legacy    = aws_iam_role.legacy_task.arn
    model     = aws_iam_role.model_task.arn
    web       = aws_iam_role.web_task.arn
  }
}

output "task_role_names" {
  description = "Names of the task roles, by service; role overrides as `service/override`"
  value = {
    "iis-app" = aws_iam_role.iis_app_task.name
    legacy    = aws_iam_role.legacy_task.name
    model     = aws_iam_role.model_task.name
    web       = aws_iam_role.web_task.name
  }
}
