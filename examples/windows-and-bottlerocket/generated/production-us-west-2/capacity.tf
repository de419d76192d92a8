# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_launch_template" "mixed_bottlerocket" {
  name                   = "mixed-mixed-bottlerocket"
  description            = "Container instances of cluster mixed"
  update_default_version = true
  image_id               = "resolve:ssm:/aws/service/bottlerocket/aws-ecs-2/arm64/latest/image_id"
  instance_type          = "m7g.large"

  user_data = base64encode(<<-EOT
    [settings.ecs]
    cluster = "mixed"
    awsvpc-block-imds = true

    [settings.ecs.instance-attributes]
    tier = "web"

    [settings.host-containers.admin]
    enabled = false
  EOT
  )

  iam_instance_profile {
    arn = aws_iam_instance_profile.mixed_bottlerocket.arn
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
      volume_type           = "gp3"
      encrypted             = true
      delete_on_termination = true
    }
  }

  block_device_mappings {
    device_name = "/dev/xvdb"

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
      Name = "mixed-mixed-bottlerocket"
    }
  }

  tag_specifications {
    resource_type = "volume"

    tags = {
      Name = "mixed-mixed-bottlerocket"
    }
  }

  tag_specifications {
    resource_type = "network-interface"

    tags = {
      Name = "mixed-mixed-bottlerocket"
    }
  }
}

# the capacity provider sets the desired capacity and protects instances that run tasks
resource "aws_autoscaling_group" "mixed_bottlerocket" {
  name                  = "mixed-mixed-bottlerocket"
  min_size              = 0
  max_size              = 10
  vpc_zone_identifier   = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
  protect_from_scale_in = true

  launch_template {
    id      = aws_launch_template.mixed_bottlerocket.id
    version = aws_launch_template.mixed_bottlerocket.latest_version
  }

  tag {
    key                 = "AmazonECSManaged"
    value               = "true"
    propagate_at_launch = true
  }

  tag {
    key                 = "Name"
    value               = "mixed-mixed-bottlerocket"
    propagate_at_launch = true
  }

  lifecycle {
    ignore_changes = [desired_capacity]
  }

  depends_on = [aws_ecs_cluster.mixed, aws_iam_role_policy.mixed_bottlerocket_instance]
}

resource "aws_iam_instance_profile" "mixed_bottlerocket" {
  name = "mixed-mixed-bottlerocket-instance"
  path = "/"
  role = aws_iam_role.mixed_bottlerocket_instance.name
}

resource "aws_ecs_capacity_provider" "mixed_bottlerocket" {
  name = "mixed-mixed-bottlerocket"

  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.mixed_bottlerocket.arn
    managed_draining               = "ENABLED"
    managed_termination_protection = "ENABLED"

    managed_scaling {
      status          = "ENABLED"
      target_capacity = 100
    }
  }
}

resource "aws_launch_template" "mixed_bottlerocket_gpu" {
  name                   = "mixed-mixed-bottlerocket-gpu"
  description            = "Container instances of cluster mixed"
  update_default_version = true
  image_id               = "resolve:ssm:/aws/service/bottlerocket/aws-ecs-3-nvidia/x86_64/latest/image_id"
  instance_type          = "g5.xlarge"

  user_data = base64encode(<<-EOT
    [settings.ecs]
    cluster = "mixed"
    awsvpc-block-imds = true
  EOT
  )

  iam_instance_profile {
    arn = aws_iam_instance_profile.mixed_bottlerocket_gpu.arn
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
      volume_type           = "gp3"
      encrypted             = true
      delete_on_termination = true
    }
  }

  block_device_mappings {
    device_name = "/dev/xvdb"

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
      Name = "mixed-mixed-bottlerocket-gpu"
    }
  }

  tag_specifications {
    resource_type = "volume"

    tags = {
      Name = "mixed-mixed-bottlerocket-gpu"
    }
  }

  tag_specifications {
    resource_type = "network-interface"

    tags = {
      Name = "mixed-mixed-bottlerocket-gpu"
    }
  }
}

