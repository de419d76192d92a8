# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_cloudwatch_log_group" "ecs_mixed_legacy" {
  name              = "/ecs/mixed/legacy"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "legacy" {
  family                   = "mixed-legacy"
  requires_compatibilities = ["EC2"]
  network_mode             = "bridge"
  task_role_arn            = aws_iam_role.legacy_task.arn
  execution_role_arn       = aws_iam_role.legacy_execution.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "123456789012.dkr.ecr.us-west-2.amazonaws.com/web:4"
      essential = true
      memory    = 512
      portMappings = [
        {
          containerPort = 8080
          hostPort      = 0
          protocol      = "tcp"
        },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/mixed/legacy"
          "awslogs-region"        = "us-west-2"
          "awslogs-stream-prefix" = "legacy"
        }
      }
    },
  ])

  depends_on = [aws_cloudwatch_log_group.ecs_mixed_legacy, aws_iam_role_policy.legacy_execution]
}

resource "aws_iam_role" "legacy_execution" {
  name        = "mixed-legacy-execution"
  description = "Execution role of service legacy"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service legacy
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
            "aws:SourceArn" = "arn:aws:ecs:us-west-2:123456789012:*"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "legacy_execution" {
  name = "mixed-legacy-execution"
  role = aws_iam_role.legacy_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by legacy: image; wildcard: `ecr:GetAuthorizationToken` has no
      # resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull image `web`; asked for by legacy: image
      {
        Sid      = "PullImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:aws:ecr:us-west-2:123456789012:repository/web"
      },
      # send logs to log group `/ecs/mixed/legacy`; asked for by service legacy; wildcard: ECS names each log
      # stream after the task
      {
        Sid      = "SendLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:us-west-2:123456789012:log-group:/ecs/mixed/legacy:log-stream:legacy/app/*"
      },
    ]
  })
}

resource "aws_iam_role" "legacy_task" {
  name        = "mixed-legacy-task"
  description = "Task role of service legacy"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service legacy
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
            "aws:SourceArn" = "arn:aws:ecs:us-west-2:123456789012:*"
          }
        }
      },
    ]
  })
}
