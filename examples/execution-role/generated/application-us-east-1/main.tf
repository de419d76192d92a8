# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_cloudwatch_log_group" "ecs_my_app_my_app_exec" {
  name              = "/ecs/my-app/my-app/exec"
  retention_in_days = 30
  kms_key_id        = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"

  tags = {
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }
}

resource "aws_iam_role" "jobs_execution" {
  name        = "my-app-jobs-execution"
  description = "Execution role shared by services hourly, nightly"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by hourly:
      # executionRole.shared
      {
        Sid    = "AssumeByTasks"
        Effect = "Allow"
        Principal = {
          Service = "ecs-tasks.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = "123456789012"
          }
          ArnLike = {
            "aws:SourceArn" = "arn:aws:ecs:us-east-1:123456789012:*"
          }
        }
      },
    ]
  })

  tags = {
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }
}

resource "aws_iam_role_policy" "jobs_execution" {
  name = "my-app-jobs-execution"
  role = aws_iam_role.jobs_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by hourly: image, nightly: image; wildcard:
      # `ecr:GetAuthorizationToken` has no resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull image `my-app`; asked for by hourly: image, nightly: image
      {
        Sid      = "PullImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:aws:ecr:us-east-1:123456789012:repository/my-app"
      },
      # send logs to log groups `/ecs/my-app/hourly` and `/ecs/my-app/nightly`; asked for by service hourly,
      # service nightly; wildcard: ECS names each log stream after the task
      {
        Sid    = "SendLogs"
        Effect = "Allow"
        Action = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = [
          "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/my-app/hourly:log-stream:hourly/app/*",
          "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/my-app/nightly:log-stream:nightly/app/*",
        ]
      },
      # read parameter `TOKEN`; asked for by hourly: secret TOKEN, nightly: secret TOKEN
      {
        Sid      = "ReadParameters"
        Effect   = "Allow"
        Action   = "ssm:GetParameters"
        Resource = "arn:aws:ssm:us-east-1:123456789012:parameter/my-app/jobs/token"
      },
    ]
  })
}

resource "aws_ecs_cluster" "my_app" {
  name = "my-app"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  configuration {
    execute_command_configuration {
      kms_key_id = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      logging    = "OVERRIDE"

      log_configuration {
        cloud_watch_log_group_name     = aws_cloudwatch_log_group.ecs_my_app_my_app_exec.name
        cloud_watch_encryption_enabled = true
      }
    }
  }

  service_connect_defaults {
    namespace = "arn:aws:servicediscovery:us-east-1:123456789012:namespace/ns-0123456789abcdef0"
  }

  tags = {
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }
}

resource "aws_ecs_cluster_capacity_providers" "my_app" {
  cluster_name       = aws_ecs_cluster.my_app.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]

  default_capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }
}

resource "aws_ecs_cluster" "my_app_ec2" {
  name = "my-app-ec2"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  tags = {
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }
}

resource "aws_ecs_cluster_capacity_providers" "my_app_ec2" {
  cluster_name       = aws_ecs_cluster.my_app_ec2.name
  capacity_providers = [aws_ecs_capacity_provider.my_app_ec2.name]

  default_capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.my_app_ec2.name
    weight            = 1
  }
}
