# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_ecs_task_definition" "alpine_club" {
  family                   = "sites-alpine-club"
  requires_compatibilities = ["EC2"]
  network_mode             = "awsvpc"
  task_role_arn            = aws_iam_role.alpine_club_task.arn
  execution_role_arn       = aws_iam_role.alpine_club_execution.arn

  container_definitions = jsonencode([
    {
      name      = "uploader"
      image     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/uploader:3"
      essential = true
      memory    = 128
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/sites/alpine-club"
          "awslogs-region"        = "us-east-1"
          "awslogs-stream-prefix" = "alpine-club"
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
          "awslogs-group"         = "/ecs/sites/alpine-club"
          "awslogs-region"        = "us-east-1"
          "awslogs-stream-prefix" = "alpine-club"
        }
      }
    },
  ])

  tags = {
    CostCenter = "8100"
  }

  depends_on = [
    aws_cloudwatch_log_group.ecs_sites_alpine_club,
    aws_iam_role_policy.alpine_club_execution,
    aws_iam_role_policy.alpine_club_task,
  ]
}

resource "aws_iam_role" "alpine_club_execution" {
  name        = "sites-alpine-club-execution"
  description = "Execution role of service alpine-club"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service alpine-club
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

resource "aws_iam_role_policy" "alpine_club_execution" {
  name = "sites-alpine-club-execution"
  role = aws_iam_role.alpine_club_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by alpine-club container uploader: image, alpine-club
      # container web: image; wildcard: `ecr:GetAuthorizationToken` has no resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull images `site` and `uploader`; asked for by alpine-club container uploader: image, alpine-club
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
      # send logs to log group `/ecs/sites/alpine-club`; asked for by service alpine-club; wildcard: ECS names
      # each log stream after the task
      {
        Sid    = "SendLogs"
        Effect = "Allow"
        Action = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = [
          "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/sites/alpine-club:log-stream:alpine-club/uploader/*",
          "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/sites/alpine-club:log-stream:alpine-club/web/*",
        ]
      },
    ]
  })
}

resource "aws_iam_role" "alpine_club_import_task" {
  name        = "sites-alpine-club-import-task"
  description = "Task role of service alpine-club for manual runs: import"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by alpine-club override import
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

resource "aws_iam_role_policy" "alpine_club_import_task" {
  name = "sites-alpine-club-import-task"
  role = aws_iam_role.alpine_club_import_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # list objects of `alpine-club-archive`; asked for by alpine-club override import: access s3
      # alpine-club-archive
      {
        Sid      = "ListS3AlpineClubArchive"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = "arn:aws:s3:::alpine-club-archive"
        Condition = {
          StringLike = {
            "s3:prefix" = "2019/*"
          }
        }
      },
      # read objects of `alpine-club-archive`; asked for by alpine-club override import: access s3
      # alpine-club-archive; wildcard: the keys of objects are not known before they are written
      {
        Sid      = "ReadS3AlpineClubArchive"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "arn:aws:s3:::alpine-club-archive/2019/*"
      },
      # read objects of, write objects of `alpine-club-uploads`; asked for by alpine-club override import:
      # access s3 alpine-club-uploads; wildcard: the keys of objects are not known before they are written
      {
        Sid      = "ReadWriteS3AlpineClubUploads"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"]
        Resource = "arn:aws:s3:::alpine-club-uploads/*"
      },
    ]
  })
}

resource "aws_iam_role" "alpine_club_task" {
  name        = "sites-alpine-club-task"
  description = "Task role of service alpine-club"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service alpine-club
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

resource "aws_iam_role_policy" "alpine_club_task" {
  name = "sites-alpine-club-task"
  role = aws_iam_role.alpine_club_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # read objects of, write objects of `alpine-club-uploads`; asked for by alpine-club: access s3
      # alpine-club-uploads; wildcard: the keys of objects are not known before they are written
      {
        Sid      = "ReadWriteS3AlpineClubUploads"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"]
        Resource = "arn:aws:s3:::alpine-club-uploads/*"
      },
    ]
  })
}

resource "aws_cloudwatch_log_group" "ecs_sites_alpine_club" {
  name              = "/ecs/sites/alpine-club"
  retention_in_days = 30

  tags = {
    CostCenter = "8100"
  }
}
