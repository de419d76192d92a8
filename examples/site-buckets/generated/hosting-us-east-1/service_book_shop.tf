# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_ecs_task_definition" "book_shop" {
  family                   = "sites-book-shop"
  requires_compatibilities = ["EC2"]
  network_mode             = "awsvpc"
  task_role_arn            = aws_iam_role.book_shop_task.arn
  execution_role_arn       = aws_iam_role.book_shop_execution.arn

  container_definitions = jsonencode([
    {
      name      = "uploader"
      image     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/uploader:3"
      essential = true
      memory    = 128
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/sites/book-shop"
          "awslogs-region"        = "us-east-1"
          "awslogs-stream-prefix" = "book-shop"
        }
      }
    },
    {
      name      = "web"
      image     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/site:12"
      essential = true
      memory    = 256
      portMappings = [
        {
          containerPort = 8080
          hostPort      = 8080
          protocol      = "tcp"
        },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/sites/book-shop"
          "awslogs-region"        = "us-east-1"
          "awslogs-stream-prefix" = "book-shop"
        }
      }
    },
  ])

  tags = {
    CostCenter = "8100"
  }

  depends_on = [
    aws_cloudwatch_log_group.ecs_sites_book_shop,
    aws_iam_role_policy.book_shop_execution,
    aws_iam_role_policy.book_shop_task,
  ]
}

resource "aws_iam_role" "book_shop_execution" {
  name        = "sites-book-shop-execution"
  description = "Execution role of service book-shop"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service book-shop
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
    CostCenter = "8100"
  }
}

resource "aws_iam_role_policy" "book_shop_execution" {
  name = "sites-book-shop-execution"
  role = aws_iam_role.book_shop_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by book-shop container uploader: image, book-shop container
      # web: image; wildcard: `ecr:GetAuthorizationToken` has no resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull images `site` and `uploader`; asked for by book-shop container uploader: image, book-shop
      # container web: image
      {
        Sid    = "PullImages"
        Effect = "Allow"
        Action = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = [
          "arn:aws:ecr:us-east-1:123456789012:repository/site",
          "arn:aws:ecr:us-east-1:123456789012:repository/uploader",
        ]
      },
      # send logs to log group `/ecs/sites/book-shop`; asked for by service book-shop; wildcard: ECS names
      # each log stream after the task
      {
        Sid    = "SendLogs"
        Effect = "Allow"
        Action = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = [
          "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/sites/book-shop:log-stream:book-shop/uploader/*",
          "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/sites/book-shop:log-stream:book-shop/web/*",
        ]
      },
    ]
  })
}

resource "aws_iam_role" "book_shop_task" {
  name        = "sites-book-shop-task"
  description = "Task role of service book-shop"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service book-shop
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
    CostCenter = "8100"
  }
}

resource "aws_iam_role_policy" "book_shop_task" {
  name = "sites-book-shop-task"
  role = aws_iam_role.book_shop_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # read objects of, write objects of `book-shop-uploads`; asked for by book-shop: access s3
      # book-shop-uploads; wildcard: the keys of objects are not known before they are written
      {
        Sid      = "ReadWriteS3BookShopUploads"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"]
        Resource = "arn:aws:s3:::book-shop-uploads/*"
      },
    ]
  })
}

resource "aws_cloudwatch_log_group" "ecs_sites_book_shop" {
  name              = "/ecs/sites/book-shop"
  retention_in_days = 30

  tags = {
    CostCenter = "8100"
  }
}
