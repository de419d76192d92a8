# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_cloudwatch_log_group" "ecs_taxonomy_shop_fargate" {
  name              = "/ecs/taxonomy/shop-fargate"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "shop_fargate" {
  family                   = "taxonomy-shop-fargate"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  task_role_arn            = aws_iam_role.shop_fargate_task.arn
  execution_role_arn       = aws_iam_role.shop_fargate_execution.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop:5"
      essential = true
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/taxonomy/shop-fargate"
          "awslogs-region"        = "eu-central-1"
          "awslogs-stream-prefix" = "shop-fargate"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }

  depends_on = [
    aws_cloudwatch_log_group.ecs_taxonomy_shop_fargate,
    aws_iam_role_policy.shop_fargate_execution,
    aws_iam_role_policy.shop_fargate_task,
  ]
}

resource "aws_iam_role" "shop_fargate_execution" {
  name        = "taxonomy-shop-fargate-execution"
  description = "Execution role of service shop-fargate"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service shop-fargate
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
            "aws:SourceArn" = "arn:aws:ecs:eu-central-1:123456789012:*"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "shop_fargate_execution" {
  name = "taxonomy-shop-fargate-execution"
  role = aws_iam_role.shop_fargate_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by shop-fargate: image; wildcard: `ecr:GetAuthorizationToken`
      # has no resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull image `shop`; asked for by shop-fargate: image
      {
        Sid      = "PullImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:aws:ecr:eu-central-1:123456789012:repository/shop"
      },
      # send logs to log group `/ecs/taxonomy/shop-fargate`; asked for by service shop-fargate; wildcard: ECS
      # names each log stream after the task
      {
        Sid      = "SendLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/taxonomy/shop-fargate:log-stream:shop-fargate/app/*"
      },
    ]
  })
}

resource "aws_iam_role" "shop_fargate_task" {
  name        = "taxonomy-shop-fargate-task"
  description = "Task role of service shop-fargate"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service shop-fargate
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
            "aws:SourceArn" = "arn:aws:ecs:eu-central-1:123456789012:*"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "shop_fargate_task" {
  name = "taxonomy-shop-fargate-task"
  role = aws_iam_role.shop_fargate_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # send messages to queue `orders`; asked for by shop-fargate: access sqs orders
      {
        Sid      = "SendSqsOrders"
        Effect   = "Allow"
        Action   = ["sqs:SendMessage", "sqs:GetQueueUrl", "sqs:GetQueueAttributes"]
        Resource = "arn:aws:sqs:eu-central-1:123456789012:orders"
      },
    ]
  })
}
