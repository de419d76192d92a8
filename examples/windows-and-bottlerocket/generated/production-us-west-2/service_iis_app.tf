# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_cloudwatch_log_group" "ecs_mixed_iis_app" {
  name              = "/ecs/mixed/iis-app"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "iis_app" {
  family                   = "mixed-iis-app"
  requires_compatibilities = ["EC2"]
  task_role_arn            = aws_iam_role.iis_app_task.arn
  execution_role_arn       = aws_iam_role.iis_app_execution.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "123456789012.dkr.ecr.us-west-2.amazonaws.com/iis-app:4"
      essential = true
      memory    = 2048
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/mixed/iis-app"
          "awslogs-region"        = "us-west-2"
          "awslogs-stream-prefix" = "iis-app"
        }
      }
    },
  ])

  depends_on = [
    aws_cloudwatch_log_group.ecs_mixed_iis_app,
    aws_iam_role_policy.iis_app_execution,
    aws_iam_role_policy.iis_app_task,
  ]
}

resource "aws_iam_role" "iis_app_execution" {
  name        = "mixed-iis-app-execution"
  description = "Execution role of service iis-app"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service iis-app
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

resource "aws_iam_role_policy" "iis_app_execution" {
  name = "mixed-iis-app-execution"
  role = aws_iam_role.iis_app_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by iis-app: image; wildcard: `ecr:GetAuthorizationToken` has
      # no resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull image `iis-app`; asked for by iis-app: image
      {
        Sid      = "PullImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:aws:ecr:us-west-2:123456789012:repository/iis-app"
      },
      # send logs to log group `/ecs/mixed/iis-app`; asked for by service iis-app; wildcard: ECS names each
      # log stream after the task
      {
        Sid      = "SendLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:us-west-2:123456789012:log-group:/ecs/mixed/iis-app:log-stream:iis-app/app/*"
      },
    ]
  })
}

resource "aws_iam_role" "iis_app_task" {
  name        = "mixed-iis-app-task"
  description = "Task role of service iis-app"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service iis-app
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

resource "aws_iam_role_policy" "iis_app_task" {
  name = "mixed-iis-app-task"
  role = aws_iam_role.iis_app_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # receive and delete messages of queue `invoices`; asked for by iis-app: access sqs invoices
      {
        Sid    = "ConsumeSqsInvoices"
        Effect = "Allow"
        Action = [
          "sqs:ReceiveMessage",
          "sqs:DeleteMessage",
          "sqs:ChangeMessageVisibility",
          "sqs:GetQueueUrl",
          "sqs:GetQueueAttributes",
        ]
        Resource = "arn:aws:sqs:us-west-2:123456789012:invoices"
      },
    ]
  })
}
