# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_cloudwatch_log_group" "ecs_my_app_reports" {
  name              = "/ecs/my-app/reports"
  retention_in_days = 30

  tags = {
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }
}

resource "aws_ecs_service" "reports" {
  name                    = "reports"
  cluster                 = aws_ecs_cluster.my_app.arn
  task_definition         = aws_ecs_task_definition.reports.arn
  desired_count           = 1
  launch_type             = "FARGATE"
  enable_ecs_managed_tags = true
  propagate_tags          = "SERVICE"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
    security_groups  = ["sg-0a1b2c3d4e5f60004"]
    assign_public_ip = false
  }

  volume_configuration {
    name = "scratch"

    managed_ebs_volume {
      role_arn         = aws_iam_role.reports_infrastructure.arn
      encrypted        = true
      kms_key_id       = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      file_system_type = "xfs"
      size_in_gb       = 100
      volume_type      = "gp3"

      tag_specifications {
        resource_type  = "volume"
        propagate_tags = "SERVICE"
      }
    }
  }

  tags = {
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }

  depends_on = [aws_ecs_cluster_capacity_providers.my_app, aws_iam_role_policy.reports_infrastructure]
}

resource "aws_ecs_task_definition" "reports" {
  family                   = "my-app-reports"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  task_role_arn            = aws_iam_role.reports_task.arn
  execution_role_arn       = aws_iam_role.reports_execution.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/my-app:1.4.2"
      essential = true
      command   = ["reports"]
      mountPoints = [
        {
          sourceVolume  = "shared"
          containerPath = "/shared"
          readOnly      = false
        },
        {
          sourceVolume  = "scratch"
          containerPath = "/scratch"
          readOnly      = false
        },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/my-app/reports"
          "awslogs-region"        = "us-east-1"
          "awslogs-stream-prefix" = "reports"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }

  volume {
    name                = "scratch"
    configure_at_launch = true
  }

  volume {
    name = "shared"

    efs_volume_configuration {
      file_system_id     = "fs-0123456789abcdef0"
      transit_encryption = "ENABLED"

      authorization_config {
        access_point_id = "fsap-0123456789abcdef0"
        iam             = "ENABLED"
      }
    }
  }

  tags = {
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }

  depends_on = [
    aws_cloudwatch_log_group.ecs_my_app_reports,
    aws_iam_role_policy.reports_execution,
    aws_iam_role_policy.reports_task,
  ]
}

resource "aws_iam_role" "reports_execution" {
  name        = "my-app-reports-execution"
  description = "Execution role of service reports"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service reports
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
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }
}

resource "aws_iam_role_policy" "reports_execution" {
  name = "my-app-reports-execution"
  role = aws_iam_role.reports_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by reports: image; wildcard: `ecr:GetAuthorizationToken` has
      # no resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull image `my-app`; asked for by reports: image
      {
        Sid      = "PullImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:aws:ecr:us-east-1:123456789012:repository/my-app"
      },
      # send logs to log group `/ecs/my-app/reports`; asked for by service reports; wildcard: ECS names each
      # log stream after the task
      {
        Sid      = "SendLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/my-app/reports:log-stream:reports/app/*"
      },
    ]
  })
}

resource "aws_iam_role" "reports_infrastructure" {
  name        = "my-app-reports-infrastructure"
  description = "Infrastructure role of service reports"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS manage infrastructure with the role; asked for by service reports
      {
        Sid    = "AssumeByEcs"
        Effect = "Allow"
        Principal = {
          Service = "ecs.amazonaws.com"
        }
        Action = "sts:AssumeRole"
      },
    ]
  })

  tags = {
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }
}

