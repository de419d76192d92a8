# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_launch_template" "sites" {
  name                   = "sites-sites"
  description            = "Container instances of cluster sites"
  update_default_version = true
  image_id               = "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"
  instance_type          = "m7i.large"

  user_data = base64encode(<<-EOT
    #!/bin/bash
    set -euo pipefail

    cat <<'EOF' >> /etc/ecs/ecs.config
    ECS_CLUSTER=sites
    ECS_ENABLE_TASK_IAM_ROLE=true
    ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true
    ECS_AWSVPC_BLOCK_IMDS=true
    EOF
  EOT
  )

  iam_instance_profile {
    arn = aws_iam_instance_profile.sites.arn
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
      CostCenter = "8100"
      Name       = "sites-sites"
    }
  }

  tag_specifications {
    resource_type = "volume"

    tags = {
      CostCenter = "8100"
      Name       = "sites-sites"
    }
  }

  tag_specifications {
    resource_type = "network-interface"

    tags = {
      CostCenter = "8100"
      Name       = "sites-sites"
    }
  }

  tags = {
    CostCenter = "8100"
  }
}

# the capacity provider sets the desired capacity and protects instances that run tasks
resource "aws_autoscaling_group" "sites" {
  name                  = "sites-sites"
  min_size              = 0
  max_size              = 30
  vpc_zone_identifier   = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
  protect_from_scale_in = true

  launch_template {
    id      = aws_launch_template.sites.id
    version = aws_launch_template.sites.latest_version
  }

  tag {
    key                 = "AmazonECSManaged"
    value               = "true"
    propagate_at_launch = true
  }

  tag {
    key                 = "CostCenter"
    value               = "8100"
    propagate_at_launch = true
  }

  tag {
    key                 = "Name"
    value               = "sites-sites"
    propagate_at_launch = true
  }

  lifecycle {
    ignore_changes = [desired_capacity]
  }

  depends_on = [aws_ecs_cluster.sites, aws_iam_role_policy.sites_instance]
}

resource "aws_iam_instance_profile" "sites" {
  name = "sites-sites-instance"
  path = "/"
  role = aws_iam_role.sites_instance.name

  tags = {
    CostCenter = "8100"
  }
}

resource "aws_ecs_capacity_provider" "sites" {
  name = "sites-sites"

  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.sites.arn
    managed_draining               = "ENABLED"
    managed_termination_protection = "ENABLED"

    managed_scaling {
      status          = "ENABLED"
      target_capacity = 100
    }
  }

  tags = {
    CostCenter = "8100"
  }
}

resource "aws_iam_role" "sites_instance" {
  name        = "sites-sites-instance"
  description = "Container instance role of cluster sites"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let container instances use the role; asked for by cluster sites: ec2
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
    CostCenter = "8100"
  }
}

resource "aws_iam_role_policy" "sites_instance" {
  name = "sites-sites-instance"
  role = aws_iam_role.sites_instance.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # register with the cluster and report the state of tasks; asked for by cluster sites: ec2
      {
        Sid    = "RegisterInstance"
        Effect = "Allow"
        Action = [
          "ecs:RegisterContainerInstance",
          "ecs:SubmitAttachmentStateChanges",
          "ecs:SubmitTaskStateChange",
        ]
        Resource = "arn:aws:ecs:us-east-1:123456789012:cluster/sites"
      },
      # receive orders for container instances of the cluster; asked for by cluster sites: ec2; wildcard: ECS
      # gives container instances their ids when they register
      {
        Sid      = "PollOrders"
        Effect   = "Allow"
        Action   = ["ecs:Poll", "ecs:StartTelemetrySession"]
        Resource = "arn:aws:ecs:us-east-1:123456789012:container-instance/sites/*"
        Condition = {
          ArnEquals = {
            "ecs:cluster" = "arn:aws:ecs:us-east-1:123456789012:cluster/sites"
          }
        }
      },
      # find the endpoint of ECS; asked for by cluster sites: ec2; wildcard: `ecs:DiscoverPollEndpoint` has no
      # resource type
      {
        Sid      = "DiscoverEndpoint"
        Effect   = "Allow"
        Action   = "ecs:DiscoverPollEndpoint"
        Resource = "*"
      },
    ]
  })
}
