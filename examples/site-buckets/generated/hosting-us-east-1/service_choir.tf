# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_ecs_task_definition" "choir" {
  family                   = "sites-choir"
  requires_compatibilities = ["EC2"]
  network_mode             = "awsvpc"
  task_role_arn            = aws_iam_role.choir_task.arn
  execution_role_arn       = aws_iam_role.choir_execution.arn

  container_definitions = jsonencode([
    {
      name      = "uploader"
      image     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/uploader:3"
      essential = true
      memory    = 128
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/sites/choir"
          "awslogs-region"        = "us-east-1"
          "awslogs-stream-prefix" = "choir"
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
          "awslogs-group"         = "/ecs/sites/choir"
          "awslogs-region"        = "us-east-1"
          "awslogs-stream-prefix" = "choir"
        }
      }
    },
  ])

  tags = {
    CostCenter = "8100"
  }

  depends_on = [
    aws_cloudwatch_log_group.ecs_sites_choir,
    aws_iam_role_policy.choir_execution,
    aws_iam_role_policy.choir_task,
  ]
}

resource "aws_iam_role" "choir_execution" {
  name        = "sites-choir-execution"
  description = "Execution role of service choir"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service choir
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

resource "aws_iam_role_policy" "choir_execution" {
  name = "sites-choir-execution"
  role = aws_iam_role.choir_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by choir container uploader: image, choir container web:
      # image; wildcard: `ecr:GetAuthorizationToken` has no resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull images `site` and `uploader`; asked for by choir container uploader: image, choir container web:
      # image
      {
        Sid    = "PullImages"
        Effect = "Allow"
        Action = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = [
          "arn:aws:ecr:us-east-1:123456789012:repository/site",
          "arn:aws:ecr:us-east-1:123456789012:repository/uploader",
        ]
      },
      # send logs to log group `/ecs/sites/choir`; asked for by service choir; wildcard: ECS names each log
      # stream after the task
      {
        Sid    = "SendLogs"
        Effect = "Allow"
        Action = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = [
          "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/sites/choir:log-stream:choir/uploader/*",
          "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/sites/choir:log-stream:choir/web/*",
        ]
      },
    ]
  })
}

resource "aws_iam_role" "choir_task" {
  name        = "sites-choir-task"
  description = "Task role of service choir"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service choir
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

resource "aws_iam_role_policy" "choir_task" {
  name = "sites-choir-task"
  role = aws_iam_role.choir_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # read objects of, write objects of `choir-uploads`; asked for by choir: access s3 choir-uploads;
      # wildcard: the keys of objects are not known before they are written
      {
        Sid      = "ReadWriteS3ChoirUploads"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"]
        Resource = "arn:aws:s3:::choir-uploads/*"
      },
    ]
  })
}

resource "aws_cloudwatch_log_group" "ecs_sites_choir" {
  name              = "/ecs/sites/choir"
  retention_in_days = 30

  tags = {
    CostCenter = "8100"
  }
}
