# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_cloudwatch_log_group" "ecs_mixed_web" {
  name              = "/ecs/mixed/web"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "web" {
  family                   = "mixed-web"
  requires_compatibilities = ["EC2"]
  network_mode             = "awsvpc"
  task_role_arn            = aws_iam_role.web_task.arn
  execution_role_arn       = aws_iam_role.web_execution.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "123456789012.dkr.ecr.us-west-2.amazonaws.com/web:4"
      essential = true
      memory    = 512
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
          "awslogs-group"         = "/ecs/mixed/web"
          "awslogs-region"        = "us-west-2"
          "awslogs-stream-prefix" = "web"
        }
      }
    },
  ])

  depends_on = [
    aws_cloudwatch_log_group.ecs_mixed_web,
    aws_iam_role_policy.web_execution,
    aws_iam_role_policy.web_task,
  ]
}

resource "aws_iam_role" "web_execution" {
  name        = "mixed-web-execution"
  description = "Execution role of service web"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service web
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
            "aws:SourceArn" = "arn:aws:ecs:us-west-2:123456789012:*"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "web_execution" {
  name = "mixed-web-execution"
  role = aws_iam_role.web_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by web: image; wildcard: `ecr:GetAuthorizationToken` has no
      # resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull image `web`; asked for by web: image
      {
        Sid      = "PullImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:aws:ecr:us-west-2:123456789012:repository/web"
      },
      # send logs to log group `/ecs/mixed/web`; asked for by service web; wildcard: ECS names each log stream
      # after the task
      {
        Sid      = "SendLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:us-west-2:123456789012:log-group:/ecs/mixed/web:log-stream:web/app/*"
      },
    ]
  })
}

resource "aws_iam_role" "web_task" {
  name        = "mixed-web-task"
  description = "Task role of service web"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service web
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
            "aws:SourceArn" = "arn:aws:ecs:us-west-2:123456789012:*"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "web_task" {
  name = "mixed-web-task"
  role = aws_iam_role.web_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # read items of, write and delete items of `sessions`; asked for by web: access dynamodb sessions
      {
        Sid    = "ReadWriteDynamodbSessions"
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
        Resource = "arn:aws:dynamodb:us-west-2:123456789012:table/sessions"
      },
    ]
  })
}
