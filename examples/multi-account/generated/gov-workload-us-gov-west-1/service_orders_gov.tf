# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_cloudwatch_log_group" "ecs_orders_orders_gov" {
  name              = "/ecs/orders/orders-gov"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "orders_gov" {
  family                   = "orders-orders-gov"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  task_role_arn            = aws_iam_role.orders_gov_task.arn
  execution_role_arn       = aws_iam_role.orders_gov_execution.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "222233334444.dkr.ecr.us-gov-west-1.amazonaws.com/orders:2.0.0"
      essential = true
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/orders/orders-gov"
          "awslogs-region"        = "us-gov-west-1"
          "awslogs-stream-prefix" = "orders-gov"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }

  depends_on = [
    aws_cloudwatch_log_group.ecs_orders_orders_gov,
    aws_iam_role_policy_attachment.orders_gov_execution,
    aws_iam_role_policy_attachment.orders_gov_task,
  ]
}

resource "aws_iam_role" "orders_gov_execution" {
  name        = "orders-orders-gov-execution"
  description = "Execution role of service orders-gov"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service orders-gov
      {
        Sid    = "AssumeByTasks"
        Effect = "Allow"
        Principal = {
          Service = "ecs-tasks.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = "555566667777"
          }
          ArnLike = {
            "aws:SourceArn" = "arn:aws-us-gov:ecs:us-gov-west-1:555566667777:*"
          }
        }
      },
    ]
  })
}

resource "aws_iam_policy" "orders_gov_execution" {
  name        = "orders-orders-gov-execution-1"
  description = "Permissions of orders-orders-gov-execution: Execution role of service orders-gov"
  path        = "/"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by orders-gov: image; wildcard: `ecr:GetAuthorizationToken`
      # has no resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull image `orders`; asked for by orders-gov: image
      {
        Sid      = "PullImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:aws-us-gov:ecr:us-gov-west-1:222233334444:repository/orders"
      },
      # send logs to log group `/ecs/orders/orders-gov`; asked for by service orders-gov; wildcard: ECS names
      # each log stream after the task
      {
        Sid      = "SendLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws-us-gov:logs:us-gov-west-1:555566667777:log-group:/ecs/orders/orders-gov:log-stream:orders-gov/app/*"
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "orders_gov_execution" {
  role       = aws_iam_role.orders_gov_execution.name
  policy_arn = aws_iam_policy.orders_gov_execution.arn
}

resource "aws_iam_role" "orders_gov_task" {
  name        = "orders-orders-gov-task"
  description = "Task role of service orders-gov"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service orders-gov
      {
        Sid    = "AssumeByTasks"
        Effect = "Allow"
        Principal = {
          Service = "ecs-tasks.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = "555566667777"
          }
          ArnLike = {
            "aws:SourceArn" = "arn:aws-us-gov:ecs:us-gov-west-1:555566667777:*"
          }
        }
      },
    ]
  })
}

resource "aws_iam_policy" "orders_gov_task" {
  name        = "orders-orders-gov-task-1"
  description = "Permissions of orders-orders-gov-task: Task role of service orders-gov"
  path        = "/"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # read items of, write and delete items of `orders`; asked for by orders-gov: access dynamodb orders
      {
        Sid    = "ReadWriteDynamodbOrders"
        Effect = "Allow"
        Action = [
          "dynamodb:GetItem",
          "dynamodb:BatchGetItem",
          "dynamodb:ConditionCheckItem",
          "dynamodb:Query",
          "dynamodb:PutItem",
          "dynamodb:UpdateItem",
          "dynamodb:DeleteItem",
          "dynamodb:BatchWriteItem",
        ]
        Resource = "arn:aws-us-gov:dynamodb:us-gov-west-1:555566667777:table/orders"
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "orders_gov_task" {
  role       = aws_iam_role.orders_gov_task.name
  policy_arn = aws_iam_policy.orders_gov_task.arn
}
