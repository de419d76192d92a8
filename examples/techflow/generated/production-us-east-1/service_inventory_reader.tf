# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_cloudwatch_log_group" "ecs_techflow_inventory_reader" {
  name              = "/ecs/techflow/inventory-reader"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "inventory_reader" {
  family                   = "techflow-inventory-reader"
  requires_compatibilities = ["EC2"]
  network_mode             = "awsvpc"
  task_role_arn            = aws_iam_role.inventory_reader_task.arn
  execution_role_arn       = aws_iam_role.inventory_reader_execution.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/inventory:latest"
      essential = true
      memory    = 512
      environment = [
        {
          name  = "DB_ENDPOINT"
          value = "aurora-cluster.cluster-xyz.us-east-1.rds.amazonaws.com"
        },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/techflow/inventory-reader"
          "awslogs-region"        = "us-east-1"
          "awslogs-stream-prefix" = "inventory-reader"
        }
      }
    },
  ])

  depends_on = [
    aws_cloudwatch_log_group.ecs_techflow_inventory_reader,
    aws_iam_role_policy.inventory_reader_execution,
    aws_iam_role_policy.inventory_reader_task,
  ]
}

resource "aws_iam_role" "inventory_reader_execution" {
  name        = "techflow-inventory-reader-execution"
  description = "Execution role of service inventory-reader"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service inventory-reader
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
}

resource "aws_iam_role_policy" "inventory_reader_execution" {
  name = "techflow-inventory-reader-execution"
  role = aws_iam_role.inventory_reader_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by inventory-reader: image; wildcard:
      # `ecr:GetAuthorizationToken` has no resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull image `inventory`; asked for by inventory-reader: image
      {
        Sid      = "PullImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:aws:ecr:us-east-1:123456789012:repository/inventory"
      },
      # send logs to log group `/ecs/techflow/inventory-reader`; asked for by service inventory-reader;
      # wildcard: ECS names each log stream after the task
      {
        Sid      = "SendLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/techflow/inventory-reader:log-stream:inventory-reader/app/*"
      },
    ]
  })
}

resource "aws_iam_role" "inventory_reader_task" {
  name        = "techflow-inventory-reader-task"
  description = "Task role of service inventory-reader"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service inventory-reader
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
}

resource "aws_iam_role_policy" "inventory_reader_task" {
  name = "techflow-inventory-reader-task"
  role = aws_iam_role.inventory_reader_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # connect to database `app_readonly_user`; asked for by inventory-reader: access rds-connect
      # cluster-ABCDEFGHIJKL01234567890123
      {
        Sid      = "ConnectRdsAppReadonlyUser"
        Effect   = "Allow"
        Action   = "rds-db:connect"
        Resource = "arn:aws:rds-db:us-east-1:123456789012:dbuser:cluster-ABCDEFGHIJKL01234567890123/app_readonly_user"
      },
    ]
  })
}
