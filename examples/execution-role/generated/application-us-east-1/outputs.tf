# Written by rolewright from platform.yaml: change that file and generate again, not this one.

output "cluster_arns" {
  description = "ARNs of the clusters, by the cluster's key"
  value = {
    "my-app"     = aws_ecs_cluster.my_app.arn
    "my-app-ec2" = aws_ecs_cluster.my_app_ec2.arn
  }
}

output "execution_role_arns" {
  description = "ARNs of the execution roles, by service"
  value = {
    api     = aws_iam_role.api_execution.arn
    hourly  = aws_iam_role.jobs_execution.arn
    nightly = aws_iam_role.jobs_execution.arn
    reports = aws_iam_role.reports_execution.arn
    worker  = aws_iam_role.worker_execution.arn
  }
}

output "execution_role_names" {
  description = "Names of the execution roles, by service"
  value = {
    api     = aws_iam_role.api_execution.name
    hourly  = aws_iam_role.jobs_execution.name
    nightly = aws_iam_role.jobs_execution.name
    reports = aws_iam_role.reports_execution.name
    worker  = aws_iam_role.worker_execution.name
  }
}

output "infrastructure_role_arns" {
  description = "ARNs of the infrastructure roles, by service"
  value = {
    api     = aws_iam_role.api_infrastructure.arn
    reports = aws_iam_role.reports_infrastructure.arn
  }
}

output "infrastructure_role_names" {
  description = "Names of the infrastructure roles, by service"
  value = {
    api     = aws_iam_role.api_infrastructure.name
    reports = aws_iam_role.reports_infrastructure.name
  }
}

output "instance_role_arns" {
  description = "ARNs of the instance roles, by capacity"
  value = {
    "my-app-my-app-ec2" = aws_iam_role.my_app_ec2_instance.arn
  }
}

output "instance_role_names" {
  description = "Names of the instance roles, by capacity"
  value = {
    "my-app-my-app-ec2" = aws_iam_role.my_app_ec2_instance.name
  }
}

output "repository_urls" {
  description = "URLs of the ECR repositories, by the repository's key"
  value = {
    "my-app" = aws_ecr_repository.my_app.repository_url
  }
}

output "role_policies" {
  description = "Permissions as JSON, by role; in parts as `role/policy` where one policy is too small"
  value = {
    "my-app-api-execution"          = aws_iam_role_policy.api_execution.policy
    "my-app-api-infrastructure"     = aws_iam_role_policy.api_infrastructure.policy
    "my-app-api-task"               = aws_iam_role_policy.api_task.policy
    "my-app-jobs-execution"         = aws_iam_role_policy.jobs_execution.policy
    "my-app-my-app-ec2-instance"    = aws_iam_role_policy.my_app_ec2_instance.policy
    "my-app-reports-execution"      = aws_iam_role_policy.reports_execution.policy
    "my-app-reports-infrastructure" = aws_iam_role_policy.reports_infrastructure.policy
    "my-app-reports-task"           = aws_iam_role_policy.reports_task.policy
    "my-app-worker-execution"       = aws_iam_role_policy.worker_execution.policy
    "my-app-worker-task"            = aws_iam_role_policy.worker_task.policy
  }
}

output "task_definition_arns" {
  description = "ARNs of the task definitions with their revisions, by service"
  value = {
    api     = aws_ecs_task_definition.api.arn
    hourly  = aws_ecs_task_definition.hourly.arn
    nightly = aws_ecs_task_definition.nightly.arn
    probe   = aws_ecs_task_definition.probe.arn
    reports = aws_ecs_task_definition.reports.arn
    worker  = aws_ecs_task_definition.worker.arn
  }
}

output "task_role_arns" {
  description = "ARNs of the task roles, by service; role overrides as `service/override`"
  value = {
    api     = aws_iam_role.api_task.arn
    hourly  = aws_iam_role.hourly_task.arn
    nightly = aws_iam_role.nightly_task.arn
    probe   = aws_iam_role.probe_task.arn
    reports = aws_iam_role.reports_task.arn
    worker  = aws_iam_role.worker_task.arn
  }
}

output "task_role_names" {
  description = "Names of the task roles, by service; role overrides as `service/override`"
  value = {
    api     = aws_iam_role.api_task.name
    hourly  = aws_iam_role.hourly_task.name
    nightly = aws_iam_role.nightly_task.name
    probe   = aws_iam_role.probe_task.name
    reports = aws_iam_role.reports_task.name
    worker  = aws_iam_role.worker_task.name
  }
}
