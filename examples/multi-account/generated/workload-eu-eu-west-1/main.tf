# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_ecs_cluster" "eu" {
  name = "eu"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_cluster_capacity_providers" "eu" {
  cluster_name       = aws_ecs_cluster.eu.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]

  default_capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }
}