# the capacity provider sets the desired capacity and protects instances that run tasks
resource "aws_autoscaling_group" "mixed_bottlerocket_gpu" {
  name                  = "mixed-mixed-bottlerocket-gpu"
  min_size              = 0
  max_size              = 2
  vpc_zone_identifier   = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
  protect_from_scale_in = true

  launch_template {
    id      = aws_launch_template.mixed_bottlerocket_gpu.id
    version = aws_launch_template.mixed_bottlerocket_gpu.latest_version
  }

  tag {
    key                 = "AmazonECSManaged"
    value               = "true"
    propagate_at_launch = true
  }

  tag {
    key                 = "Name"
    value               = "mixed-mixed-bottlerocket-gpu"
    propagate_at_launch = true
  }

  lifecycle {
    ignore_changes = [desired_capacity]
  }

  depends_on = [aws_ecs_cluster.mixed, aws_iam_role_policy.mixed_bottlerocket_gpu_instance]
}

resource "aws_iam_instance_profile" "mixed_bottlerocket_gpu" {
  name = "mixed-mixed-bottlerocket-gpu-instance"
  path = "/"
  role = aws_iam_role.mixed_bottlerocket_gpu_instance.name
}

resource "aws_ecs_capacity_provider" "mixed_bottlerocket_gpu" {
  name = "mixed-mixed-bottlerocket-gpu"

  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.mixed_bottlerocket_gpu.arn
    managed_draining               = "ENABLED"
    managed_termination_protection = "ENABLED"

    managed_scaling {
      status          = "ENABLED"
      target_capacity = 100
    }
  }
}

resource "aws_iam_role" "mixed_bottlerocket_gpu_instance" {
  name        = "mixed-mixed-bottlerocket-gpu-instance"
  description = "Container instance role of cluster mixed"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let container instances use the role; asked for by cluster mixed capacity bottlerocket-gpu
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
}

resource "aws_iam_role_policy" "mixed_bottlerocket_gpu_instance" {
  name = "mixed-mixed-bottlerocket-gpu-instance"
  role = aws_iam_role.mixed_bottlerocket_gpu_instance.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # register with the cluster and report the state of tasks; asked for by cluster mixed capacity
      # bottlerocket-gpu
      {
        Sid    = "RegisterInstance"
        Effect = "Allow"
        Action = [
          "ecs:RegisterContainerInstance",
          "ecs:SubmitAttachmentStateChanges",
          "ecs:SubmitTaskStateChange",
        ]
        Resource = "arn:aws:ecs:us-west-2:123456789012:cluster/mixed"
      },
      # receive orders for container instances of the cluster; asked for by cluster mixed capacity
      # bottlerocket-gpu; wildcard: ECS gives container instances their ids when they register
      {
        Sid      = "PollOrders"
        Effect   = "Allow"
        Action   = ["ecs:Poll", "ecs:StartTelemetrySession"]
        Resource = "arn:aws:ecs:us-west-2:123456789012:container-instance/mixed/*"
        Condition = {
          ArnEquals = {
            "ecs:cluster" = "arn:aws:ecs:us-west-2:123456789012:cluster/mixed"
          }
        }
      },
      # find the endpoint of ECS; asked for by cluster mixed capacity bottlerocket-gpu; wildcard:
      # `ecs:DiscoverPollEndpoint` has no resource type
      {
        Sid      = "DiscoverEndpoint"
        Effect   = "Allow"
        Action   = "ecs:DiscoverPollEndpoint"
        Resource = "*"
      },
    ]
  })
}

resource "aws_iam_role" "mixed_bottlerocket_instance" {
  name        = "mixed-mixed-bottlerocket-instance"
  description = "Container instance role of cluster mixed"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let container instances use the role; asked for by cluster mixed capacity bottlerocket
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
}

resource "aws_iam_role_policy" "mixed_bottlerocket_instance" {
  name = "mixed-mixed-bottlerocket-instance"
  role = aws_iam_role.mixed_bottlerocket_instance.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # register with the cluster and report the state of tasks; asked for by cluster mixed capacity
      # bottlerocket
      {
        Sid    = "RegisterInstance"
        Effect = "Allow"
        Action = [
          "ecs:RegisterContainerInstance",
          "ecs:SubmitAttachmentStateChanges",
          "ecs:SubmitTaskStateChange",
        ]
        Resource = "arn:aws:ecs:us-west-2:123456789012:cluster/mixed"
      },
      # receive orders for container instances of the cluster; asked for by cluster mixed capacity
      # bottlerocket; wildcard: ECS gives container instances their ids when they register
      {
        Sid      = "PollOrders"
        Effect   = "Allow"
        Action   = ["ecs:Poll", "ecs:StartTelemetrySession"]
        Resource = "arn:aws:ecs:us-west-2:123456789012:container-instance/mixed/*"
        Condition = {
          ArnEquals = {
            "ecs:cluster" = "arn:aws:ecs:us-west-2:123456789012:cluster/mixed"
          }
        }
      },
      # find the endpoint of ECS; asked for by cluster mixed capacity bottlerocket; wildcard:
      # `ecs:DiscoverPollEndpoint` has no resource type
      {
        Sid      = "DiscoverEndpoint"
        Effect   = "Allow"
        Action   = "ecs:DiscoverPollEndpoint"
        Resource = "*"
      },
    ]
  })
}

