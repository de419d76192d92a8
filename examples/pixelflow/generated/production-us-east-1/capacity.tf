# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_launch_template" "images_ec2" {
  name                   = "pixelflow-images-ec2"
  description            = "Container instances of cluster images-ec2"
  update_default_version = true
  image_id               = "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id"
  instance_type          = "c7g.large"

  user_data = base64encode(<<-EOT
    #!/bin/bash
    set -euo pipefail

    cat <<'EOF' >> /etc/ecs/ecs.config
    ECS_CLUSTER=images-ec2
    ECS_ENABLE_TASK_IAM_ROLE=true
    ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true
    ECS_AWSVPC_BLOCK_IMDS=true
    ECS_ENABLE_SPOT_INSTANCE_DRAINING=true
    EOF
  EOT
  )

  iam_instance_profile {
    arn = aws_iam_instance_profile.images_ec2.arn
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
      CostCenter = "4711"
      Name       = "pixelflow-images-ec2"
      Team       = "imaging"
    }
  }

  tag_specifications {
    resource_type = "volume"

    tags = {
      CostCenter = "4711"
      Name       = "pixelflow-images-ec2"
      Team       = "imaging"
    }
  }

  tag_specifications {
    resource_type = "network-interface"

    tags = {
      CostCenter = "4711"
      Name       = "pixelflow-images-ec2"
      Team       = "imaging"
    }
  }

  tags = {
    CostCenter = "4711"
    Team       = "imaging"
  }
}

# the capacity provider sets the desired capacity and protects instances that run tasks
resource "aws_autoscaling_group" "images_ec2" {
  name                  = "pixelflow-images-ec2"
  min_size              = 0
  max_size              = 20
  vpc_zone_identifier   = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
  protect_from_scale_in = true

  mixed_instances_policy {
    instances_distribution {
      on_demand_base_capacity                  = 0
      on_demand_percentage_above_base_capacity = 0
      spot_allocation_strategy                 = "price-capacity-optimized"
    }

    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.images_ec2.id
        version            = aws_launch_template.images_ec2.latest_version
      }

      override {
        instance_type = "c7g.large"
      }

      override {
        instance_type = "c7g.xlarge"
      }

      override {
        instance_type = "m7g.large"
      }
    }
  }

  tag {
    key                 = "AmazonECSManaged"
    value               = "true"
    propagate_at_launch = true
  }

  tag {
    key                 = "CostCenter"
    value               = "4711"
    propagate_at_launch = true
  }

  tag {
    key                 = "Name"
    value               = "pixelflow-images-ec2"
    propagate_at_launch = true
  }

  tag {
    key                 = "Team"
    value               = "imaging"
    propagate_at_launch = true
  }

  lifecycle {
    ignore_changes = [desired_capacity]
  }

  depends_on = [aws_ecs_cluster.images_ec2, aws_iam_role_policy.images_ec2_instance]
}

resource "aws_iam_instance_profile" "images_ec2" {
  name = "pixelflow-images-ec2-instance"
  path = "/ecs/"
  role = aws_iam_role.images_ec2_instance.name

  tags = {
    CostCenter = "4711"
    Team       = "imaging"
  }
}

resource "aws_ecs_capacity_provider" "images_ec2" {
  name = "pixelflow-images-ec2"

  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.images_ec2.arn
    managed_draining               = "ENABLED"
    managed_termination_protection = "ENABLED"

    managed_scaling {
      status          = "ENABLED"
      target_capacity = 100
    }
  }

  tags = {
    CostCenter = "4711"
    Team       = "imaging"
  }
}

resource "aws_iam_role" "images_ec2_instance" {
  name                 = "pixelflow-images-ec2-instance"
  description          = "Container instance role of cluster images-ec2"
  path                 = "/ecs/"
  permissions_boundary = "arn:aws:iam::123456789012:policy/ecs-boundary"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let container instances use the role; asked for by cluster images-ec2: ec2
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
    CostCenter = "4711"
    Team       = "imaging"
  }
}

resource "aws_iam_role_policy" "images_ec2_instance" {
  name = "pixelflow-images-ec2-instance"
  role = aws_iam_role.images_ec2_instance.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # register with the cluster and report the state of tasks; asked for by cluster images-ec2: ec2
      {
        Sid    = "RegisterInstance"
        Effect = "Allow"
        Action = [
          "ecs:RegisterContainerInstance",
          "ecs:SubmitAttachmentStateChanges",
          "ecs:SubmitTaskStateChange",
        ]
        Resource = "arn:aws:ecs:us-east-1:123456789012:cluster/images-ec2"
      },
      # receive orders for container instances of the cluster; asked for by cluster images-ec2: ec2; wildcard:
      # ECS gives container instances their ids when they register
      {
        Sid      = "PollOrders"
        Effect   = "Allow"
        Action   = ["ecs:Poll", "ecs:StartTelemetrySession"]
        Resource = "arn:aws:ecs:us-east-1:123456789012:container-instance/images-ec2/*"
        Condition = {
          ArnEquals = {
            "ecs:cluster" = "arn:aws:ecs:us-east-1:123456789012:cluster/images-ec2"
          }
        }
      },
      # find the endpoint of ECS; asked for by cluster images-ec2: ec2; wildcard: `ecs:DiscoverPollEndpoint`
      # has no resource type
      {
        Sid      = "DiscoverEndpoint"
        Effect   = "Allow"
        Action   = "ecs:DiscoverPollEndpoint"
        Resource = "*"
      },
      # drain a Spot instance that is about to end; asked for by cluster images-ec2: ec2; wildcard: ECS gives
      # container instances their ids when they register
      {
        Sid      = "DrainInstance"
        Effect   = "Allow"
        Action   = "ecs:UpdateContainerInstancesState"
        Resource = "arn:aws:ecs:us-east-1:123456789012:container-instance/images-ec2/*"
        Condition = {
          ArnEquals = {
            "ecs:cluster" = "arn:aws:ecs:us-east-1:123456789012:cluster/images-ec2"
          }
        }
      },
    ]
  })
}
