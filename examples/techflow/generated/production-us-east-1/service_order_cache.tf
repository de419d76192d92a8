# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_cloudwatch_log_group" "ecs_techflow_order_cache" {
  name              = "/ecs/techflow/order-cache"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "order_cache" {
  family                   = "techflow-order-cache"
  requires_compatibilities = ["EC2"]
  network_mode             = "awsvpc"
  task_role_arn            = aws_iam_role.order_cache_task.arn
  execution_role_arn       = aws_iam_role.order_cache_execution.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:2.0.0"
      essential = true
      memory    = 512
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/techflow/order-cache"
          "awslogs-region"        = "us-east-1"
          "awslogs-stream-prefix" = "order-cache"
        }
      }
    },
  ])

  depends_on = [
    aws_cloudwatch_log_group.ecs_techflow_order_cache,
    aws_iam_role_policy.order_cache_execution,
    aws_iam_role_policy.order_cache_task,
  ]
}

resource "aws_iam_role" "order_cache_execution" {
  name        = "techflow-order-cache-execution"
  description = "Execution role of service order-cache"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service order-cache
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
}

resource "aws_iam_role_policy" "order_cache_execution" {
  name = "techflow-order-cache-execution"
  role = aws_iam_role.order_cache_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by order-cache: image; wildcard: `ecr:GetAuthorizationToken`
      # has no resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull image `orders`; asked for by order-cache: image
      {
        Sid      = "PullImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:aws:ecr:us-east-1:123456789012:repository/orders"
      },
      # send logs to log group `/ecs/techflow/order-cache`; asked for by service order-cache; wildcard: ECS
      # names each log stream after the task
      {
        Sid      = "SendLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/techflow/order-cache:log-stream:order-cache/app/*"
      },
    ]
  })
}

resource "aws_iam_role" "order_cache_task" {
  name        = "techflow-order-cache-task"
  description = "Task role of service order-cache"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service order-cache
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
}

resource "aws_iam_role_policy" "order_cache_task" {
  name = "techflow-order-cache-task"
  role = aws_iam_role.order_cache_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # read items of `sessions`; asked for by order-cache: access dynamodb sessions
      {
        Sid    = "ReadDynamodbSessions"
        Effect = "Allow"
        Action = [
          "dynamodb:GetItem",
          "dynamodb:BatchGetItem",
          "dynamodb:ConditionCheckItem",
          "dynamodb:Query",
        ]
        Resource = "arn:aws:dynamodb:us-east-1:123456789012:table/sessions"
      },
    ]
  })
}
