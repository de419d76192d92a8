# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_cloudwatch_log_group" "ecs_pixelflow_thumbnailer_ec2" {
  name              = "/ecs/pixelflow/thumbnailer-ec2"
  retention_in_days = 30

  tags = {
    CostCenter = "4711"
    Team       = "imaging"
  }
}

resource "aws_ecs_service" "thumbnailer_ec2" {
  name                    = "thumbnailer-ec2"
  cluster                 = aws_ecs_cluster.images_ec2.arn
  task_definition         = aws_ecs_task_definition.thumbnailer_ec2.arn
  desired_count           = 2
  enable_ecs_managed_tags = true
  propagate_tags          = "SERVICE"

  capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.images_ec2.name
    weight            = 1
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets         = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
    security_groups = ["sg-0a1b2c3d4e5f60004"]
  }

  tags = {
    CostCenter = "4711"
    Team       = "imaging"
  }

  depends_on = [aws_ecs_cluster_capacity_providers.images_ec2]
}

resource "aws_ecs_task_definition" "thumbnailer_ec2" {
  family                   = "pixelflow-thumbnailer-ec2"
  requires_compatibilities = ["EC2"]
  network_mode             = "awsvpc"
  cpu                      = 1024
  memory                   = 2048
  task_role_arn            = aws_iam_role.thumbnailer_ec2_task.arn
  execution_role_arn       = aws_iam_role.thumbnailer_ec2_execution.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/thumbnailer:3.1.0"
      essential = true
      environment = [
        {
          name  = "SIZES"
          value = "small,medium,large"
        },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/pixelflow/thumbnailer-ec2"
          "awslogs-region"        = "us-east-1"
          "awslogs-stream-prefix" = "thumbnailer-ec2"
        }
      }
    },
  ])

  tags = {
    CostCenter = "4711"
    Team       = "imaging"
  }

  depends_on = [
    aws_cloudwatch_log_group.ecs_pixelflow_thumbnailer_ec2,
    aws_iam_role_policy.thumbnailer_ec2_execution,
    aws_iam_role_policy.thumbnailer_ec2_task,
  ]
}

resource "aws_iam_role" "thumbnailer_ec2_execution" {
  name                 = "pixelflow-thumbnailer-ec2-execution"
  description          = "Execution role of service thumbnailer-ec2"
  path                 = "/ecs/"
  permissions_boundary = "arn:aws:iam::123456789012:policy/ecs-boundary"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service thumbnailer-ec2
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
    CostCenter = "4711"
    Team       = "imaging"
  }
}

resource "aws_iam_role_policy" "thumbnailer_ec2_execution" {
  name = "pixelflow-thumbnailer-ec2-execution"
  role = aws_iam_role.thumbnailer_ec2_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by thumbnailer-ec2: image; wildcard:
      # `ecr:GetAuthorizationToken` has no resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull image `thumbnailer`; asked for by thumbnailer-ec2: image
      {
        Sid      = "PullImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:aws:ecr:us-east-1:123456789012:repository/thumbnailer"
      },
      # send logs to log group `/ecs/pixelflow/thumbnailer-ec2`; asked for by service thumbnailer-ec2;
      # wildcard: ECS names each log stream after the task
      {
        Sid      = "SendLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/pixelflow/thumbnailer-ec2:log-stream:thumbnailer-ec2/app/*"
      },
    ]
  })
}

resource "aws_iam_role" "thumbnailer_ec2_task" {
  name                 = "pixelflow-thumbnailer-ec2-task"
  description          = "Task role of service thumbnailer-ec2"
  path                 = "/ecs/"
  permissions_boundary = "arn:aws:iam::123456789012:policy/ecs-boundary"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service thumbnailer-ec2
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
    CostCenter = "4711"
    Team       = "imaging"
  }
}

resource "aws_iam_role_policy" "thumbnailer_ec2_task" {
  name = "pixelflow-thumbnailer-ec2-task"
  role = aws_iam_role.thumbnailer_ec2_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # delete objects of `pixelflow-thumbnails`; asked for by thumbnailer-ec2: access s3
      # pixelflow-thumbnails; wildcard: the keys of objects are not known before they are written; why: remove
      # thumbnails of the old sizes
      {
        Sid      = "DeleteS3PixelflowThumbnails"
        Effect   = "Allow"
        Action   = "s3:DeleteObject"
        Resource = "arn:aws:s3:::pixelflow-thumbnails/legacy/*"
        Condition = {
          DateLessThan = {
            "aws:CurrentTime" = "2027-01-31T00:00:00Z"
          }
        }
      },
      # list objects of `pixelflow-thumbnails`; asked for by thumbnailer-ec2: access s3 pixelflow-thumbnails;
      # why: remove thumbnails of the old sizes
      {
        Sid      = "ListS3PixelflowThumbnails"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = "arn:aws:s3:::pixelflow-thumbnails"
        Condition = {
          StringLike = {
            "s3:prefix" = "legacy/*"
          }
          DateLessThan = {
            "aws:CurrentTime" = "2027-01-31T00:00:00Z"
          }
        }
      },
      # read objects of `pixelflow-raw-photos`; asked for by thumbnailer-ec2: access s3 pixelflow-raw-photos;
      # wildcard: the keys of objects are not known before they are written
      {
        Sid      = "ReadS3PixelflowRawPhotos"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "arn:aws:s3:::pixelflow-raw-photos/*"
      },
      # write objects of `pixelflow-thumbnails`; asked for by thumbnailer-ec2: access s3 pixelflow-thumbnails;
      # wildcard: the keys of objects are not known before they are written
      {
        Sid      = "WriteS3PixelflowThumbnails"
        Effect   = "Allow"
        Action   = ["s3:PutObject", "s3:AbortMultipartUpload"]
        Resource = "arn:aws:s3:::pixelflow-thumbnails/*"
        Condition = {
          StringEquals = {
            "aws:ResourceOrgID" = "o-a1b2c3d4e5"
          }
        }
      },
    ]
  })
}
