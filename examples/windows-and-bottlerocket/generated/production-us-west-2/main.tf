# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_ecs_cluster" "mixed" {
  name = "mixed"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_cluster_capacity_providers" "mixed" {
  cluster_name = aws_ecs_cluster.mixed.name

  capacity_providers = [
    aws_ecs_capacity_provider.mixed_bottlerocket.name,
    aws_ecs_capacity_provider.mixed_bottlerocket_gpu.name,
    aws_ecs_capacity_provider.mixed_hardened.name,
    aws_ecs_capacity_provider.mixed_windows.name,
  ]

  default_capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.mixed_bottlerocket.name
    weight            = 1
  }
}
