# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_cloudwatch_log_group" "ecs_my_app_nightly" {
  name              = "/ecs/my-app/nightly"
  retention_in_days = 30

  tags = {
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }
}

resource "aws_ecs_task_definition" "nightly" {
  family                   = "my-app-nightly"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  task_role_arn            = aws_iam_role.nightly_task.arn
  execution_role_arn       = aws_iam_role.jobs_execution.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/my-app:1.4.2"
      essential = true
      command   = ["nightly"]
      secrets = [
        {
          name      = "TOKEN"
          valueFrom = "/my-app/jobs/token"
        },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/my-app/nightly"
          "awslogs-region"        = "us-east-1"
          "awslogs-stream-prefix" = "nightly"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }

  tags = {
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }

  depends_on = [aws_cloudwatch_log_group.ecs_my_app_nightly, aws_iam_role_policy.jobs_execution]
}

resource "aws_iam_role" "nightly_task" {
  name        = "my-app-nightly-task"
  description = "Task role of service nightly"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service nightly
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