resource "aws_launch_template" "mixed_hardened" {
  name                   = "mixed-mixed-hardened"
  description            = "Container instances of cluster mixed"
  update_default_version = true
  image_id               = "ami-0123456789abcdef0"
  instance_type          = "m7i.large"

  user_data = base64encode(<<-EOT
    #!/bin/bash
    cat <<'EOF' >> /etc/ecs/ecs.config
    ECS_CLUSTER=mixed
    ECS_ENABLE_TASK_IAM_ROLE=true
    ECS_AWSVPC_BLOCK_IMDS=true
    ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true
    EOF
  EOT
  )

  iam_instance_profile {
    arn = aws_iam_instance_profile.mixed_hardened.arn
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
      Name = "mixed-mixed-hardened"
    }
  }

  tag_specifications {
    resource_type = "volume"

    tags = {
      Name = "mixed-mixed-hardened"
    }
  }

  tag_specifications {
    resource_type = "network-interface"

    tags = {
      Name = "mixed-mixed-hardened"
    }
  }
}

# the capacity provider sets the desired capacity and protects instances that run tasks
resource "aws_autoscaling_group" "mixed_hardened" {
  name                  = "mixed-mixed-hardened"
  min_size              = 0
  max_size              = 10
  vpc_zone_identifier   = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
  protect_from_scale_in = true

  launch_template {
    id      = aws_launch_template.mixed_hardened.id
    version = aws_launch_template.mixed_hardened.latest_version
  }

  tag {
    key                 = "AmazonECSManaged"
    value               = "true"
    propagate_at_launch = true
  }

  tag {
    key                 = "Name"
    value               = "mixed-mixed-hardened"
    propagate_at_launch = true
  }

  lifecycle {
    ignore_changes = [desired_capacity]
  }

  depends_on = [aws_ecs_cluster.mixed, aws_iam_role_policy.mixed_hardened_instance]
}

resource "aws_iam_instance_profile" "mixed_hardened" {
  name = "mixed-mixed-hardened-instance"
  path = "/"
  role = aws_iam_role.mixed_hardened_instance.name
}

resource "aws_ecs_capacity_provider" "mixed_hardened" {
  name = "mixed-mixed-hardened"

  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.mixed_hardened.arn
    managed_draining               = "ENABLED"
    managed_termination_protection = "ENABLED"

    managed_scaling {
      status          = "ENABLED"
      target_capacity = 100
    }
  }
}

resource "aws_iam_role" "mixed_hardened_instance" {
  name        = "mixed-mixed-hardened-instance"
  description = "Container instance role of cluster mixed"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let container instances use the role; asked for by cluster mixed capacity hardened
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
}

resource "aws_iam_role_policy" "mixed_hardened_instance" {
  name = "mixed-mixed-hardened-instance"
  role = aws_iam_role.mixed_hardened_instance.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # register with the cluster and report the state of tasks; asked for by cluster mixed capacity hardened
      {
        Sid    = "RegisterInstance"
        Effect = "Allow"
        Action = [
          "ecs:RegisterContainerInstance",
          "ecs:SubmitAttachmentStateChanges",
          "ecs:SubmitTaskStateChange",
        ]
        Resource = "arn:aws:ecs:us-west-2:123456789012:cluster/mixed"
      },
      # receive orders for container instances of the cluster; asked for by cluster mixed capacity hardened;
      # wildcard: ECS gives container instances their ids when they register
      {
        Sid      = "PollOrders"
        Effect   = "Allow"
        Action   = ["ecs:Poll", "ecs:StartTelemetrySession"]
        Resource = "arn:aws:ecs:us-west-2:123456789012:container-instance/mixed/*"
        Condition = {
          ArnEquals = {
            "ecs:cluster" = "arn:aws:ecs:us-west-2:123456789012:cluster/mixed"
          }
        }
      },
      # find the endpoint of ECS; asked for by cluster mixed capacity hardened; wildcard:
      # `ecs:DiscoverPollEndpoint` has no resource type
      {
        Sid      = "DiscoverEndpoint"
        Effect   = "Allow"
        Action   = "ecs:DiscoverPollEndpoint"
        Resource = "*"
      },
    ]
  })
}

