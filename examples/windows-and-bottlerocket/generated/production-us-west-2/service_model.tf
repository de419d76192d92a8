# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_cloudwatch_log_group" "ecs_mixed_model" {
  name              = "/ecs/mixed/model"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "model" {
  family                   = "mixed-model"
  requires_compatibilities = ["EC2"]
  network_mode             = "awsvpc"
  task_role_arn            = aws_iam_role.model_task.arn
  execution_role_arn       = aws_iam_role.model_execution.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "123456789012.dkr.ecr.us-west-2.amazonaws.com/model:1"
      essential = true
      memory    = 8192
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/mixed/model"
          "awslogs-region"        = "us-west-2"
          "awslogs-stream-prefix" = "model"
        }
      }
    },
  ])

  depends_on = [
    aws_cloudwatch_log_group.ecs_mixed_model,
    aws_iam_role_policy.model_execution,
    aws_iam_role_policy.model_task,
  ]
}

resource "aws_iam_role" "model_execution" {
  name        = "mixed-model-execution"
  description = "Execution role of service model"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service model
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

resource "aws_iam_role_policy" "model_execution" {
  name = "mixed-model-execution"
  role = aws_iam_role.model_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by model: image; wildcard: `ecr:GetAuthorizationToken` has no
      # resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull image `model`; asked for by model: image
      {
        Sid      = "PullImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:aws:ecr:us-west-2:123456789012:repository/model"
      },
      # send logs to log group `/ecs/mixed/model`; asked for by service model; wildcard: ECS names each log
      # stream after the task
      {
        Sid      = "SendLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:us-west-2:123456789012:log-group:/ecs/mixed/model:log-stream:model/app/*"
      },
    ]
  })
}

resource "aws_iam_role" "model_task" {
  name        = "mixed-model-task"
  description = "Task role of service model"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service model
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

resource "aws_iam_role_policy" "model_task" {
  name = "mixed-model-task"
  role = aws_iam_role.model_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # read objects of `model-weights`; asked for by model: access s3 model-weights; wildcard: the keys of
      # objects are not known before they are written
      {
        Sid      = "ReadS3ModelWeights"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "arn:aws:s3:::model-weights/*"
      },
    ]
  })
}
