# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_cloudwatch_log_group" "ecs_billing_invoices" {
  name              = "/ecs/billing/invoices"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "invoices" {
  family                   = "billing-invoices"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  task_role_arn            = aws_iam_role.invoices_task.arn
  execution_role_arn       = aws_iam_role.invoices_execution.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/invoices:${var.image_tag}"
      essential = true
      portMappings = [
        {
          containerPort = 8080
          hostPort      = 8080
          protocol      = "tcp"
        },
      ]
      secrets = [
        {
          name      = "API_URL"
          valueFrom = "/billing/api-url"
        },
        {
          name      = "DB_PASSWORD"
          valueFrom = "${var.database_secret_arn}:password::"
        },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/billing/invoices"
          "awslogs-region"        = "eu-west-1"
          "awslogs-stream-prefix" = "invoices"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }

  depends_on = [
    aws_cloudwatch_log_group.ecs_billing_invoices,
    aws_iam_role_policy.invoices_execution,
    aws_iam_role_policy.invoices_task,
  ]
}

resource "aws_iam_role" "invoices_execution" {
  name        = "billing-invoices-execution"
  description = "Execution role of service invoices"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service invoices
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
            "aws:SourceArn" = "arn:aws:ecs:eu-west-1:123456789012:*"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "invoices_execution" {
  name = "billing-invoices-execution"
  role = aws_iam_role.invoices_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        # get a token for the registry; asked for by invoices: image.repository; wildcard:
        # `ecr:GetAuthorizationToken` has no resource type
        {
          Sid      = "GetRegistryToken"
          Effect   = "Allow"
          Action   = "ecr:GetAuthorizationToken"
          Resource = "*"
        },
        # pull image `invoices`; asked for by invoices: image.repository
        {
          Sid      = "PullImages"
          Effect   = "Allow"
          Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
          Resource = "arn:aws:ecr:eu-west-1:123456789012:repository/invoices"
        },
        # send logs to log group `/ecs/billing/invoices`; asked for by service invoices; wildcard: ECS names
        # each log stream after the task
        {
          Sid      = "SendLogs"
          Effect   = "Allow"
          Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
          Resource = "arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/billing/invoices:log-stream:invoices/app/*"
        },
        # read secret `DB_PASSWORD`; asked for by invoices: secret DB_PASSWORD
        {
          Sid      = "ReadSecrets"
          Effect   = "Allow"
          Action   = "secretsmanager:GetSecretValue"
          Resource = var.database_secret_arn
        },
        # read parameter `API_URL`; asked for by invoices: secret API_URL
        {
          Sid      = "ReadParameters"
          Effect   = "Allow"
          Action   = "ssm:GetParameters"
          Resource = "arn:aws:ssm:eu-west-1:123456789012:parameter/billing/api-url"
        },
      ],
      [
        # decrypt secrets under a customer-managed key; asked for by invoices: secret DB_PASSWORD
        for k in compact([var.kms_key_arn]) : {
          Sid      = "DecryptSecrets"
          Effect   = "Allow"
          Action   = "kms:Decrypt"
          Resource = var.kms_key_arn
          Condition = {
            StringEquals = {
              "kms:ViaService"                  = "secretsmanager.eu-west-1.amazonaws.com"
              "kms:EncryptionContext:SecretARN" = var.database_secret_arn
            }
          }
        }
      ]
    )
  })
}

resource "aws_iam_role" "invoices_task" {
  name        = "billing-invoices-task"
  description = "Task role of service invoices"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service invoices
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
            "aws:SourceArn" = "arn:aws:ecs:eu-west-1:123456789012:*"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "invoices_task" {
  name = "billing-invoices-task"
  role = aws_iam_role.invoices_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        # use the customer-managed key of `invoices`; asked for by invoices: access dynamodb invoices
        for k in compact([var.kms_key_arn]) : {
          Sid      = "DecryptDynamodbInvoices"
          Effect   = "Allow"
          Action   = "kms:Decrypt"
          Resource = var.kms_key_arn
          Condition = {
            StringEquals = {
              "kms:ViaService"                                  = "dynamodb.eu-west-1.amazonaws.com"
              "kms:EncryptionContext:aws:dynamodb:tableName"    = "invoices"
              "kms:EncryptionContext:aws:dynamodb:subscriberId" = "123456789012"
            }
          }
        }
      ],
      [
        # read items of, write and delete items of `invoices`; asked for by invoices: access dynamodb invoices
        {
          Sid    = "ReadWriteDynamodbInvoices"
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
          Resource = "arn:aws:dynamodb:eu-west-1:123456789012:table/invoices"
        },
        # write objects of `archive_bucket`; asked for by invoices: access s3 variable archive_bucket;
        # wildcard: the keys of objects are not known before they are written
        {
          Sid      = "WriteS3ArchiveBucket"
          Effect   = "Allow"
          Action   = ["s3:PutObject", "s3:AbortMultipartUpload"]
          Resource = "arn:aws:s3:::${var.archive_bucket}/invoices/*"
        },
      ]
    )
  })
}
