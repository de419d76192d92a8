# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_launch_template" "my_app_ec2" {
  name                   = "my-app-my-app-ec2"
  description            = "Container instances of cluster my-app-ec2"
  update_default_version = true
  image_id               = "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"
  instance_type          = "m7i.large"

  user_data = base64encode(<<-EOT
    #!/bin/bash
    set -euo pipefail

    cat <<'EOF' >> /etc/ecs/ecs.config
    ECS_CLUSTER=my-app-ec2
    ECS_ENABLE_TASK_IAM_ROLE=true
    ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true
    ECS_AWSVPC_BLOCK_IMDS=true
    EOF
  EOT
  )

  iam_instance_profile {
    arn = aws_iam_instance_profile.my_app_ec2.arn
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
    http_protocol_ipv6          = "disabled"
  }

  monitoring {
    enabled = true
  }

  network_interfaces {
    associate_public_ip_address = false
    delete_on_termination       = true
    security_groups             = ["sg-0a1b2c3d4e5f60003"]
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size           = 50
      volume_type           = "gp3"
      encrypted             = true
      delete_on_termination = true
    }
  }

  tag_specifications {
    resource_type = "instance"

    tags = {
      Environment = "production"
      Name        = "my-app-my-app-ec2"
      Owner       = "platform-team"
      Project     = "MyECSApp"
    }
  }

  tag_specifications {
    resource_type = "volume"

    tags = {
      Environment = "production"
      Name        = "my-app-my-app-ec2"
      Owner       = "platform-team"
      Project     = "MyECSApp"
    }
  }

  tag_specifications {
    resource_type = "network-interface"

    tags = {
      Environment = "production"
      Name        = "my-app-my-app-ec2"
      Owner       = "platform-team"
      Project     = "MyECSApp"
    }
  }

  tags = {
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }
}

# the capacity provider sets the desired capacity and protects instances that run tasks
resource "aws_autoscaling_group" "my_app_ec2" {
  name                  = "my-app-my-app-ec2"
  min_size              = 0
  max_size              = 10
  vpc_zone_identifier   = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
  protect_from_scale_in = true

  launch_template {
    id      = aws_launch_template.my_app_ec2.id
    version = aws_launch_template.my_app_ec2.latest_version
  }

  tag {
    key                 = "AmazonECSManaged"
    value               = "true"
    propagate_at_launch = true
  }

  tag {
    key                 = "Environment"
    value               = "production"
    propagate_at_launch = true
  }

  tag {
    key                 = "Name"
    value               = "my-app-my-app-ec2"
    propagate_at_launch = true
  }

  tag {
    key                 = "Owner"
    value               = "platform-team"
    propagate_at_launch = true
  }

  tag {
    key                 = "Project"
    value               = "MyECSApp"
    propagate_at_launch = true
  }

  lifecycle {
    ignore_changes = [desired_capacity]
  }

  depends_on = [aws_ecs_cluster.my_app_ec2, aws_iam_role_policy.my_app_ec2_instance]
}

resource "aws_iam_instance_profile" "my_app_ec2" {
  name = "my-app-my-app-ec2-instance"
  path = "/"
  role = aws_iam_role.my_app_ec2_instance.name

  tags = {
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }
}

resource "aws_ecs_capacity_provider" "my_app_ec2" {
  name = "my-app-my-app-ec2"

  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.my_app_ec2.arn
    managed_draining               = "ENABLED"
    managed_termination_protection = "ENABLED"

    managed_scaling {
      status          = "ENABLED"
      target_capacity = 100
    }
  }

  tags = {
    Environment = "production"
    Owner       = "platform-team"
    Project     = "MyECSApp"
  }
}

resource "aws_iam_role" "my_app_ec2_instance" {
  name        = "my-app-my-app-ec2-instance"
  description = "Container instance role of cluster my-app-ec2"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let container instances use the role; asked for by cluster my-app-ec2: ec2
      {
        Sid    = "AssumeByInstances"
        Effect = "Allow"
        Principal = {
          Service = "ec2.amazonaws.com"
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

resource "aws_iam_role_policy" "my_app_ec2_instance" {
  name = "my-app-my-app-ec2-instance"
  role = aws_iam_role.my_app_ec2_instance.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # register with the cluster and report the state of tasks; asked for by cluster my-app-ec2: ec2
      {
        Sid    = "RegisterInstance"
        Effect = "Allow"
        Action = [
          "ecs:RegisterContainerInstance",
          "ecs:SubmitAttachmentStateChanges",
          "ecs:SubmitTaskStateChange",
        ]
        Resource = "arn:aws:ecs:us-east-1:123456789012:cluster/my-app-ec2"
      },
      # receive orders for container instances of the cluster; asked for by cluster my-app-ec2: ec2; wildcard:
      # ECS gives container instances their ids when they register
      {
        Sid      = "PollOrders"
        Effect   = "Allow"
        Action   = ["ecs:Poll", "ecs:StartTelemetrySession"]
        Resource = "arn:aws:ecs:us-east-1:123456789012:container-instance/my-app-ec2/*"
        Condition = {
          ArnEquals = {
            "ecs:cluster" = "arn:aws:ecs:us-east-1:123456789012:cluster/my-app-ec2"
          }
        }
      },
      # find the endpoint of ECS; asked for by cluster my-app-ec2: ec2; wildcard: `ecs:DiscoverPollEndpoint`
      # has no resource type
      {
        Sid      = "DiscoverEndpoint"
        Effect   = "Allow"
        Action   = "ecs:DiscoverPollEndpoint"
        Resource = "*"
      },
      # register with Session Manager; asked for by cluster my-app-ec2: ec2; wildcard: EC2 gives instances
      # their ids when they start
      {
        Sid      = "RegisterSessions"
        Effect   = "Allow"
        Action   = "ssm:UpdateInstanceInformation"
        Resource = "arn:aws:ec2:us-east-1:123456789012:instance/*"
      },
      # open Session Manager sessions; asked for by cluster my-app-ec2: ec2; wildcard: `ssmmessages` has no
      # resource types
      {
        Sid    = "OpenSessionChannel"
        Effect = "Allow"
        Action = [
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ]
        Resource = "*"
      },
    ]
  })
}