resource "aws_launch_template" "mixed_windows" {
  name                   = "mixed-mixed-windows"
  description            = "Container instances of cluster mixed"
  update_default_version = true
  image_id               = "resolve:ssm:/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-ECS_Optimized/image_id"
  instance_type          = "m6i.large"

  user_data = base64encode(<<-EOT
    <powershell>
    Import-Module ECSTools
    [Environment]::SetEnvironmentVariable('ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE', 'true', 'Machine')
    Initialize-ECSAgent -Cluster 'mixed' -EnableTaskIAMRole
    </powershell>
  EOT
  )

  iam_instance_profile {
    arn = aws_iam_instance_profile.mixed_windows.arn
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
    device_name = "/dev/sda1"

    ebs {
      volume_size           = 100
      volume_type           = "gp3"
      encrypted             = true
      delete_on_termination = true
    }
  }

  tag_specifications {
    resource_type = "instance"

    tags = {
      Name = "mixed-mixed-windows"
    }
  }

  tag_specifications {
    resource_type = "volume"

    tags = {
      Name = "mixed-mixed-windows"
    }
  }

  tag_specifications {
    resource_type = "network-interface"

    tags = {
      Name = "mixed-mixed-windows"
    }
  }
}

# the capacity provider sets the desired capacity and protects instances that run tasks
resource "aws_autoscaling_group" "mixed_windows" {
  name                  = "mixed-mixed-windows"
  min_size              = 0
  max_size              = 10
  vpc_zone_identifier   = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
  protect_from_scale_in = true

  launch_template {
    id      = aws_launch_template.mixed_windows.id
    version = aws_launch_template.mixed_windows.latest_version
  }

  tag {
    key                 = "AmazonECSManaged"
    value               = "true"
    propagate_at_launch = true
  }

  tag {
    key                 = "Name"
    value               = "mixed-mixed-windows"
    propagate_at_launch = true
  }

  lifecycle {
    ignore_changes = [desired_capacity]
  }

  depends_on = [aws_ecs_cluster.mixed, aws_iam_role_policy.mixed_windows_instance]
}

resource "aws_iam_instance_profile" "mixed_windows" {
  name = "mixed-mixed-windows-instance"
  path = "/"
  role = aws_iam_role.mixed_windows_instance.name
}

resource "aws_ecs_capacity_provider" "mixed_windows" {
  name = "mixed-mixed-windows"

  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.mixed_windows.arn
    managed_draining               = "ENABLED"
    managed_termination_protection = "ENABLED"

    managed_scaling {
      status          = "ENABLED"
      target_capacity = 100
    }
  }
}

resource "aws_iam_role" "mixed_windows_instance" {
  name        = "mixed-mixed-windows-instance"
  description = "Container instance role of cluster mixed"
  path        = "/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let container instances use the role; asked for by cluster mixed capacity windows
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
}

resource "aws_iam_role_policy" "mixed_windows_instance" {
  name = "mixed-mixed-windows-instance"
  role = aws_iam_role.mixed_windows_instance.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # register with the cluster and report the state of tasks; asked for by cluster mixed capacity windows
      {
        Sid    = "RegisterInstance"
        Effect = "Allow"
        Action = [
          "ecs:RegisterContainerInstance",
          "ecs:SubmitAttachmentStateChanges",
          "ecs:SubmitTaskStateChange",
        ]
        Resource = "arn:aws:ecs:us-west-2:123456789012:cluster/mixed"
      },
      # receive orders for container instances of the cluster; asked for by cluster mixed capacity windows;
      # wildcard: ECS gives container instances their ids when they register
      {
        Sid      = "PollOrders"
        Effect   = "Allow"
        Action   = ["ecs:Poll", "ecs:StartTelemetrySession"]
        Resource = "arn:aws:ecs:us-west-2:123456789012:container-instance/mixed/*"
        Condition = {
          ArnEquals = {
            "ecs:cluster" = "arn:aws:ecs:us-west-2:123456789012:cluster/mixed"
          }
        }
      },
      # find the endpoint of ECS; asked for by cluster mixed capacity windows; wildcard:
      # `ecs:DiscoverPollEndpoint` has no resource type
      {
        Sid      = "DiscoverEndpoint"
        Effect   = "Allow"
        Action   = "ecs:DiscoverPollEndpoint"
        Resource = "*"
      },
    ]
  })
}
