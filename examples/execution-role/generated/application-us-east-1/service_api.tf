# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_ecs_service" "api" {
  name                    = "api"
  cluster                 = aws_ecs_cluster.my_app.arn
  task_definition         = aws_ecs_task_definition.api.arn
  desired_count           = 2
  launch_type             = "FARGATE"
  enable_ecs_managed_tags = true
  propagate_tags          = "SERVICE"
  enable_execute_command  = true

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
    security_groups  = ["sg-0a1b2c3d4e5f60004"]
    assign_public_ip = false
  }

  service_connect_configuration {
    enabled = true

    service {
      port_name = "http"

      client_alias {
        port     = 80
        dns_name = "api"
      }

      tls {
        role_arn = aws_iam_role.api_infrastructure.arn

        issuer_cert_authority {
          aws_pca_authority_arn = "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/12345678-1234-1234-1234-123456789012"
        }
      }
    }
  }

  tags = {
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }

  depends_on = [aws_ecs_cluster_capacity_providers.my_app, aws_iam_role_policy.api_infrastructure]
}

resource "aws_ecs_task_definition" "api" {
  family                   = "my-app-api"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  task_role_arn            = aws_iam_role.api_task.arn
  execution_role_arn       = aws_iam_role.api_execution.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/my-app:1.4.2"
      essential = true
      linuxParameters = {
        initProcessEnabled = true
      }
      portMappings = [
        {
          containerPort = 8080
          hostPort      = 8080
          protocol      = "tcp"
          name          = "http"
          appProtocol   = "http"
        },
      ]
      environment = [
        {
          name  = "LOG_LEVEL"
          value = "info"
        },
      ]
      secrets = [
        {
          name      = "API_KEY"
          valueFrom = "arn:aws:secretsmanager:us-east-1:123456789012:secret:my-app/api-GhIjKl:key:AWSCURRENT:"
        },
        {
          name      = "DB_HOST"
          valueFrom = "/my-app/db-host"
        },
        {
          name      = "DB_PASSWORD"
          valueFrom = "arn:aws:secretsmanager:us-east-1:123456789012:secret:my-app/db-AbCdEf:password::"
        },
        {
          name      = "LICENCE"
          valueFrom = "arn:aws:secretsmanager:us-east-1:123456789012:secret:my-app/licence-MnOpQr:::0123456789abcdef0123456789abcdef"
        },
        {
          name      = "SIGNING_KEY"
          valueFrom = "/my-app/signing-key"
        },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "/ecs/my-app"
          "awslogs-region"        = "us-east-1"
          "awslogs-stream-prefix" = "api"
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

  depends_on = [
    aws_cloudwatch_log_group.ecs_my_app,
    aws_iam_role_policy.api_execution,
    aws_iam_role_policy.api_task,
  ]
}

resource "aws_iam_role" "api_execution" {
  name        = "my-app-api-execution"
  description = "Execution role of service api"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS prepare tasks of this account and region with the role; asked for by service api
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

resource "aws_iam_role_policy" "api_execution" {
  name = "my-app-api-execution"
  role = aws_iam_role.api_execution.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        # get a token for the registry; asked for by api: image; wildcard: `ecr:GetAuthorizationToken` has no
        # resource type
        {
          Sid      = "GetRegistryToken"
          Effect   = "Allow"
          Action   = "ecr:GetAuthorizationToken"
          Resource = "*"
        },
        # pull image `my-app`; asked for by api: image
        {
          Sid      = "PullImages"
          Effect   = "Allow"
          Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
          Resource = "arn:aws:ecr:us-east-1:123456789012:repository/my-app"
        },
        # send logs to log group `/ecs/my-app`; asked for by api: logs; wildcard: ECS names each log stream
        # after the task
        {
          Sid      = "SendLogs"
          Effect   = "Allow"
          Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
          Resource = "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/my-app:log-stream:api/app/*"
        },
        # read secrets `API_KEY`, `DB_PASSWORD` and `LICENCE`; asked for by api: secret API_KEY, api: secret
        # DB_PASSWORD, api: secret LICENCE
        {
          Sid    = "ReadSecrets"
          Effect = "Allow"
          Action = "secretsmanager:GetSecretValue"
          Resource = [
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:my-app/api-GhIjKl",
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:my-app/db-AbCdEf",
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:my-app/licence-MnOpQr",
          ]
        },
        # read parameters `DB_HOST` and `SIGNING_KEY`; asked for by api: secret DB_HOST, api: secret
        # SIGNING_KEY
        {
          Sid    = "ReadParameters"
          Effect = "Allow"
          Action = "ssm:GetParameters"
          Resource = [
            "arn:aws:ssm:us-east-1:123456789012:parameter/my-app/db-host",
            "arn:aws:ssm:us-east-1:123456789012:parameter/my-app/signing-key",
          ]
        },
      ],
      [
        # decrypt secrets under a customer-managed key; asked for by api: secret DB_PASSWORD
        for k in compact([var.kms_key_arn]) : {
          Sid      = "DecryptSecrets"
          Effect   = "Allow"
          Action   = "kms:Decrypt"
          Resource = var.kms_key_arn
          Condition = {
            StringEquals = {
              "kms:ViaService"                  = "secretsmanager.us-east-1.amazonaws.com"
              "kms:EncryptionContext:SecretARN" = "arn:aws:secretsmanager:us-east-1:123456789012:secret:my-app/db-AbCdEf"
            }
          }
        }
      ],
      [
        # decrypt secrets under a customer-managed key; asked for by api: secret API_KEY
        {
          Sid      = "DecryptSecrets2"
          Effect   = "Allow"
          Action   = "kms:Decrypt"
          Resource = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
          Condition = {
            StringEquals = {
              "kms:ViaService"                  = "secretsmanager.us-east-1.amazonaws.com"
              "kms:EncryptionContext:SecretARN" = "arn:aws:secretsmanager:us-east-1:123456789012:secret:my-app/api-GhIjKl"
            }
          }
        },
        # decrypt parameters under a customer-managed key; asked for by api: secret SIGNING_KEY
        {
          Sid      = "DecryptParameters"
          Effect   = "Allow"
          Action   = "kms:Decrypt"
          Resource = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
          Condition = {
            StringEquals = {
              "kms:ViaService"                      = "ssm.us-east-1.amazonaws.com"
              "kms:EncryptionContext:PARAMETER_ARN" = "arn:aws:ssm:us-east-1:123456789012:parameter/my-app/signing-key"
            }
          }
        },
      ]
    )
  })
}

