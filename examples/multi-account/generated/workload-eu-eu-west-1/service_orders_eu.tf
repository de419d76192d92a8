# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_cloudwatch_log_group" "ecs_orders_orders_eu" {
  name              = "/ecs/orders/orders-eu"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "orders_eu" {
  family                   = "orders-orders-eu"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  task_role_arn            = aws_iam_role.orders_eu_task.arn
  execution_role_arn       = aws_iam_role.orders_eu_execution.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "111122223333.dkr.ecr.us-east-1.amazonaws.com/orders:2.0.0"
      essential = true
      secrets = [
        {
          name      = "DB_PASSWORD"
          valueFrom = "arn:aws:secretsmanager:eu-west-1:777788889999:secret:orders/db-GhIjKl"
        },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/orders/orders-eu"
          "awslogs-region"        = "eu-west-1"
          "awslogs-stream-prefix" = "orders-eu"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }

  depends_on = [
    aws_cloudwatch_log_group.ecs_orders_orders_eu,
    aws_iam_role_policy.orders_eu_execution,
    aws_iam_role_policy.orders_eu_task,
  ]
}

resource "aws_iam_role" "orders_eu_execution" {
  name        = "orders-orders-eu-execution"
  description = "Execution role of service orders-eu"
  path        = "/workloads/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service orders-eu
      {
        Sid    = "AssumeByTasks"
        Effect = "Allow"
        Principal = {
          Service = "ecs-tasks.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = "777788889999"
          }
          ArnLike = {
            "aws:SourceArn" = "arn:aws:ecs:eu-west-1:777788889999:*"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "orders_eu_execution" {
  name = "orders-orders-eu-execution"
  role = aws_iam_role.orders_eu_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by orders-eu: image; wildcard: `ecr:GetAuthorizationToken` has
      # no resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull image `orders`; asked for by orders-eu: image
      {
        Sid      = "PullImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:aws:ecr:us-east-1:111122223333:repository/orders"
      },
      # send logs to log group `/ecs/orders/orders-eu`; asked for by service orders-eu; wildcard: ECS names
      # each log stream after the task
      {
        Sid      = "SendLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:eu-west-1:777788889999:log-group:/ecs/orders/orders-eu:log-stream:orders-eu/app/*"
      },
      # read secret `DB_PASSWORD`; asked for by orders-eu: secret DB_PASSWORD
      {
        Sid      = "ReadSecrets"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = "arn:aws:secretsmanager:eu-west-1:777788889999:secret:orders/db-GhIjKl"
      },
      # decrypt secrets under a customer-managed key; asked for by orders-eu: secret DB_PASSWORD
      {
        Sid      = "DecryptSecrets"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = "arn:aws:kms:eu-west-1:777788889999:key/99999999-8888-7777-6666-555555555555"
        Condition = {
          StringEquals = {
            "kms:ViaService"                  = "secretsmanager.eu-west-1.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = "arn:aws:secretsmanager:eu-west-1:777788889999:secret:orders/db-GhIjKl"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role" "orders_eu_task" {
  name        = "orders-orders-eu-task"
  description = "Task role of service orders-eu"
  path        = "/workloads/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service orders-eu
      {
        Sid    = "AssumeByTasks"
        Effect = "Allow"
        Principal = {
          Service = "ecs-tasks.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = "777788889999"
          }
          ArnLike = {
            "aws:SourceArn" = "arn:aws:ecs:eu-west-1:777788889999:*"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "orders_eu_task" {
  name = "orders-orders-eu-task"
  role = aws_iam_role.orders_eu_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # use the customer-managed key of `orders`; asked for by orders-eu: access dynamodb orders
      {
        Sid      = "DecryptDynamodbOrders"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = "arn:aws:kms:eu-west-1:777788889999:key/99999999-8888-7777-6666-555555555555"
        Condition = {
          StringEquals = {
            "kms:ViaService"                                  = "dynamodb.eu-west-1.amazonaws.com"
            "kms:EncryptionContext:aws:dynamodb:tableName"    = "orders"
            "kms:EncryptionContext:aws:dynamodb:subscriberId" = "777788889999"
          }
        }
      },
      # read items of, write and delete items of `orders`; asked for by orders-eu: access dynamodb orders
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
        Resource = "arn:aws:dynamodb:eu-west-1:777788889999:table/orders"
      },
    ]
  })
}
