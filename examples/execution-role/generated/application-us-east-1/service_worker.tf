# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_cloudwatch_log_group" "ecs_my_app_router" {
  name              = "/ecs/my-app/router"
  retention_in_days = 7

  tags = {
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }
}

resource "aws_ecs_task_definition" "worker" {
  family                   = "my-app-worker"
  requires_compatibilities = ["EC2"]
  network_mode             = "awsvpc"
  task_role_arn            = aws_iam_role.worker_task.arn
  execution_role_arn       = aws_iam_role.worker_execution.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "registry.example.com/team/worker:7"
      essential = true
      memory    = 512
      environmentFiles = [
        {
          value = "arn:aws:s3:::my-config-bucket/config/worker.env"
          type  = "s3"
        },
      ]
      repositoryCredentials = {
        credentialsParameter = "arn:aws:secretsmanager:us-east-1:123456789012:secret:my-app/registry-StUvWx"
      }
      logConfiguration = {
        logDriver = "awsfirelens"
        options = {
          Name            = "firehose"
          delivery_stream = "worker-logs"
          region          = "us-east-1"
        }
      }
    },
    {
      name      = "log-router"
      image     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/ecr-public/aws-observability/aws-for-fluent-bit:stable"
      essential = true
      memory    = 128
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/my-app/router"
          "awslogs-region"        = "us-east-1"
          "awslogs-stream-prefix" = "worker"
        }
      }
      firelensConfiguration = {
        type = "fluentbit"
        options = {
          "config-file-type"  = "s3"
          "config-file-value" = "arn:aws:s3:::my-config-bucket/config/fluent-bit.conf"
        }
      }
    },
  ])

  tags = {
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }

  depends_on = [
    aws_cloudwatch_log_group.ecs_my_app_router,
    aws_iam_role_policy.worker_execution,
    aws_iam_role_policy.worker_task,
  ]
}

resource "aws_iam_role" "worker_execution" {
  name        = "my-app-worker-execution"
  description = "Execution role of service worker"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service worker
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

resource "aws_iam_role_policy" "worker_execution" {
  name = "my-app-worker-execution"
  role = aws_iam_role.worker_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # get a token for the registry; asked for by worker container log-router: image; wildcard:
      # `ecr:GetAuthorizationToken` has no resource type
      {
        Sid      = "GetRegistryToken"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      # pull image `ecr-public/aws-observability/aws-for-fluent-bit`; asked for by worker container
      # log-router: image
      {
        Sid      = "PullImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:aws:ecr:us-east-1:123456789012:repository/ecr-public/aws-observability/aws-for-fluent-bit"
      },
      # import from upstream image `ecr-public/aws-observability/aws-for-fluent-bit`; asked for by worker
      # container log-router: image
      {
        Sid      = "ImportImages"
        Effect   = "Allow"
        Action   = "ecr:BatchImportUpstreamImage"
        Resource = "arn:aws:ecr:us-east-1:123456789012:repository/ecr-public/aws-observability/aws-for-fluent-bit"
      },
      # create at the first pull image `ecr-public/aws-observability/aws-for-fluent-bit`; asked for by worker
      # container log-router: image
      {
        Sid      = "CreateRepositories"
        Effect   = "Allow"
        Action   = "ecr:CreateRepository"
        Resource = "arn:aws:ecr:us-east-1:123456789012:repository/ecr-public/aws-observability/aws-for-fluent-bit"
      },
      # send logs to log group `/ecs/my-app/router`; asked for by worker container log-router: logs; wildcard:
      # ECS names each log stream after the task
      {
        Sid      = "SendLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/my-app/router:log-stream:worker/log-router/*"
      },
      # read secret `registryCredentials`; asked for by worker container app: registryCredentials
      {
        Sid      = "ReadSecrets"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = "arn:aws:secretsmanager:us-east-1:123456789012:secret:my-app/registry-StUvWx"
      },
      # read files `my-config-bucket/config/fluent-bit.conf` and `my-config-bucket/config/worker.env`; asked
      # for by worker container app: environment file s3://my-config-bucket/config/worker.env, worker
      # container log-router: router.configuration.s3
      {
        Sid    = "ReadFiles"
        Effect = "Allow"
        Action = "s3:GetObject"
        Resource = [
          "arn:aws:s3:::my-config-bucket/config/fluent-bit.conf",
          "arn:aws:s3:::my-config-bucket/config/worker.env",
        ]
        Condition = {
          StringEquals = {
            "aws:ResourceAccount" = "123456789012"
          }
        }
      },
      # find the region of bucket `my-config-bucket`; asked for by worker container app: environment file
      # s3://my-config-bucket/config/worker.env, worker container log-router: router.configuration.s3
      {
        Sid      = "LocateBuckets"
        Effect   = "Allow"
        Action   = "s3:GetBucketLocation"
        Resource = "arn:aws:s3:::my-config-bucket"
        Condition = {
          StringEquals = {
            "aws:ResourceAccount" = "123456789012"
          }
        }
      },
      # decrypt secrets under a customer-managed key; asked for by worker container app: registryCredentials
      {
        Sid      = "DecryptSecrets"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        Condition = {
          StringEquals = {
            "kms:ViaService"                  = "secretsmanager.us-east-1.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = "arn:aws:secretsmanager:us-east-1:123456789012:secret:my-app/registry-StUvWx"
          }
        }
      },
      # decrypt files under a customer-managed key; asked for by worker container app: environment file
      # s3://my-config-bucket/config/worker.env
      {
        Sid      = "DecryptFiles"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        Condition = {
          StringEquals = {
            "kms:ViaService" = "s3.us-east-1.amazonaws.com"
            "kms:EncryptionContext:aws:s3:arn" = [
              "arn:aws:s3:::my-config-bucket",
              "arn:aws:s3:::my-config-bucket/config/worker.env",
            ]
          }
        }
      },
    ]
  })
}

resource "aws_iam_role" "worker_task" {
  name        = "my-app-worker-task"
  description = "Task role of service worker"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service worker
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

resource "aws_iam_role_policy" "worker_task" {
  name = "my-app-worker-task"
  role = aws_iam_role.worker_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # write records to Firehose stream `worker-logs`; asked for by worker: access firehose worker-logs
      {
        Sid      = "WriteFirehoseWorkerLogs"
        Effect   = "Allow"
        Action   = ["firehose:PutRecord", "firehose:PutRecordBatch"]
        Resource = "arn:aws:firehose:us-east-1:123456789012:deliverystream/worker-logs"
      },
    ]
  })
}