resource "aws_iam_role" "api_infrastructure" {
  name        = "my-app-api-infrastructure"
  description = "Infrastructure role of service api"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS manage infrastructure with the role; asked for by service api
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

resource "aws_iam_role_policy" "api_infrastructure" {
  name = "my-app-api-infrastructure"
  role = aws_iam_role.api_infrastructure.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # store certificates as secrets; asked for by api: deployment.serviceConnect.tls; wildcard: ECS names
      # the secrets of Service Connect
      {
        Sid      = "CreateTlsSecrets"
        Effect   = "Allow"
        Action   = "secretsmanager:CreateSecret"
        Resource = "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecs-sc!*"
        Condition = {
          ArnLike = {
            "aws:RequestTag/AmazonECSCreated" = [
              "arn:aws:ecs:us-east-1:123456789012:service/my-app/*",
              "arn:aws:ecs:us-east-1:123456789012:task-set/my-app/*",
            ]
          }
          StringEquals = {
            "aws:RequestTag/AmazonECSManaged" = "true"
          }
        }
      },
      # tag the secrets of certificates; asked for by api: deployment.serviceConnect.tls; wildcard: ECS names
      # the secrets of Service Connect
      {
        Sid      = "TagNewTlsSecrets"
        Effect   = "Allow"
        Action   = "secretsmanager:TagResource"
        Resource = "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecs-sc!*"
        Condition = {
          ArnLike = {
            "aws:RequestTag/AmazonECSCreated" = [
              "arn:aws:ecs:us-east-1:123456789012:service/my-app/*",
              "arn:aws:ecs:us-east-1:123456789012:task-set/my-app/*",
            ]
          }
          StringEquals = {
            "aws:RequestTag/AmazonECSManaged" = "true"
          }
        }
      },
      # rotate the secrets of certificates; asked for by api: deployment.serviceConnect.tls; wildcard: ECS
      # names the secrets of Service Connect
      {
        Sid    = "RotateTlsSecrets"
        Effect = "Allow"
        Action = [
          "secretsmanager:DeleteSecret",
          "secretsmanager:GetSecretValue",
          "secretsmanager:PutSecretValue",
          "secretsmanager:RotateSecret",
          "secretsmanager:UpdateSecret",
          "secretsmanager:UpdateSecretVersionStage",
        ]
        Resource = "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecs-sc!*"
        Condition = {
          StringEquals = {
            "secretsmanager:ResourceTag/aws:secretsmanager:owningService" = "ecs-sc"
          }
        }
      },
      # look up the secrets of certificates; asked for by api: deployment.serviceConnect.tls; wildcard: ECS
      # names the secrets of Service Connect
      {
        Sid      = "DescribeTlsSecrets"
        Effect   = "Allow"
        Action   = "secretsmanager:DescribeSecret"
        Resource = "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecs-sc!*"
      },
      # read certificates; asked for by api: deployment.serviceConnect.tls
      {
        Sid    = "ReadCertificates"
        Effect = "Allow"
        Action = [
          "acm-pca:DescribeCertificateAuthority",
          "acm-pca:GetCertificate",
          "acm-pca:GetCertificateAuthorityCertificate",
        ]
        Resource = "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/12345678-1234-1234-1234-123456789012"
      },
      # issue certificates for TLS; asked for by api: deployment.serviceConnect.tls
      {
        Sid      = "IssueCertificates"
        Effect   = "Allow"
        Action   = "acm-pca:IssueCertificate"
        Resource = "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/12345678-1234-1234-1234-123456789012"
        Condition = {
          StringEquals = {
            "acm-pca:TemplateArn" = "arn:aws:acm-pca:::template/EndEntityCertificate/V1"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role" "api_task" {
  name        = "my-app-api-task"
  description = "Task role of service api"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let ECS start tasks of this account and region with the role; asked for by service api
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

resource "aws_iam_role_policy" "api_task" {
  name = "my-app-api-task"
  role = aws_iam_role.api_task.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # send traces to X-Ray and read its sampling rules; asked for by api: access xray; wildcard: no X-Ray
      # action for traces and sampling has resource-level permissions
      {
        Sid    = "SendTraces"
        Effect = "Allow"
        Action = [
          "xray:PutTraceSegments",
          "xray:PutTelemetryRecords",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
          "xray:GetSamplingStatisticSummaries",
        ]
        Resource = "*"
      },
      # open ECS Exec sessions; asked for by api: exec; wildcard: `ssmmessages` has no resource types
      {
        Sid    = "OpenExecChannel"
        Effect = "Allow"
        Action = [
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ]
        Resource = "*"
      },
      # find the log group of ECS Exec sessions; asked for by api: exec; wildcard: `logs:DescribeLogGroups`
      # has no resource type
      {
        Sid      = "FindExecLogGroup"
        Effect   = "Allow"
        Action   = "logs:DescribeLogGroups"
        Resource = "*"
      },
      # log ECS Exec sessions; asked for by api: exec; wildcard: each session has a log stream of its own
      {
        Sid      = "LogExecSessions"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/my-app/my-app/exec:*"
      },
      # decrypt the data channel of ECS Exec, which the container does itself; asked for by api: exec
      {
        Sid      = "DecryptExecChannel"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      },
    ]
  })
}

resource "aws_cloudwatch_log_group" "ecs_my_app" {
  name              = "/ecs/my-app"
  retention_in_days = 30
  kms_key_id        = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"

  tags = {
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }
}
