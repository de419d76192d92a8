### versions.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.70, < 7.0"
    }
  }
}

### providers.tf
provider "aws" {
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/x"
  }

  default_tags {
    tags = {
      a = "b"
    }
  }
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

### variables.tf
variable "kms_key_arn" {
  type        = string
  description = "key $${x}"
  default     = ""

  validation {
    condition     = var.kms_key_arn == "" || can(regex("^arn:", var.kms_key_arn))
    error_message = "must be an arn"
  }
}

variable "ports" {
  type    = list(number)
  default = [80]
}

### locals.tf
locals {
  loc = {
    a = [
      1,
      2,
      {
        b = null
      },
    ]
    "c d" = true
  }
}

### main.tf
data "aws_caller_identity" "me" {}

resource "aws_autoscaling_group" "asg" {
  provider = aws.west

  max_size            = 3
  min_size            = 0
  vpc_zone_identifier = ["subnet-1", "subnet-2"]

  launch_template {
    id      = aws_launch_template.lt.id
    version = "$Latest"
  }

  tag {
    key                 = "AmazonECSManaged"
    propagate_at_launch = true
    value               = ""
  }

  tag {
    key                 = "b"
    propagate_at_launch = false
    value               = "c"
  }
}

resource "aws_ecs_cluster" "cluster" {
  name = "prod"

  configuration {
    execute_command_configuration {
      logging = "OVERRIDE"

      log_configuration {
        cloud_watch_log_group_name = "/x"
      }
    }
  }

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_launch_template" "lt" {
  name_prefix = "ec2-"
  image_id    = "ami-1"

  user_data = base64encode(<<-EOT
    #!/bin/bash
    cat <<'EOF' >> /etc/ecs/ecs.config
    ECS_CLUSTER=prod
    ECS_X=$${y}
    EOF
  EOT
  )

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      encrypted   = true
      volume_size = 30
    }
  }

  metadata_options {
    http_put_response_hop_limit = 1
    http_tokens                 = "required"
  }

  monitoring {
    enabled = true
  }

  tag_specifications {
    resource_type = "instance"

    tags = {
      Name = "x"
    }
  }
}

resource "aws_launch_template" "lt2" {
  name_prefix = "ec2-"
  image_id    = "ami-1"

  user_data = base64encode(<<-EOT
    #!/bin/bash
    echo ECS_CLUSTER=prod > /etc/ecs/ecs.config
  EOT
  )
}

# what the task may do resource "x" {
resource "aws_iam_role_policy" "pol" {
  name = "pol"
  role = aws_iam_role.role.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # asked for by platform.yaml:31
      {
        Sid    = "ReadTable"
        Effect = "Allow"
        Action = ["dynamodb:GetItem", "dynamodb:Query"]
        Resource = [
          "arn:aws:dynamodb:us-east-1:111122223333:table/sessions",
          aws_ecr_repository.repo.arn,
          "${aws_ecr_repository.repo.arn}/*",
        ]
      },
      {
        Sid      = "Vars"
        Effect   = "Allow"
        Action   = ["s3:*"]
        Resource = "arn:aws:s3:::b/$${aws:PrincipalTag/x}/*"
      },
      {
        Sid      = "Key"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = var.kms_key_arn
      },
    ]
  })
}

resource "aws_iam_role_policy" "pol2" {
  role = aws_iam_role.role.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid      = "A"
          Effect   = "Allow"
          Action   = ["s3:GetObject"]
          Resource = "*"
        },
      ],
      [
        # cond
        for k in compact([var.kms_key_arn]) : {
          Sid      = "DecryptSecrets"
          Effect   = "Allow"
          Action   = ["kms:Decrypt"]
          Resource = k
        }
      ]
    )
  })
}

resource "aws_iam_role_policy" "pol3" {
  role = aws_iam_role.role.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = aws_ecr_repository.repo.arn
      },
    ]
  })
}

resource "aws_ecr_repository" "repo" {
  name                 = "inventory"
  image_tag_mutability = "IMMUTABLE"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = var.kms_key_arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }

  timeouts {
    delete = "5m"
  }

  lifecycle {
    ignore_changes  = [tags["a"]]
    prevent_destroy = true
  }
}

resource "aws_iam_role" "role" {
  name = "task"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Ecs"
        Effect = "Allow"
        Principal = {
          Service = "ecs-tasks.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = "111122223333"
          }
          ArnLike = {
            "aws:SourceArn" = "arn:aws:ecs:us-east-1:111122223333:*"
          }
        }
      },
    ]
  })

  inline_policy {
    name = "in"

    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = []
    })
  }

  tags = {
    Name  = "x"
    "a b" = "c"
  }
}

resource "aws_security_group" "sg" {
  name = "sg"

  ingress = [
    for p in var.ports : {
      from_port        = p
      to_port          = p
      protocol         = "tcp"
      cidr_blocks      = ["10.0.0.0/8"]
      description      = null
      ipv6_cidr_blocks = null
      prefix_list_ids  = null
      security_groups  = null
      self             = null
    }
  ]

  egress {
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    protocol    = "-1"
    to_port     = 0
  }
}

resource "aws_ecs_service" "svc" {
  name            = "svc"
  cluster         = "prod"
  desired_count   = 1
  task_definition = aws_ecs_task_definition.td.arn

  capacity_provider_strategy {
    capacity_provider = "x"
    weight            = 1
  }

  dynamic "load_balancer" {
    for_each = var.ports

    content {
      container_name   = "app"
      container_port   = load_balancer.value
      target_group_arn = "arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/x/0123456789abcdef"
    }
  }
}

resource "aws_ecs_task_definition" "td" {
  family                   = "inv"
  cpu                      = 256
  execution_role_arn       = aws_iam_role.role.arn
  memory                   = 512
  network_mode             = "awsvpc"
  requires_compatibilities = ["EC2"]
  task_role_arn            = aws_iam_role.role.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "${aws_ecr_repository.repo.repository_url}:1.4.2"
      essential = true
      cpu       = 0
      environment = [
        {
          name  = "A"
          value = "x\"y"
        },
      ]
      secrets = [
        {
          name      = "DB"
          valueFrom = "arn:aws:ssm:us-east-1:111122223333:parameter/x"
        },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"  = "/x"
          "awslogs-region" = "us-east-1"
        }
      }
    },
  ])

  volume {
    name = "v"

    efs_volume_configuration {
      file_system_id = "fs-1"

      authorization_config {
        iam = "ENABLED"
      }
    }
  }

  depends_on = [aws_iam_role_policy.pol, aws_ecr_repository.repo]
}

### outputs.tf
output "role_arn" {
  description = "The \"role\" $${x}"
  value       = aws_iam_role.role.arn
}

output "td_arn" {
  value     = aws_ecs_task_definition.td.arn
  sensitive = true
}
