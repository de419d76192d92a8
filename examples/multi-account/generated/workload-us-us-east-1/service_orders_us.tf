# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_cloudwatch_log_group" "ecs_orders_orders_us" {
  name              = "/ecs/orders/orders-us"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "orders_us" {
  family                   = "orders-orders-us"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  task_role_arn            = aws_iam_role.orders_us_task.arn
  execution_role_arn       = aws_iam_role.orders_us_execution.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "111122223333.dkr.ecr.us-east-1.amazonaws.com/orders:2.0.0"
      essential = true
      secrets = [
        {
          name      = "DB_PASSWORD"
          valueFrom = "arn:aws:secretsmanager:us-east-1:444455556666:secret:orders/db-AbCdEf"
        },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/orders/orders-us"
          "awslogs-region"        = "us-east-1"
          "awslogs-stream-prefix" = "orders-us"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }

  depends_on = [
    aws_cloudwatch_log_group.ecs_orders_orders_us,
    aws_iam_role_policy.orders_us_execution,
    aws_iam_role_policy.orders_us_task,
  ]
}

resource "aws_iam_role" "orders_us_execution" {
  name                 = "orders-orders-us-execution"
  description          = "Execution role of service orders-us"
  path                 = "/"
  permissions_boundary = "arn:aws:iam::444455556666:policy/workload-boundary"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service orders-us
      {
        Sid    = "AssumeByTasks"
        Effect = "Allow"
        Principal = {
          Service = "ecs-tasks.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = "444455556666"
          }
          ArnLike = {
            "aws:SourceArn" = "arn:aws:ecs:us-east-1:444455556666:*"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "orders_us_execution" {
  name = "orders-orders-us-execution"
  role = aws_iam_role.orders_us_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by orders-us: image; wildcard: `ecr:GetAuthorizationToken` has
      # no resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull image `orders`; asked for by orders-us: image
      {
        Sid      = "PullImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:aws:ecr:us-east-1:111122223333:repository/orders"
      },
      # send logs to log group `/ecs/orders/orders-us`; asked for by service orders-us; wildcard: ECS names
      # each log stream after the task
      {
        Sid      = "SendLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:us-east-1:444455556666:log-group:/ecs/orders/orders-us:log-stream:orders-us/app/*"
      },
      # read secret `DB_PASSWORD`; asked for by orders-us: secret DB_PASSWORD
      {
        Sid      = "ReadSecrets"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = "arn:aws:secretsmanager:us-east-1:444455556666:secret:orders/db-AbCdEf"
      },
    ]
  })
}

resource "aws_iam_role" "orders_us_task" {
  name                 = "orders-orders-us-task"
  description          = "Task role of service orders-us"
  path                 = "/"
  permissions_boundary = "arn:aws:iam::444455556666:policy/workload-boundary"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service orders-us
      {
        Sid    = "AssumeByTasks"
        Effect = "Allow"
        Principal = {
          Service = "ecs-tasks.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = "444455556666"
          }
          ArnLike = {
            "aws:SourceArn" = "arn:aws:ecs:us-east-1:444455556666:*"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "orders_us_task" {
  name = "orders-orders-us-task"
  role = aws_iam_role.orders_us_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # read items of, write and delete items of `orders`; asked for by orders-us: access dynamodb orders
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
        Resource = "arn:aws:dynamodb:us-east-1:444455556666:table/orders"
      },
    ]
  })
}