resource "aws_iam_role_policy" "reports_infrastructure" {
  name = "my-app-reports-infrastructure"
  role = aws_iam_role.reports_infrastructure.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # create volumes for tasks of the cluster; asked for by reports: volume scratch; wildcard: EBS gives
      # volumes their ids when it creates them
      {
        Sid      = "CreateVolumes"
        Effect   = "Allow"
        Action   = "ec2:CreateVolume"
        Resource = "arn:aws:ec2:us-east-1:123456789012:volume/*"
        Condition = {
          ArnLike = {
            "aws:RequestTag/AmazonECSCreated" = "arn:aws:ecs:us-east-1:123456789012:task/my-app/*"
          }
          StringEquals = {
            "aws:RequestTag/AmazonECSManaged" = "true"
          }
        }
      },
      # tag volumes when they are created; asked for by reports: volume scratch; wildcard: EBS gives volumes
      # their ids when it creates them
      {
        Sid      = "TagNewVolumes"
        Effect   = "Allow"
        Action   = "ec2:CreateTags"
        Resource = "arn:aws:ec2:us-east-1:123456789012:volume/*"
        Condition = {
          ArnLike = {
            "aws:RequestTag/AmazonECSCreated" = "arn:aws:ecs:us-east-1:123456789012:task/my-app/*"
          }
          StringEquals = {
            "aws:RequestTag/AmazonECSManaged" = "true"
            "ec2:CreateAction"                = "CreateVolume"
          }
        }
      },
      # attach and detach volumes of tasks of the cluster; asked for by reports: volume scratch; wildcard: EBS
      # gives volumes their ids when it creates them
      {
        Sid      = "AttachVolumes"
        Effect   = "Allow"
        Action   = ["ec2:AttachVolume", "ec2:DetachVolume"]
        Resource = "arn:aws:ec2:us-east-1:123456789012:volume/*"
        Condition = {
          ArnLike = {
            "aws:ResourceTag/AmazonECSCreated" = "arn:aws:ecs:us-east-1:123456789012:task/my-app/*"
          }
          StringEquals = {
            "aws:ResourceTag/AmazonECSManaged" = "true"
          }
        }
      },
      # attach volumes to the instances that run the tasks; asked for by reports: volume scratch; wildcard:
      # Fargate's instances are in accounts of AWS, whose ids are not published
      {
        Sid      = "AttachToInstances"
        Effect   = "Allow"
        Action   = ["ec2:AttachVolume", "ec2:DetachVolume"]
        Resource = "arn:aws:ec2:us-east-1:*:instance/*"
      },
      # delete volumes of tasks of the cluster; asked for by reports: volume scratch; wildcard: EBS gives
      # volumes their ids when it creates them
      {
        Sid      = "DeleteVolumes"
        Effect   = "Allow"
        Action   = "ec2:DeleteVolume"
        Resource = "arn:aws:ec2:us-east-1:123456789012:volume/*"
        Condition = {
          ArnLike = {
            "aws:ResourceTag/AmazonECSCreated" = "arn:aws:ecs:us-east-1:123456789012:task/my-app/*"
          }
          StringEquals = {
            "aws:ResourceTag/AmazonECSManaged" = "true"
          }
        }
      },
      # look up volumes, instances and zones of the region; asked for by reports: volume scratch; wildcard:
      # the `ec2:Describe...` actions have no resource types
      {
        Sid      = "DescribeVolumes"
        Effect   = "Allow"
        Action   = ["ec2:DescribeAvailabilityZones", "ec2:DescribeInstances", "ec2:DescribeVolumes"]
        Resource = "*"
        Condition = {
          StringEquals = {
            "ec2:Region" = "us-east-1"
          }
        }
      },
      # look up the key of the volumes; asked for by reports: volume scratch
      {
        Sid      = "DescribeVolumeKey"
        Effect   = "Allow"
        Action   = "kms:DescribeKey"
        Resource = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      },
      # encrypt volumes; asked for by reports: volume scratch
      {
        Sid      = "EncryptVolumes"
        Effect   = "Allow"
        Action   = ["kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"]
        Resource = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        Condition = {
          StringEquals = {
            "kms:ViaService" = "ec2.us-east-1.amazonaws.com"
          }
          "ForAnyValue:StringEquals" = {
            "kms:EncryptionContextKeys" = "aws:ebs:id"
          }
        }
      },
      # let EBS use the key for volumes; asked for by reports: volume scratch
      {
        Sid      = "GrantVolumeKey"
        Effect   = "Allow"
        Action   = "kms:CreateGrant"
        Resource = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        Condition = {
          StringEquals = {
            "kms:ViaService" = "ec2.us-east-1.amazonaws.com"
          }
          "ForAnyValue:StringEquals" = {
            "kms:EncryptionContextKeys" = "aws:ebs:id"
          }
          Bool = {
            "kms:GrantIsForAWSResource" = "true"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role" "reports_task" {
  name        = "my-app-reports-task"
  description = "Task role of service reports"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service reports
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
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }
}

resource "aws_iam_role_policy" "reports_task" {
  name = "my-app-reports-task"
  role = aws_iam_role.reports_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # mount volume `shared`; asked for by reports: volume shared
      {
        Sid      = "MountVolumeShared"
        Effect   = "Allow"
        Action   = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
        Resource = "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-0123456789abcdef0"
        Condition = {
          StringEquals = {
            "elasticfilesystem:AccessPointArn" = "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0123456789abcdef0"
          }
          Bool = {
            "elasticfilesystem:AccessedViaMountTarget" = "true"
          }
        }
      },
    ]
  })
}
