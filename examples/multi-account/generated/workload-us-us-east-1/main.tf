# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_ecs_cluster" "us" {
  name = "us"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_cluster_capacity_providers" "us" {
  cluster_name       = aws_ecs_cluster.us.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]

  default_capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }
}
