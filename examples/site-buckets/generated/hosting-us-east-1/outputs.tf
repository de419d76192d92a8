# Written by rolewright from platform.yaml: change that file and generate again, not this one.

output "cluster_arns" {
  description = "ARNs of the clusters, by the cluster's key"
  value = {
    sites = aws_ecs_cluster.sites.arn
  }
}

output "execution_role_arns" {
  description = "ARNs of the execution roles, by service"
  value = {
    "alpine-club" = aws_iam_role.alpine_club_execution.arn
    "book-shop"   = aws_iam_role.book_shop_execution.arn
    choir         = aws_iam_role.choir_execution.arn
  }
}

output "execution_role_names" {
  description = "Names of the execution roles, by service"
  value = {
    "alpine-club" = aws_iam_role.alpine_club_execution.name
    "book-shop"   = aws_iam_role.book_shop_execution.name
    choir         = aws_iam_role.choir_execution.name
  }
}

output "instance_role_arns" {
  description = "ARNs of the instance roles, by capacity"
  value = {
    "sites-sites" = aws_iam_role.sites_instance.arn
  }
}

output "instance_role_names" {
  description = "Names of the instance roles, by capacity"
  value = {
    "sites-sites" = aws_iam_role.sites_instance.name
  }
}

output "repository_urls" {
  description = "URLs of the ECR repositories, by the repository's key"
  value = {
    site     = aws_ecr_repository.site.repository_url
    uploader = aws_ecr_repository.uploader.repository_url
  }
}

output "role_policies" {
  description = "Permissions as JSON, by role; in parts as `role/policy` where one policy is too small"
  value = {
    "sites-alpine-club-execution"   = aws_iam_role_policy.alpine_club_execution.policy
    "sites-alpine-club-import-task" = aws_iam_role_policy.alpine_club_import_task.policy
    "sites-alpine-club-task"        = aws_iam_role_policy.alpine_club_task.policy
    "sites-book-shop-execution"     = aws_iam_role_policy.book_shop_execution.policy
    "sites-book-shop-task"          = aws_iam_role_policy.book_shop_task.policy
    "sites-choir-execution"         = aws_iam_role_policy.choir_execution.policy
    "sites-choir-task"              = aws_iam_role_policy.choir_task.policy
    "sites-sites-instance"          = aws_iam_role_policy.sites_instance.policy
  }
}

output "task_definition_arns" {
  description = "ARNs of the task definitions with their revisions, by service"
  value = {
    "alpine-club" = aws_ecs_task_definition.alpine_club.arn
    "book-shop"   = aws_ecs_task_definition.book_shop.arn
    choir         = aws_ecs_task_definition.choir.arn
  }
}

output "task_role_arns" {
  description = "ARNs of the task roles, by service; role overrides as `service/override`"
  value = {
    "alpine-club"        = aws_iam_role.alpine_club_task.arn
    "alpine-club/import" = aws_iam_role.alpine_club_import_task.arn
    "book-shop"          = aws_iam_role.book_shop_task.arn
    choir                = aws_iam_role.choir_task.arn
  }
}

output "task_role_names" {
  description = "Names of the task roles, by service; role overrides as `service/override`"
  value = {
    "alpine-club"        = aws_iam_role.alpine_club_task.name
    "alpine-club/import" = aws_iam_role.alpine_club_import_task.name
    "book-shop"          = aws_iam_role.book_shop_task.name
    choir                = aws_iam_role.choir_task.name
  }
}
