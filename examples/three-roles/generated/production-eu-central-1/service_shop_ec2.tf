# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_cloudwatch_log_group" "ecs_taxonomy_shop_ec2" {
  name              = "/ecs/taxonomy/shop-ec2"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "shop_ec2" {
  family                   = "taxonomy-shop-ec2"
  requires_compatibilities = ["EC2"]
  network_mode             = "awsvpc"
  task_role_arn            = aws_iam_role.shop_ec2_task.arn
  execution_role_arn       = aws_iam_role.shop_ec2_execution.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop:5"
      essential = true
      memory    = 512
      secrets = [
        {
          name      = "DB_PASSWORD"
          valueFrom = "/shop/db-password"
        },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/taxonomy/shop-ec2"
          "awslogs-region"        = "eu-central-1"
          "awslogs-stream-prefix" = "shop-ec2"
        }
      }
    },
  ])

  depends_on = [
    aws_cloudwatch_log_group.ecs_taxonomy_shop_ec2,
    aws_iam_role_policy.shop_ec2_execution,
    aws_iam_role_policy.shop_ec2_task,
  ]
}

resource "aws_iam_role" "shop_ec2_execution" {
  name        = "taxonomy-shop-ec2-execution"
  description = "Execution role of service shop-ec2"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service shop-ec2
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

resource "aws_iam_role_policy" "shop_ec2_execution" {
  name = "taxonomy-shop-ec2-execution"
  role = aws_iam_role.shop_ec2_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by shop-ec2: image; wildcard: `ecr:GetAuthorizationToken` has
      # no resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull image `shop`; asked for by shop-ec2: image
      {
        Sid      = "PullImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:aws:ecr:eu-central-1:123456789012:repository/shop"
      },
      # send logs to log group `/ecs/taxonomy/shop-ec2`; asked for by service shop-ec2; wildcard: ECS names
      # each log stream after the task
      {
        Sid      = "SendLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/taxonomy/shop-ec2:log-stream:shop-ec2/app/*"
      },
      # read parameter `DB_PASSWORD`; asked for by shop-ec2: secret DB_PASSWORD
      {
        Sid      = "ReadParameters"
        Effect   = "Allow"
        Action   = "ssm:GetParameters"
        Resource = "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/db-password"
      },
    ]
  })
}

resource "aws_iam_role" "shop_ec2_task" {
  name        = "taxonomy-shop-ec2-task"
  description = "Task role of service shop-ec2"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service shop-ec2
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

resource "aws_iam_role_policy" "shop_ec2_task" {
  name = "taxonomy-shop-ec2-task"
  role = aws_iam_role.shop_ec2_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # receive and delete messages of queue, send messages to queue `orders`; asked for by shop-ec2: access
      # sqs orders
      {
        Sid    = "ConsumeSendSqsOrders"
        Effect = "Allow"
        Action = [
          "sqs:ReceiveMessage",
          "sqs:DeleteMessage",
          "sqs:ChangeMessageVisibility",
          "sqs:GetQueueUrl",
          "sqs:GetQueueAttributes",
          "sqs:SendMessage",
        ]
        Resource = "arn:aws:sqs:eu-central-1:123456789012:orders"
      },
    ]
  })
}
